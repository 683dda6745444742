# SPDX-License-Identifier: MIT
"""The verdict channel's parser: what it understands, and that everything else is the grader's fault."""

import unittest

from grader.errors import Fault
from grader.tests.fixtures import passing, verdict_lines
from grader.transcript import parse_transcript, unescape

EXPECT = "#! expect case=0 site=0xffffffc008001000 expected=0x0 seen=0x5a"
STOP = [
    "#! stop kind=watchdog case=1 entry=2 t=99 el=1",
    "#! regs pc=0x40200010 esr=0x0 far=0x0 sp=0x0 sctlr=0x1 el=1 x0=0x1 x30=0x40200020",
    "#! insn word=0xd503207f",
    "#! frame pc=0x40200030",
    "#! frame pc=0x40200040",
    "not ok 2 case1",
]
DONE = "#! done t=1234"


def parse(*lines: str, complete: bool = True):
    return parse_transcript(verdict_lines(*lines).encode(), complete)


class Good(unittest.TestCase):
    def test_two_entries(self) -> None:
        text = verdict_lines(*passing(0), *passing(1))
        text += verdict_lines(*passing(0), *passing(1), DONE, level=1, more=True)
        result = parse_transcript(text.replace("\n", "\r\n").encode())
        self.assertEqual([e.level for e in result.entries], [2, 1])
        self.assertTrue(all(e.cases[i].ok for e in result.entries for i in (0, 1)))
        self.assertEqual((result.plan, result.done, result.instructions), (2, True, 1234))

    def test_failed_expectation(self) -> None:
        result = parse(
            "#! begin case=0 t=1", EXPECT, "#! note case=0 text=two%20words%25", "#! end case=0 t=2 failed=1",
            "not ok 1 case0", *passing(1), DONE,
        )
        case = result.entries[0].cases[0]
        self.assertFalse(case.ok)
        self.assertEqual(case.expectations[0].site, 0xFFFFFFC008001000)
        self.assertEqual((case.expectations[0].expected, case.expectations[0].seen), ("0x0", "0x5a"))
        self.assertEqual(case.notes, ["two words%"])

    def test_stop_in_a_case(self) -> None:
        result = parse(*passing(0), "#! begin case=1 t=30", *STOP, DONE)
        entry = result.entries[0]
        stop = entry.cases[1].stop
        assert stop is not None
        self.assertEqual((stop.kind, stop.case, stop.frames), ("watchdog", 1, [0x40200030, 0x40200040]))
        self.assertEqual((stop.regs["x30"], stop.number("insn")), (0x40200020, 0xD503207F))
        self.assertIs(entry.boots[0].stop, stop)
        self.assertFalse(entry.cases[1].ok)

    def test_stop_before_the_tests(self) -> None:
        text = "KTAP version 1\n#! proctor version=1 stage=1 seed=0x1 cases=2\n"
        text += "#! boot entry=2 base=0x40200000 fdt=0x0 first=0 t=5\n#! stop kind=off case=-1 entry=2 t=9 el=2\n"
        result = parse_transcript((text + DONE + "\n").encode())
        stop = result.entries[0].early_stop
        assert stop is not None
        self.assertEqual((stop.kind, stop.case), ("off", -1))
        self.assertFalse(result.entries[0].boots[0].planned)

    def test_resumed_boot(self) -> None:
        text = verdict_lines("#! begin case=0 t=1", STOP[0].replace("case=1", "case=0"), "not ok 1 case0")
        text += "#! boot entry=2 base=0x40200000 fdt=0x0 first=1 t=5\n#! plan\n"
        text += "\n".join([*passing(1), DONE]) + "\n"
        result = parse_transcript(text.encode())
        self.assertEqual([b.first for b in result.entries[0].boots], [0, 1])
        self.assertTrue(result.entries[0].cases[1].ok)

    def test_void_and_bad_image(self) -> None:
        void = parse(*passing(0), "#! stop kind=void case=-1 t=9 el=1", "#! text out%20of%20turn", DONE)
        assert void.void is not None
        self.assertEqual(void.void.text, ["out of turn"])
        text = "KTAP version 1\n#! proctor version=1 stage=1 seed=0x1 cases=2\n"
        text += "#! bad-image reason=magic seen=0x0 expected=0x644d5241\n" + DONE + "\n"
        bad = parse_transcript(text.encode()).bad_image
        assert bad is not None
        self.assertEqual((bad.values["reason"], bad.number("expected")), ("magic", 0x644D5241))

    def test_clock_stands_after_a_freeze(self) -> None:
        result = parse(*passing(0), "#! begin case=1 t=70", "#! stop kind=frozen case=1 t=80", "not ok 2 case1", DONE)
        self.assertEqual(result.instructions, 70)

    def test_stopped_from_outside(self) -> None:
        result = parse(*passing(0), "#! begin case=1 t=30", complete=False)
        self.assertEqual(result.running, (2, 1))
        raw = verdict_lines(*passing(0)).encode() + b"#! begin ca"
        self.assertIsNone(parse_transcript(raw, complete=False).running)

    def test_a_note_that_belongs_to_nobody(self) -> None:
        result = parse("#! note case=0 text=early", *passing(0), *passing(1), DONE)
        self.assertEqual(result.entries[0].cases[0].notes, [])


class Bad(unittest.TestCase):
    def test_lines(self) -> None:
        for line, words in (
            ("hello", "unknown line 'hello'"),
            ("#! gossip a=1", "unknown record"),
            ("#! begin", "case= is missing"),
            ("#! begin case=x t=1", "'x' is not a number"),
            ("#! begin case=0 case=0", "malformed record"),
            ("#! begin case", "malformed record"),
            ("#! end case=1 t=1 failed=0", "not running"),
            ("#! expect case=1 site=0x1 expected=0x0 seen=0x0", "not running"),
            ("#! stop kind=boredom case=-1", "unknown kind of stop"),
            ("#! stop kind=crash case=1", "not running"),
            ("#! frame pc=0x1", "describes no stop"),
            ("#! fault esr=0x1 elr=0x2 far=0x3 spsr=0x4", "the proctor itself failed"),
            ("#! proctor version=2", "another version"),
            ("ok one case", "unknown line"),
            ("ok 1", "unknown line"),
        ):
            with self.subTest(line), self.assertRaisesRegex(Fault, words):
                parse(line, DONE)

    def test_order(self) -> None:
        for lines, words in (
            ([*passing(0), *passing(0)], "begins twice"),
            ([*passing(0), "ok 1 case0"], "two results"),
            ([DONE, "# more"], "after the end"),
        ):
            with self.subTest(words), self.assertRaisesRegex(Fault, words):
                parse(*lines, DONE)
        with self.assertRaisesRegex(Fault, "before any boot"):
            parse_transcript(b"KTAP version 1\n#! proctor version=1\n#! plan\n")
        with self.assertRaisesRegex(Fault, "before the proctor's greeting"):
            parse_transcript(b"KTAP version 1\n#! boot entry=2 base=0x0 first=0\n")

    def test_ends_too_early(self) -> None:
        with self.assertRaisesRegex(Fault, "before the proctor was done"):
            parse(*passing(0))
        with self.assertRaisesRegex(Fault, "is cut off"):
            parse_transcript(verdict_lines(DONE).encode()[:-1])
        with self.assertRaises(Fault):
            parse_transcript(b"")

    def test_any_bytes(self) -> None:
        good = verdict_lines(*passing(0), "#! begin case=1 t=30", *STOP, DONE).encode()
        for place in range(len(good)):
            bad = good[:place] + b"\xff" + good[place + 1 :]
            for complete in (True, False):
                try:
                    parse_transcript(bad, complete)
                except Fault:
                    pass


class Escapes(unittest.TestCase):
    def test_unescape(self) -> None:
        self.assertEqual(unescape("a%20b%25%c3%a9%0a"), "a b%\u00e9\n")
        self.assertEqual(unescape("%ff%zz%"), "\ufffd%zz%")


if __name__ == "__main__":
    unittest.main()
