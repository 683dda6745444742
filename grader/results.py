# SPDX-License-Identifier: MIT
"""What grading a stage comes to: checks with points, and the reason for a stop.

Plain data. verdict.py and diagnosis.py fill it in; the reports read it.
Nothing in here depends on the machine or the hour, so that a report of the
same tree and seed is the same byte for byte.
"""

from __future__ import annotations

from grader.record import field, record


HALF = 5.0  # points of a stage for its visible checks, and for its hidden ones


@record
class Frame:
    """A place in the code, symbolised as far as that was possible."""

    pc: int
    function: str = ""
    file: str = ""
    line: int = 0
    source: str = ""  # the text of that line
    student: bool = False  # in one of the files that the student writes

    @property
    def where(self) -> str:
        """file:line, or the address."""
        return f"{self.file}:{self.line}" if self.file else f"{self.pc:#x}"


@record
class Diagnosis:
    """Why a kernel stopped, in words."""

    kind: str  # how it stopped: crash, watchdog, panic, frozen, build, ...
    fault: str = ""  # what the CPU saw: data-abort, endless-loop, wfi, ...
    summary: str = ""
    details: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    facts: str = ""  # key=value lines for [[cause]] to match
    causes: list[tuple[str, str]] = field(default_factory=list)  # (words, handout section)
    levels: tuple[int, ...] = ()  # entry levels at which it stopped so

    def same_as(self, other: Diagnosis) -> bool:
        """Whether @other is the same stop at another entry level."""
        mine = (self.kind, self.fault, [f.where for f in self.frames[:1]])
        return mine == (other.kind, other.fault, [f.where for f in other.frames[:1]])


@record
class Failure:
    """One reason why a check failed, at one entry level or at several."""

    kind: str  # expect, console, stop, not-reached, void, compile, empty
    message: str  # one line
    what: str = ""
    expected: str = ""
    seen: str = ""
    where: str = ""
    levels: tuple[int, ...] = ()
    diagnosis: Diagnosis | None = None

    def same_as(self, other: Failure) -> bool:
        """Whether @other says the same of another entry level."""
        mine = (self.kind, self.message, self.expected, self.seen, self.where)
        return mine == (other.kind, other.message, other.expected, other.seen, other.where)


@record
class Check:
    """One check of a stage and how it came out."""

    name: str
    title: str
    hidden: bool
    where: str
    hint: str = ""
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    causes: list[tuple[str, str]] = field(default_factory=list)
    worth: float = 0.0
    course: bool = False  # one of the course's own hidden checks (grade --hidden DIR)

    @property
    def passed(self) -> bool:
        return not self.failures

    @property
    def points(self) -> float:
        return self.worth if self.passed else 0.0

    @property
    def reached(self) -> bool:
        """False when all that is known is that the kernel stopped before it."""
        return not self.failures or any(f.kind != "not-reached" for f in self.failures)

    @property
    def message(self) -> str:
        """One line for JSON and JUnit; empty for a check that passed."""
        if self.passed:
            return ""
        first = next((f for f in self.failures if f.kind != "not-reached"), self.failures[0])
        return first.message


@record
class StageResult:
    """A stage, graded."""

    number: int
    name: str
    title: str
    handout: str
    base: str  # own or reference
    checks: list[Check] = field(default_factory=list)
    instructions: int = 0
    diagnosis: Diagnosis | None = None
    diagnoses: list[Diagnosis] = field(default_factory=list)  # all stops before the tests
    warnings: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    seed: int = 1
    course_points: float = 0.0  # for the course's own hidden checks ...
    hidden_points: float = HALF  # ... and for the repository's
    other: StageResult | None = None  # the same on the other base, where both were graded
    machines: dict[int, str] = field(default_factory=dict)  # entry levels with another machine: what it has

    def share(self, hidden: bool) -> tuple[int, int]:
        """Checks passed, and how many there are, of the visible or the hidden ones."""
        half = [c for c in self.checks if c.hidden == hidden]
        return sum(c.passed for c in half), len(half)

    def _parts(self) -> list[tuple[float, list[Check]]]:
        """Points, and the checks that they are spread over."""
        hidden = [c for c in self.checks if c.hidden]
        parts = [
            (HALF, [c for c in self.checks if not c.hidden]),
            (self.hidden_points, [c for c in hidden if not c.course]),
            (self.course_points, [c for c in hidden if c.course]),
        ]
        return [(points, checks) for points, checks in parts if checks]

    @property
    def score(self) -> float:
        """Points: each part's, evenly over its checks."""
        return round(sum(p * sum(c.passed for c in checks) / len(checks) for p, checks in self._parts()), 2)

    @property
    def max(self) -> float:
        """Points that could be had: five where only visible checks were run."""
        return sum(points for points, _ in self._parts())

    @property
    def passed(self) -> bool:
        return bool(self.checks) and all(c.passed for c in self.checks)

    def set_points(self) -> None:
        """Spread each part's points over its checks."""
        for points, checks in self._parts():
            for check in checks:
                check.worth = round(points / len(checks), 4)
