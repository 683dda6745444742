# SPDX-License-Identifier: MIT
"""From events to stretches of time: what each CPU ran, what each thread did, who woke whom."""

from __future__ import annotations

from grader.picture.ring import (
    CASE_BEGIN, CASE_END, IRQ_BEGIN, IRQ_END, MOVE, NS_PER_TICK, SWITCH, WAKE, Event, Trace,
)
from grader.record import field, record

RUNS, WAITS, SLEEPS = "runs", "waits", "sleeps"
DEAD = 0x80  # TASK_DEAD in common/include/linux/sched/task.h


@record
class Stretch:
    """A CPU runs a thread: `left` says what became of it then."""

    cpu: int
    pid: int  # 0: the CPU's idle thread
    start: int
    end: int
    left: str = ""  # "still can run", "sleeps", "has ended"; "": it ran when the machine stopped


@record
class Wait:
    """A thread can run, and waits for a CPU."""

    pid: int
    start: int
    end: int


@record
class Wake:
    """A CPU, or what ran there, made a thread able to run again."""

    time: int
    cpu: int
    by: int  # the PID that ran there
    pid: int
    to: int  # the CPU that has it on its queue
    first: bool = False  # it never ran before


@record
class Interrupt:
    """From entry to end."""

    cpu: int
    start: int
    end: int
    number: int
    name: str


@record
class Mark:
    """A check began or ended."""

    time: int
    cpu: int
    index: int
    begins: bool


@record
class Schedule:
    """Everything between `start` and `end`, in nanoseconds of the machine's time."""

    start: int
    end: int
    cpus: int
    stretches: list[Stretch] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    wakes: list[Wake] = field(default_factory=list)
    interrupts: list[Interrupt] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def label(self, pid: int, cpu: int = -1) -> str:
        """A thread's name, with its PID."""
        if not pid:
            return f"idle/{cpu}" if cpu >= 0 else "idle"
        return f"{self.names.get(pid, '?')} [{pid}]"

    @property
    def threads(self) -> list[int]:
        """All PIDs but 0, in ascending order."""
        seen = {s.pid for s in self.stretches} | {w.pid for w in self.waits}
        return sorted(seen - {0})

    def part(self, start: int, end: int) -> Schedule:
        """What of it lies between @start and @end, cut at both."""

        def cut(items: list) -> list:
            kept = []
            for item in items:
                if item.end >= start and item.start <= end:
                    copy = type(item)(**item.__dict__)
                    copy.start, copy.end = max(item.start, start), min(item.end, end)
                    kept.append(copy)
            return kept

        return Schedule(
            start, end, self.cpus, cut(self.stretches), cut(self.waits),
            [w for w in self.wakes if start <= w.time <= end], cut(self.interrupts),
            [m for m in self.marks if start <= m.time <= end], self.names,
        )

    def of_case(self) -> Schedule:
        """The part from the beginning of the last check on; all of it if there is none."""
        begin = max((m.time for m in self.marks if m.begins), default=self.start)
        end = min((m.time for m in self.marks if not m.begins and m.time > begin), default=self.end)
        return self.part(begin, end)

    def without_tail(self) -> tuple[Schedule, int]:
        """Without a long end in which nothing is switched or woken; how much was cut off."""
        times = [s.start for s in self.stretches] + [w.time for w in self.wakes] + [m.time for m in self.marks]
        active = max([time - self.start for time in times if time < self.end], default=0)
        cut = self.end - self.start - active * 5 // 4
        if not active or cut < 3 * active:
            return self, 0
        return self.part(self.start, self.end - cut), cut


_LEFT = {0: "still can run", 1: "sleeps", 2: "sleeps"}


class _Builder:
    """One pass over the events."""

    def __init__(self, result: Schedule) -> None:
        self.result = result
        self.running: dict[int, tuple[int, int]] = {}  # CPU -> PID, since when
        self.waiting: dict[int, int] = {}  # PID -> since when
        self.seen: set[int] = set()
        self.open: dict[int, list[Event]] = {}  # CPU -> interrupts under way

    def switch(self, event: Event) -> None:
        prev, state = event.arg & 0xFFFFFFFF, event.arg >> 32
        pid, since = self.running.pop(event.cpu, (prev, self.result.start))
        left = "has ended" if state == DEAD else _LEFT.get(state, f"state {state:#x}")
        self.result.stretches.append(Stretch(event.cpu, pid, since, event.time, left))
        if state == 0 and pid:
            self.waiting[pid] = event.time
        self.running[event.cpu] = (event.pid, event.time)
        if event.pid in self.waiting:
            self.result.waits.append(Wait(event.pid, self.waiting.pop(event.pid), event.time))
        self.seen |= {pid, event.pid}

    def wake(self, event: Event) -> None:
        # Put on a queue while it waits or runs: it has only changed its place.
        if event.pid in self.waiting or any(pid == event.pid for pid, _ in self.running.values()):
            return
        self.waiting[event.pid] = event.time
        by = self.running.get(event.cpu, (0, 0))[0]
        first = event.pid not in self.seen
        self.result.wakes.append(Wake(event.time, event.cpu, by, event.pid, event.arg & 0xFF, first))
        self.seen.add(event.pid)

    def interrupt(self, event: Event) -> None:
        stack = self.open.setdefault(event.cpu, [])
        if event.kind == IRQ_BEGIN:
            stack.append(event)
        elif stack:
            began = stack.pop()
            self.result.interrupts.append(
                Interrupt(event.cpu, began.time, event.time, began.arg, began.name)
            )

    def take(self, event: Event) -> None:
        if event.kind in (SWITCH, WAKE, MOVE) and event.pid:
            self.result.names[event.pid] = event.name
        if event.kind == SWITCH:
            self.switch(event)
        elif event.kind == WAKE:
            self.wake(event)
        elif event.kind in (IRQ_BEGIN, IRQ_END):
            self.interrupt(event)
        elif event.kind in (CASE_BEGIN, CASE_END):
            self.result.marks.append(Mark(event.time, event.cpu, event.arg, event.kind == CASE_BEGIN))

    def finish(self) -> None:
        """What was under way when the machine stopped."""
        end = self.result.end
        for cpu, (pid, since) in sorted(self.running.items()):
            self.result.stretches.append(Stretch(cpu, pid, since, end))
        for pid, since in sorted(self.waiting.items()):
            self.result.waits.append(Wait(pid, since, end))
        for cpu, stack in sorted(self.open.items()):
            for event in stack:
                self.result.interrupts.append(Interrupt(cpu, event.time, end, event.arg, event.name))
        self.result.interrupts.sort(key=lambda i: (i.start, i.cpu, -i.end))


def _boot_threads(events: list[Event], start: int) -> dict[int, tuple[int, int]]:
    """What each CPU ran before its first switch: that one says whom it left.

    A CPU that was heard of, but never switched, has nothing but its idle thread.
    """
    first: dict[int, tuple[int, int]] = {}
    for event in events:
        if event.kind == SWITCH:
            first.setdefault(event.cpu, (event.arg & 0xFFFFFFFF, start))
    return {event.cpu: (0, start) for event in events} | first


def build_schedule(trace: Trace, cpus: int, stopped: int = 0) -> Schedule:
    """The schedule that @trace tells of; @stopped: the counter when the machine stopped, if known.

    It begins where the events of all CPUs are there.
    """
    events = [event for event in trace.events if event.time >= trace.since]
    start = events[0].time if events else 0
    end = max(events[-1].time if events else 0, stopped * NS_PER_TICK)
    result = Schedule(start, end, max([cpus, *(e.cpu + 1 for e in events)]))
    builder = _Builder(result)
    builder.running = _boot_threads(events, start)
    for event in events:
        builder.take(event)
    builder.finish()
    return result
