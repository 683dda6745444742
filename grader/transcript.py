# SPDX-License-Identifier: MIT
"""The verdict channel, read strictly: what the proctor says of a run.

KTAP lines, and records `#! name key=value ...` between them. Nobody but the
proctor writes here, so a line that cannot be understood is the grader's own
fault and never a student's. An end without `#! done` is allowed only where the
machine was stopped from outside; the caller knows.
"""

from __future__ import annotations

import re

from grader.errors import Fault
from grader.record import field, record

_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_RESULT = re.compile(r"(not ok|ok) (\d+) (?:- )?(\S+)(?: #.*)?")
_PLAN = re.compile(r"1\.\.(\d+)")
STOP_KINDS = frozenset(
    ("crash", "watchdog", "panic", "off", "reset", "void", "frozen", "still")
)


@record
class Expectation:
    """One expectation that did not hold; values are text for strings."""

    site: int
    expected: str
    seen: str


@record
class Stop:
    """Why and where the proctor took the machine from the kernel."""

    kind: str
    case: int  # -1: before the tests
    values: dict[str, str] = field(default_factory=dict)
    regs: dict[str, int] = field(default_factory=dict)
    frames: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def number(self, key: str, default: int = 0) -> int:
        """A number from the stop's own line."""
        return _number(self.values[key], self.kind) if key in self.values else default


@record
class CaseRun:
    """A case under one entry level."""

    index: int
    ok: bool | None = None  # None: no result line came
    ended: bool = False
    expectations: list[Expectation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stop: Stop | None = None


@record
class Boot:
    """From one entry into the kernel to the next."""

    base: int
    first: int
    planned: bool = False
    stop: Stop | None = None


@record
class Entry:
    """All boots at one entry level."""

    level: int
    boots: list[Boot] = field(default_factory=list)
    cases: dict[int, CaseRun] = field(default_factory=dict)

    @property
    def early_stop(self) -> Stop | None:
        """Why the kernel never reached its tests, if so."""
        return next((b.stop for b in self.boots if b.stop and b.stop.case < 0), None)

    def base_of(self, stop: Stop) -> int:
        """Where the Image was loaded when @stop happened."""
        for boot in self.boots:
            if boot.stop is stop:
                return boot.base
        return self.boots[-1].base if self.boots else 0


@record
class Transcript:
    """Everything the proctor said."""

    entries: list[Entry] = field(default_factory=list)
    plan: int | None = None
    void: Stop | None = None
    bad_image: Stop | None = None
    done: bool = False
    instructions: int = 0
    running: tuple[int, int] | None = None  # (entry level, case) without an end


def unescape(text: str) -> str:
    """Undo the %XX escapes; bytes that are no UTF-8 become replacement characters."""
    raw = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
    return raw.encode("latin-1", "replace").decode("utf-8", "replace")


def _number(text: str, where: str) -> int:
    try:
        return int(text, 0)
    except ValueError:
        raise Fault(f"verdict channel: {where}: {text!r} is not a number") from None


def _fields(text: str, line: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for part in text.split():
        key, equals, value = part.partition("=")
        if not equals or not key or key in values:
            raise Fault(f"verdict channel: malformed record {line!r}")
        values[key] = value
    return values


class _Reader:
    """One pass over the lines, with the place that the next record belongs to."""

    def __init__(self) -> None:
        self.result = Transcript()
        self.greeted = False
        self.entry: Entry | None = None
        self.stop: Stop | None = None
        self.case: CaseRun | None = None
        self.was_frozen = False

    def number(self, values: dict[str, str], key: str, line: str) -> int:
        if key not in values:
            raise Fault(f"verdict channel: {key}= is missing in {line!r}")
        return _number(values[key], line)

    def text(self, values: dict[str, str], key: str, line: str) -> str:
        if key not in values:
            raise Fault(f"verdict channel: {key}= is missing in {line!r}")
        return unescape(values[key])

    def line(self, line: str) -> None:
        """Take in one line."""
        if self.result.done:
            raise Fault(f"verdict channel: {line!r} after the end")
        if line == "KTAP version 1":
            return
        if line.startswith("#! "):
            name, _, rest = line[3:].partition(" ")
            handler = getattr(self, "on_" + name.replace("-", "_"), None)
            if handler is None:
                raise Fault(f"verdict channel: unknown record {line!r}")
            if name == "text":
                handler(rest, line)
            else:
                handler(_fields(rest, line), line)
            return
        if line.startswith("# "):
            return
        plan, outcome = _PLAN.fullmatch(line), _RESULT.fullmatch(line)
        if plan:
            self.result.plan = int(plan[1])
        elif outcome:
            self.on_outcome(outcome, line)
        else:
            raise Fault(f"verdict channel: unknown line {line!r}")

    def current(self, line: str) -> Entry:
        """The entry that is under way."""
        if self.entry is None or not self.entry.boots:
            raise Fault(f"verdict channel: {line!r} before any boot")
        return self.entry

    def running(self, values: dict[str, str], line: str) -> CaseRun:
        """The case that is under way, which the record must name."""
        index = self.number(values, "case", line)
        if self.case is None or self.case.index != index:
            raise Fault(f"verdict channel: {line!r} names a case that is not running")
        return self.case

    def clock(self, values: dict[str, str], line: str) -> None:
        # How far the clock got before somebody reset the machine is the host's doing.
        if "t" in values and not self.was_frozen:
            self.result.instructions = self.number(values, "t", line)

    def on_proctor(self, values: dict[str, str], line: str) -> None:
        if self.number(values, "version", line) != 1:
            raise Fault(f"the proctor speaks another version: {line!r}")
        self.greeted = True

    def on_boot(self, values: dict[str, str], line: str) -> None:
        if not self.greeted:
            raise Fault(f"verdict channel: {line!r} before the proctor's greeting")
        level = self.number(values, "entry", line)
        entry = next((e for e in self.result.entries if e.level == level), None)
        if entry is None:
            entry = Entry(level)
            self.result.entries.append(entry)
        entry.boots.append(
            Boot(self.number(values, "base", line), self.number(values, "first", line))
        )
        self.entry, self.case, self.stop = entry, None, None
        self.clock(values, line)

    def on_plan(self, values: dict[str, str], line: str) -> None:
        self.current(line).boots[-1].planned = True
        self.clock(values, line)

    def on_begin(self, values: dict[str, str], line: str) -> None:
        entry = self.current(line)
        index = self.number(values, "case", line)
        if index in entry.cases:
            raise Fault(f"verdict channel: case {index} begins twice")
        self.case = entry.cases[index] = CaseRun(index)
        self.result.running = (entry.level, index)
        self.clock(values, line)

    def on_expect(self, values: dict[str, str], line: str) -> None:
        case = self.running(values, line)
        site = self.number(values, "site", line)
        expected = self.text(values, "expected", line)
        case.expectations.append(Expectation(site, expected, self.text(values, "seen", line)))

    def on_stimulus(self, values: dict[str, str], line: str) -> None:
        # Answered while the machine ran (stimulus.py); no result depends on it here.
        self.current(line)

    def on_note(self, values: dict[str, str], line: str) -> None:
        text = self.text(values, "text", line)
        # A kernel may link against test_note() and call it too early: nobody's note.
        if self.case is not None and self.case.index == self.number(values, "case", line):
            self.case.notes.append(text)

    def on_end(self, values: dict[str, str], line: str) -> None:
        self.running(values, line).ended = True
        self.number(values, "failed", line)
        self.result.running = None
        self.clock(values, line)

    def on_outcome(self, match: re.Match[str], line: str) -> None:
        entry = self.current(line)
        index = int(match[2]) - 1
        case = entry.cases.get(index)
        if case is None:
            case = entry.cases[index] = CaseRun(index)
        if case.ok is not None:
            raise Fault(f"verdict channel: case {index} has two results")
        case.ok = match[1] == "ok"
        if self.result.running == (entry.level, index):
            self.result.running = None

    def on_stop(self, values: dict[str, str], line: str) -> None:
        kind = values.get("kind", "")
        if kind not in STOP_KINDS:
            raise Fault(f"verdict channel: unknown kind of stop in {line!r}")
        self.stop = Stop(kind, _number(values.get("case", "-1"), line), values)
        self.was_frozen = self.was_frozen or kind == "frozen"
        self.clock(values, line)
        self.result.running = None
        if kind == "void":
            self.result.void = self.stop
        boots = self.current(line).boots
        boots[-1].stop = self.stop
        if self.stop.case >= 0:
            if self.case is None or self.case.index != self.stop.case:
                raise Fault(f"verdict channel: {line!r} names a case that is not running")
            self.case.stop = self.stop

    def on_bad_image(self, values: dict[str, str], line: str) -> None:
        self.stop = Stop("bad-image", -1, values)
        self.result.bad_image = self.stop

    def on_regs(self, values: dict[str, str], line: str) -> None:
        regs = {key: _number(value, line) for key, value in values.items()}
        self.stopped(line).regs.update(regs)

    def on_insn(self, values: dict[str, str], line: str) -> None:
        self.stopped(line).values["insn"] = values.get("word", "0")

    def on_fault(self, values: dict[str, str], line: str) -> None:
        raise Fault(f"the proctor itself failed: {line!r}")

    def on_frame(self, values: dict[str, str], line: str) -> None:
        self.stopped(line).frames.append(self.number(values, "pc", line))

    def on_text(self, rest: str, line: str) -> None:
        self.stopped(line).text.append(unescape(rest))

    def on_done(self, values: dict[str, str], line: str) -> None:
        self.clock(values, line)
        self.result.done = True

    def stopped(self, line: str) -> Stop:
        """The stop that a describing record belongs to."""
        if self.stop is None:
            raise Fault(f"verdict channel: {line!r} describes no stop")
        return self.stop


def parse_transcript(raw: bytes, complete: bool = True) -> Transcript:
    """The proctor's words as data.

    @complete: the machine powered itself off, so `#! done` must be there. Where
    it was stopped from outside, a last line without its end is dropped.
    """
    text = raw.decode("latin-1").replace("\r", "")
    lines = text.split("\n")
    tail = lines.pop()
    if tail and complete:
        raise Fault(f"verdict channel: the last line {tail!r} is cut off")
    reader = _Reader()
    for line in lines:
        if line.strip():
            reader.line(line)
    if complete and not reader.result.done:
        raise Fault("verdict channel: the machine powered off before the proctor was done")
    if complete and not reader.greeted:
        raise Fault("verdict channel: the proctor never spoke")
    return reader.result
