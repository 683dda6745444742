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
    last: deque[Taken] = field(default_factory=lambda: deque(maxlen=KEEP))
    _rest: bytes = b""
    _chain: list[Taken] = field(default_factory=list)
    _key: tuple[int, int] = (0, 0)
    _count: int = 0

    def feed(self, piece: bytes) -> None:
        """Take in some more of the log."""
        data = self._rest + piece
        end = 0
        for match in _RECORD.finditer(data):
            end = match.end()
            if match["left"] is not None:
                self._returned(match)
            elif match["target"] != b"3" and not self.skipping:
                self._taken(match)
        # What was cut off in the middle of a record waits for the rest of it.
        self._rest = data[end:][-_MAX_PENDING:]

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
