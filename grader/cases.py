# SPDX-License-Identifier: MIT
"""What a linked kernel says of its tests: cases, expectation sites, console rules.

The structures are those of common/include/test/test.h. They are read from
vmlinux rather than reported by the kernel, so a running kernel cannot change
a title, a line number or a rule.
"""

from __future__ import annotations

import struct

from grader.elf import Elf
from grader.errors import Fault
from grader.record import field, record

# name title file fn setup teardown hint, line flags, budget panics
CASE = struct.Struct("<7Q2I2Q")
CASE_BUDGET = 64  # offset in it
# file what expr, line op
SITE = struct.Struct("<3Q2I")
_HIDDEN = 1
OPS = ("EQ", "NE", "LT", "LE", "GT", "GE", "TRUE", "STREQ")


@record
class Case:
    """One CHECK() of a test file, or one compile-time refusal (index -1)."""

    index: int
    name: str
    title: str
    file: str
    line: int
    hint: str = ""
    hidden: bool = False
    panics: bool = False
    budget: int = 0  # instructions; 0: the stage's default

    @property
    def where(self) -> str:
        """file:line of the test."""
        return f"{self.file}:{self.line}"


@record
class Site:
    """One EXPECT_*: where it stands and what it compares."""

    file: str
    line: int
    what: str
    expr: str
    op: str


@record
class ConsoleRule:
    """Text that must or must not come over the serial line."""

    case: str
    boot: bool  # between entry and the first case, rather than while the case ran
    has: bool
    regex: str


@record
class Kernel:
    """A test kernel as it was linked: addresses for the proctor, tests for the verdict."""

    elf: Elf
    text: int  # address of _text: where the Image begins
    etext: int
    data: int  # address of _sdata
    gate: int  # address of the SMC instruction that tests may use
    test_start: int
    test_end: int
    cases_start: int
    cases: list[Case]
    rules: list[ConsoleRule] = field(default_factory=list)

    def site(self, addr: int) -> Site:
        """The expectation whose struct test_site lies at @addr."""
        file, what, expr, line, op = SITE.unpack(self.elf.read(addr, SITE.size))
        if op >= len(OPS):
            raise Fault(f"vmlinux: expectation at {addr:#x} has the unknown relation {op}")
        read = self.elf.string
        return Site(clean_path(read(file)), line, read(what), read(expr), OPS[op])


def clean_path(path: str) -> str:
    """A __FILE__ relative to the tree: no leading `./`."""
    while path.startswith("./"):
        path = path[2:]
    return path


def _rules(elf: Elf, names: set[str]) -> list[ConsoleRule]:
    section = elf.section(".test.console")
    rules = []
    for entry in elf.content(section).split(b"\0") if section else []:
        if not entry:
            continue
        parts = entry.decode("utf-8", "replace").split("\t", 3)
        if len(parts) != 4 or parts[1] not in ("case", "boot") or parts[2] not in ("has", "not"):
            raise Fault(f"vmlinux: console rule {entry!r} is damaged")
        name, when, how, regex = parts
        if name not in names:
            raise Fault(f"a console rule names the case `{name}`, which does not exist")
        rules.append(ConsoleRule(name, when == "boot", how == "has", regex))
    return rules


def read_kernel(elf: Elf) -> Kernel:
    """The tests that are linked into @elf; Fault if the test tree itself is at odds."""
    start, end = elf.address("__test_cases_start"), elf.address("__test_cases_end")
    if end < start or (end - start) % CASE.size:
        raise Fault("vmlinux: the table of cases is damaged")
    cases: list[Case] = []
    names: set[str] = set()
    for index in range((end - start) // CASE.size):
        raw = CASE.unpack(elf.read(start + index * CASE.size, CASE.size))
        name, title, file, _fn, _setup, _teardown, hint, line, flags, budget, panics = raw
        case = Case(
            index=index,
            name=elf.string(name),
            title=elf.string(title),
            file=clean_path(elf.string(file)),
            line=line,
            hint=elf.string(hint) if hint else "",
            hidden=bool(flags & _HIDDEN),
            panics=bool(panics),
            budget=budget,
        )
        if case.name in names:
            raise Fault(f"two cases are called `{case.name}`")
        names.add(case.name)
        cases.append(case)
    return Kernel(
        elf=elf,
        text=elf.address("_text"),
        etext=elf.address("_etext"),
        data=elf.address("_sdata"),
        gate=elf.address("proctor_gate_smc"),
        test_start=elf.address("__test_start"),
        test_end=elf.address("__test_end"),
        cases_start=start,
        cases=cases,
        rules=_rules(elf, names),
    )
