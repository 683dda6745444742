# SPDX-License-Identifier: MIT
"""From the rings in memory to a schedule, to trace events and to a timeline."""

import json
import struct
import unittest
from xml.etree import ElementTree

from grader.picture.chrome import chrome_json
from grader.picture.ring import (
    CASE_BEGIN, CASE_END, IRQ_BEGIN, IRQ_END, MAGIC, MOVE, SWITCH, WAKE, Event, Trace, parse_rings,
)
from grader.picture.schedule import DEAD, build_schedule
from grader.picture.timeline import clock, draw_timeline

CAPACITY = 8
NOTHING = bytes(24 + 40 * CAPACITY)


def ring(events: list[tuple], cpu: int = 0, magic: int = MAGIC, count: int = -1) -> bytes:
    """A ring of CAPACITY entries, as the kernel leaves it; events: (ticks, kind, pid, name, arg)."""
    entries = [bytes(40)] * CAPACITY
    for number, (time, kind, pid, name, arg) in enumerate(events):
        entries[number % CAPACITY] = struct.pack("<QHHiQ16s", time, kind, cpu, pid, arg, name.encode())
    count = len(events) if count < 0 else count
    return struct.pack("<QIIQ", magic, CAPACITY, 40, count) + b"".join(entries)


# CPU 0: init wakes a on CPU 1, sleeps; an interrupt; b is made there, and ends.
FIRST = [
    (100, CASE_BEGIN, 0, "check", 0),
    (110, WAKE, 5, "a", 1),
    (120, SWITCH, 0, "swapper", 2 << 32 | 1),
    (130, IRQ_BEGIN, 0, "arch_timer", 3),
    (135, IRQ_END, 0, "", 3),
    (140, SWITCH, 1, "init", 0),
    (200, CASE_END, 0, "check", 0),
]
SECOND = [
    (115, IRQ_BEGIN, 0, "IPI: reschedule", 1),
    (117, IRQ_END, 0, "", 1),
    (118, SWITCH, 5, "a", 0),
    (138, WAKE, 1, "init", 0),
    (150, SWITCH, 0, "swapper", DEAD << 32 | 5),
]


def schedule(stopped: int = 0):
    return build_schedule(parse_rings(ring(FIRST) + ring(SECOND, 1), 2), 2, stopped)


class RingTest(unittest.TestCase):
    def test_events_of_all_cpus_in_the_order_of_time(self) -> None:
        trace = parse_rings(ring(FIRST) + ring(SECOND, 1), 2)
        self.assertEqual([e.time for e in trace.events], sorted(e.time for e in trace.events))
        self.assertEqual((len(trace.events), trace.lost, trace.damaged), (12, 0, 0))
        self.assertEqual(trace.events[1].time, 110 * 16)

    def test_the_oldest_are_overwritten(self) -> None:
        events = [(10 * n, MOVE, n, "x", 0) for n in range(1, 12)]
        trace = parse_rings(ring(events), 1)
        self.assertEqual([e.pid for e in trace.events], list(range(4, 12)))
        self.assertEqual((trace.lost, trace.since), (3, 40 * 16))
        early = [(1, MOVE, 1, "x", 0), (50, MOVE, 1, "x", 0)]
        found = build_schedule(parse_rings(ring(events) + ring(early, 1), 2), 2)
        self.assertEqual(found.start // 16, 40)

    def test_before_sched_init_there_is_nothing(self) -> None:
        trace = parse_rings(b"\xa5" * len(NOTHING), 1)
        self.assertEqual((trace.begun, trace.events), (False, []))

    def test_what_makes_no_sense_is_left_out(self) -> None:
        good = (20, MOVE, 1, "x", 0)
        for bad in ((10, MOVE, 1, "x", 0), (30, 99, 1, "x", 0), (1 << 60, MOVE, 1, "x", 0)):
            with self.subTest(bad):
                trace = parse_rings(ring([good, bad]), 1)
                self.assertEqual((len(trace.events), trace.damaged), (1, 1))
        damaged = struct.pack("<QIIQ", MAGIC, 7, 40, 1) + bytes(40 * CAPACITY)
        self.assertEqual(parse_rings(ring(FIRST) + damaged, 2).damaged, 1)
        self.assertEqual(parse_rings(ring(FIRST, count=1 << 50), 1).damaged, 1)

    def test_names_are_printable(self) -> None:
        event = parse_rings(ring([(1, MOVE, 1, "a\x1b<\u00e9", 0)]), 1).events[0]
        self.assertTrue(event.name.isprintable() and event.name.isascii())


class ScheduleTest(unittest.TestCase):
    def test_stretches(self) -> None:
        found = schedule()
        self.assertEqual(
            [(s.cpu, s.pid, s.start // 16, s.end // 16, s.left) for s in found.stretches],
            [
                (1, 0, 100, 118, "still can run"),
                (0, 1, 100, 120, "sleeps"),
                (0, 0, 120, 140, "still can run"),
                (1, 5, 118, 150, "has ended"),
                (0, 1, 140, 200, ""),
                (1, 0, 150, 200, ""),
            ],
        )
        self.assertEqual([(w.pid, w.start // 16, w.end // 16) for w in found.waits], [(5, 110, 118), (1, 138, 140)])
        wakes = [(w.by, w.cpu, w.pid, w.to, w.first) for w in found.wakes]
        self.assertEqual(wakes, [(1, 0, 5, 1, True), (5, 1, 1, 0, False)])
        interrupts = [(i.cpu, i.number, i.name) for i in found.interrupts]
        self.assertEqual(interrupts, [(1, 1, "IPI: reschedule"), (0, 3, "arch_timer")])

    def test_moved_on_a_queue_is_not_woken(self) -> None:
        events = [(1, WAKE, 5, "a", 0), (2, MOVE, 5, "a", 1), (3, WAKE, 5, "a", 1)]
        found = build_schedule(parse_rings(ring(events), 1), 2)
        self.assertEqual([w.time // 16 for w in found.wakes], [1])

    def test_preempted_it_waits(self) -> None:
        events = [(1, SWITCH, 5, "a", 4), (9, SWITCH, 4, "b", 5), (12, SWITCH, 5, "a", 4)]
        found = build_schedule(parse_rings(ring(events), 1), 1)
        waits = [(w.pid, w.start // 16, w.end // 16) for w in found.waits]
        self.assertEqual(waits, [(4, 1, 9), (5, 9, 12), (4, 12, 12)])

    def test_until_the_machine_stopped(self) -> None:
        found = schedule(stopped=5000)
        self.assertEqual(found.end, 5000 * 16)
        short, cut = found.part(found.start, found.end).without_tail()
        self.assertEqual(short.end + cut, found.end)
        self.assertLess(short.end, 300 * 16)

    def test_the_check_alone(self) -> None:
        early = [(10, SWITCH, 1, "init", 0), *FIRST]
        found = build_schedule(parse_rings(ring(early), 1), 1, 900).of_case()
        self.assertEqual((found.start // 16, found.end // 16), (100, 200))

    def test_nothing_at_all(self) -> None:
        found = build_schedule(parse_rings(NOTHING, 1), 4)
        self.assertEqual(found.stretches, [])
        ElementTree.fromstring(draw_timeline(found, "nothing", []))


class ChromeTest(unittest.TestCase):
    def setUp(self) -> None:
        self.text = chrome_json(schedule(), ["check"], {"stage": 7}, "the kernel panicked")
        self.data = json.loads(self.text)
        self.events = self.data["traceEvents"]

    def test_every_event_has_what_its_kind_needs(self) -> None:
        needs = {"M": {"args"}, "X": {"ts", "dur"}, "i": {"ts", "s"}, "s": {"ts", "id"}, "f": {"ts", "id", "bp"}}
        for event in self.events:
            self.assertLessEqual({"ph", "name", "pid", "tid"} | needs[event["ph"]], set(event))
            self.assertGreaterEqual(event.get("dur", 0), 0)

    def test_slices_of_a_track_nest(self) -> None:
        tracks: dict[tuple, list] = {}
        for event in self.events:
            if event["ph"] == "X":
                tracks.setdefault((event["pid"], event["tid"]), []).append(event)
        for slices in tracks.values():
            ends: list[float] = []
            for event in slices:
                while ends and ends[-1] <= event["ts"] + 1e-9:
                    ends.pop()
                end = event["ts"] + event["dur"]
                self.assertTrue(not ends or end <= ends[-1] + 1e-9, event)
                ends.append(end)

    def test_arrows_lead_from_the_wake_up_to_the_run(self) -> None:
        begin = {e["id"]: e for e in self.events if e["ph"] == "s"}
        finish = {e["id"]: e for e in self.events if e["ph"] == "f"}
        self.assertEqual(sorted(begin), sorted(finish))
        self.assertEqual([(begin[n]["tid"], finish[n]["tid"]) for n in (1, 2)], [(0, 1), (1, 0)])

    def test_tracks_are_named(self) -> None:
        names = {e["args"]["name"] for e in self.events if e["ph"] == "M" and "name" in e["args"]}
        self.assertLessEqual({"CPUs", "CPU 0", "CPU 1", "threads", "init", "a"}, names)

    def test_the_end_is_marked(self) -> None:
        self.assertEqual(self.events[-1]["name"], "the kernel panicked")


class TimelineTest(unittest.TestCase):
    def test_is_well_formed_and_says_in_words_what_it_shows(self) -> None:
        text = draw_timeline(schedule(), 'a <check> & "more"', ["a note"], "the kernel panicked: \x1b<b>")
        root = ElementTree.fromstring(text)
        space = "{http://www.w3.org/2000/svg}"
        self.assertEqual(root.find(f"{space}title").text, 'a <check> & "more"')
        self.assertIn("switches: 2, interrupts: 1, wake-ups: 1", root.find(f"{space}desc").text)
        titles = [t.text for t in root.iter(f"{space}title")]
        self.assertTrue(any("a [5] runs on CPU 1" in t for t in titles))
        self.assertTrue(any("init [1] on CPU 0 starts a [5] for CPU 1" in t for t in titles))
        self.assertIn("prefers-color-scheme: dark", text)
        self.assertNotIn("<script", text)

    def test_thousands_of_short_stretches_stay_small(self) -> None:
        events = [Event(16 * n, SWITCH, 0, 5 + n % 2, "a", 6 - n % 2) for n in range(8000)]
        found = build_schedule(Trace(events), 1)
        self.assertLess(len(draw_timeline(found, "many", [])), 2_000_000)

    def test_units(self) -> None:
        shown = [clock(1500, 2000), clock(1500, 20_000), clock(2_500_000, 20_000_000)]
        self.assertEqual(shown, ["1500 ns", "1.5 µs", "2.5 ms"])


if __name__ == "__main__":
    unittest.main()
