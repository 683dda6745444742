# SPDX-License-Identifier: MIT
"""The report that a person reads, as text: one line a check, and for a failing one why.

A kernel that stopped before its tests is explained once; the checks that it
never reached are listed, not repeated.
"""

from __future__ import annotations

from grader.results import Check, Diagnosis, Failure, StageResult
from grader.style import BOLD, DIM, GREEN, RED, Style
from grader.values import printable

_FRAMES = 10
_NAME_WIDTH = 26


def _levels(levels: tuple[int, ...], of: int, machines: dict[int, str]) -> str:
    """`entered at EL1`, where it is not the same at all levels; and whether the level is all that is different there."""
    if not levels or len(levels) == of:
        return ""
    words = "only when entered at " + " and ".join(f"EL{level}" for level in levels)
    for level in levels:
        if level in machines:
            words += f", on the machine with {machines[level]}"
    return words


class Report:
    """Writes one stage's result as lines."""

    def __init__(self, result: StageResult, levels: int, style: Style) -> None:
        self._result = result
        self._levels = levels
        self._style = style
        self.lines: list[str] = []

    def _say(self, text: str = "") -> None:
        self.lines.append(text.rstrip())

    def _row(self, label: str, text: str) -> None:
        head = f"{self._style.indent}{self._style.paint(DIM, f'{label:<9}')} "
        blank = " " * (len(self._style.indent) + 10)
        for index, line in enumerate(self._wrapped(text, len(blank))):
            self._say((blank if index else head) + line)

    def _wrapped(self, text: str, used: int) -> list[str]:
        """@text in lines that fit; what stands in columns (a compiler's snippet) is left alone."""
        room = self._style.width - used
        if self._style.width == 0 or len(text) <= room or room < 40 or "  " in text:
            return [text]
        import textwrap

        return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)

    def _read(self, section: str) -> None:
        """Where the handout speaks of it."""
        if section:
            self._row("read", f"{self._result.handout}, \"{section}\"")

    def _causes(self, causes: list[tuple[str, str]], hint: str = "") -> None:
        """Likely causes, each with its section of the handout, but no section twice; @hint is one more."""
        read = set()
        for words, section in causes:
            self._row("perhaps", words)
            if section not in read:
                self._read(section)
            read.add(section)
        if hint not in read:
            self._read(hint)

    def _diagnosis(self, diagnosis: Diagnosis) -> None:
        """Why the kernel stopped, and how it got there."""
        if diagnosis.kind == "build":
            for index, line in enumerate(diagnosis.details):
                self._row("" if index else "compiler", line)
        else:
            self._row("why", printable(diagnosis.summary))
            entered = _levels(diagnosis.levels, self._levels, self._result.machines)
            if entered and diagnosis.kind not in _ENDS_ALL:
                self._row("when", entered)
            for line in diagnosis.details:
                self._row("", printable(line))
            self._frames(diagnosis)
        self._causes(diagnosis.causes)

    def _frames(self, diagnosis: Diagnosis) -> None:
        for index, frame in enumerate(diagnosis.frames[:_FRAMES]):
            text = f"{frame.where}"
            if frame.function:
                text += f" in {frame.function}"
            source = f"  {printable(frame.source)}" if frame.source and frame.student else ""
            if frame.student:
                text = self._style.paint(BOLD, text)
            self._row("code" if index == 0 else "from", text + source)

    def _failure(self, failure: Failure) -> None:
        if failure.diagnosis is not None:
            self._diagnosis(failure.diagnosis)
        elif failure.expected:
            self._row("what", printable(failure.what))
            self._row("expected", printable(failure.expected))
            self._row("seen", printable(failure.seen))
        else:
            self._row("why", printable(failure.message))
        where = failure.where
        entered = _levels(failure.levels, self._levels, self._result.machines)
        if entered and failure.diagnosis is None:
            where += f" ({entered})"
        self._row("test", where)

    def _check(self, check: Check) -> None:
        style = self._style
        mark = style.ok if check.passed else style.fail if check.reached else style.unreached
        hidden = " (hidden)" if check.hidden else ""
        self._say(f"  {mark} {check.name:<{_NAME_WIDTH}} {check.title}{hidden}")
        if check.passed or not check.reached:
            return
        for failure in check.failures:
            if failure.kind == "not-reached":
                self._row("also", printable(failure.message))
            elif failure.kind != "void":
                self._failure(failure)
        for note in check.notes:
            self._row("note", printable(note))
        self._causes(check.causes, check.hint)

    def _score(self) -> None:
        result = self._result
        parts = []
        for hidden, word in ((False, "visible"), (True, "hidden")):
            passed, count = result.share(hidden)
            if count:
                parts.append(f"{passed} of {count} {word} checks")
        score = f"score: {result.score:g} of {result.max:g} points ({', '.join(parts)})"
        self._say(self._style.paint(BOLD, score))

    def _next(self) -> None:
        """The next step, one line."""
        result = self._result
        if result.passed:
            self._say(f"stage {result.number} is complete")
        elif result.diagnoses and result.diagnoses[0].kind == "build":
            self._say("next: make it compile; the first message above is the one to start with")
        elif result.flags and "void" in result.flags:
            self._say("next: only the tests may call the proctor; take out what the frames above show")
        elif result.diagnoses:
            self._say("next: get the kernel past the place above; "
                      f"`make debug{result.number}` stops it at its first instruction")
        else:
            first = next(c for c in result.checks if not c.passed)
            self._say(f"next: {first.name} (`make debug{result.number}` shows the kernel in gdb)")

    def build(self) -> str:
        """The whole report."""
        result = self._result
        base = ", earlier stages from the reference" if result.base == "reference" else ""
        head = f"stage {result.number} {result.name}: {result.title}"
        self._say(self._style.paint(BOLD, head) + f" (seed {result.seed}{base})")
        for warning in result.warnings:
            self._say(f"  warning: {printable(warning)}")
        self._say()
        for diagnosis in result.diagnoses:
            self._say(f"  {self._style.fail} {_HEADS.get(diagnosis.kind, _STOPPED)}")
            self._diagnosis(diagnosis)
            self._say()
        unreached = [c for c in result.checks if not c.reached]
        for check in result.checks:
            if check.reached and not (check.failures and check.failures[0].kind == "void"):
                self._check(check)
        if unreached:
            self._say(f"  not reached ({len(unreached)} of {len(result.checks)}):")
            for check in unreached:
                self._check(check)
        self._say()
        self._score()
        self._next()
        return "\n".join(self.lines) + "\n"


# Kinds that end a run at once, so that nothing is known of the other entry level.
_ENDS_ALL = frozenset(("bad-image", "void", "flood", "host-limit"))
_STOPPED = "the kernel stopped before its tests were over"
_HEADS = {
    "build": "the kernel does not compile",
    "bad-image": "the Image cannot be booted",
    "void": "the run is void: no check counts",
}


def render(result: StageResult, levels: int, style: Style) -> str:
    """@result for a terminal; @levels: how many entry levels the stage has."""
    return Report(result, levels, style).build()
