# SPDX-License-Identifier: MIT
"""QEMU's log of exceptions (`-d int`), read while the machine runs.

Two uses. An exception whose handler faults at its first instruction executes
nothing, so the machine's clock, which counts instructions, stands still and the
proctor's watchdog never rings: only this log shows it ("frozen"). And the first
exception of such a nest is the one that a student has to look for.
"""

from __future__ import annotations

import re
from collections import deque

from grader.record import field, record

# The same exception at its own vector so many times in a row: frozen.
SAME_LIMIT = 200
# Exceptions within exceptions, a few instructions each: the watchdog would take minutes.
NESTED_LIMIT = 50_000
KEEP = 64
_CHAIN = 8
_MAX_PENDING = 1 << 16

_RECORD = re.compile(
    rb"Taking exception (?P<number>\d+) \[(?P<name>[^\]\n]{0,40})\][^\n]{0,40}\n"
    rb"\.\.\.from EL(?P<source>\d) to EL(?P<target>\d)\n"
    rb"(?P<body>(?:\.\.\.(?!to )[^\n]*\n)*)"
    rb"\.\.\.to EL\d PC (?P<pc>0x[0-9a-f]+) PSTATE (?P<pstate>0x[0-9a-f]+)\n"
    rb"|Exception return from AArch\d\d EL(?P<left>\d) to AArch\d\d EL(?P<entered>\d)"
    rb" PC (?P<to>0x[0-9a-f]+)\n"
)
# Interrupts of the kernel, each handled and returned from: what a storm consists of.
_PAIR = (
    rb"Taking exception 5 \[[^\]\n]{0,40}\][^\n]{0,40}\n\.\.\.from EL1 to EL1\n(?:\.\.\.[^\n]*\n){1,8}"
    rb"Exception return from AArch64 EL1 to AArch64 EL1 PC 0x[0-9a-f]+\n"
)
_STORM = re.compile(rb"(?:" + _PAIR + rb"){%d,}" % (KEEP + 1))
_ESR = re.compile(rb"with ESR 0x[0-9a-f]+/(0x[0-9a-f]+)")
_FAR = re.compile(rb"with FAR (0x[0-9a-f]+)")
_ELR = re.compile(rb"with ELR (0x[0-9a-f]+)")
# QEMU's EXCP_IRQ, EXCP_FIQ, EXCP_VIRQ, EXCP_VFIQ (target/arm/cpu.h).
_INTERRUPTS = frozenset((b"5", b"6", b"14", b"15"))
_IMAGE_ALIGN = 0x1FFFFF


@record
class Taken:
    """One exception that the machine took below EL3."""

    name: str
    source: int  # exception level it came from
    target: int
    esr: int
    far: int
    elr: int
    pc: int  # the vector that it went to
    interrupt: bool


@record
class Nest:
    """Exceptions within exceptions, none of which returned: the first few, and the one that repeats."""

    chain: list[Taken]
    loop: Taken


@record
class IntLog:
    """Feed it the log as it comes; each time the machine freezes, `nests` grows by one.

    After that the log is skipped until the kernel is entered anew: how much of
    the loop is seen until somebody resets the machine depends on the host.
    """

    nests: list[Nest] = field(default_factory=list)
    skipping: bool = False
    first: list[Taken] = field(default_factory=list)
    _last: deque[Taken] = field(default_factory=lambda: deque(maxlen=KEEP))
    _storm: bytes = b""  # records at the end of `last` that nobody has read yet
    _in_a_row: int = 0  # interrupts
    _rest: bytes = b""
    _chain: list[Taken] = field(default_factory=list)
    _key: tuple[int, int] = (0, 0)
    _count: int = 0

    def feed(self, piece: bytes) -> None:
        """Take in some more of the log."""
        data = self._rest + piece
        end = 0
        while True:
            # Of a storm only its end is kept, so the rest need not be taken apart.
            if self._in_a_row > KEEP and len(self.first) == KEEP and data.startswith(b"Taking", end):
                storm = _STORM.match(data, end)
                if storm is not None:
                    end = storm.end()
                    self._skip(storm[0])
                else:
                    self._in_a_row = 0  # not worth another look so soon
            match = _RECORD.search(data, end)
            if match is None:
                break
            end = match.end()
            self._record(match)
        # What was cut off in the middle of a record waits for the rest of it.
        self._rest = data[end:][-_MAX_PENDING:]

    @property
    def last(self) -> deque[Taken]:
        """The last exceptions, those in `first` left out."""
        storm, self._storm = self._storm, b""
        for match in _RECORD.finditer(storm):
            if match["left"] is None:
                self._taken(match)
        return self._last

    def _record(self, match: re.Match[bytes]) -> None:
        """One record as it comes."""
        if match["left"] is not None:
            self._returned(match)
        elif match["target"] != b"3" and not self.skipping:
            self._in_a_row = self._in_a_row + 1 if match["number"] in _INTERRUPTS else 0
            self._taken(match)

    def _skip(self, storm: bytes) -> None:
        """More interrupts than are kept, each handled: none but the last ones will be asked for."""
        self._chain.clear()
        self._count = 0
        if not self.skipping:
            start = len(storm)
            for _ in range(KEEP):
                start = storm.rfind(b"Taking exception ", 0, start)
            self._storm = storm[start:]

    def _returned(self, match: re.Match[bytes]) -> None:
        from_el3 = match["left"] == b"3"
        # The proctor put the kernel back to where its tests began (resume_lower in start.S).
        rolled_back = from_el3 and match["entered"] == b"3"
        # EL3 returns to the student's kernel after each call; only an entry starts anew.
        if from_el3 and not rolled_back and int(match["to"], 16) & _IMAGE_ALIGN:
            return
        if from_el3:
            self.skipping = False
        self._chain.clear()
        self._count = 0

    def _taken(self, match: re.Match[bytes]) -> None:
        body = match["body"]

        def number(pattern: re.Pattern[bytes]) -> int:
            found = pattern.search(body)
            return int(found[1], 16) if found else 0

        taken = Taken(
            name=match["name"].decode("ascii", "replace"),
            source=int(match["source"]),
            target=int(match["target"]),
            esr=number(_ESR),
            far=number(_FAR),
            elr=number(_ELR),
            pc=int(match["pc"], 16),
            interrupt=match["number"] in _INTERRUPTS,
        )
        (self.first if len(self.first) < KEEP else self.last).append(taken)
        if taken.interrupt or taken.source != taken.target:
            self._chain.clear()
            self._count = 0
            return
        key = (taken.elr, taken.pc)
        if key != self._key:
            self._key, self._count = key, 0
            if len(self._chain) < _CHAIN:
                self._chain.append(taken)
        elif not self._count and len(self._chain) < _CHAIN:
            self._chain.append(taken)
        self._count += 1
        limit = SAME_LIMIT if taken.elr == taken.pc else NESTED_LIMIT
        if self._count >= limit:
            self.nests.append(Nest(list(self._chain), taken))
            self.skipping = True
