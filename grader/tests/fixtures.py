# SPDX-License-Identifier: MIT
"""What the tests are made of: small ELF files, stages and transcripts, built on the spot."""

from __future__ import annotations

import struct

from grader.cases import CASE, SITE, Case, Kernel, Site
from grader.elf import SHF_ALLOC, SHF_EXECINSTR, SHT_NOBITS, SHT_SYMTAB, Elf
from grader.stagefile import Stage, parse_stage

PROGBITS = 1
TEXT = 0xFFFFFFC008000000
KEY = "0123456789abcdef"

STAGE_TOML = """
stage = 1
name = "boot"
title = "From reset to C"
handout = "handouts/01-boot.md"
files = ["head.S", "early_printk.c"]
entry = [2, 1]
"""


def make_stage(extra: str = "") -> Stage:
    """A stage 1, with more lines of stage.toml."""
    return parse_stage("stage.toml", "01-boot", STAGE_TOML + extra)


class ElfBuilder:
    """Puts an ELF64 file together from sections and symbols."""

    def __init__(self) -> None:
        self.sections: list[tuple[str, int, int, int, bytes, int]] = []
        self.symbols: list[tuple[str, int, int, int, int]] = []

    def section(
        self, name: str, addr: int, data: bytes, flags: int = SHF_ALLOC, kind: int = PROGBITS, size: int = -1
    ) -> int:
        """Add a section; its index."""
        self.sections.append((name, kind, flags, addr, data, len(data) if size < 0 else size))
        return len(self.sections)

    def symbol(self, name: str, value: int, section: int, size: int = 0, kind: int = 0) -> None:
        """Add a global symbol."""
        self.symbols.append((name, value, size, kind, section))

    def build(self) -> bytes:
        """The file."""
        names, table = b"\0", struct.pack("<IBBHQQ", 0, 0, 0, 0, 0, 0)
        for name, value, size, kind, section in self.symbols:
            table += struct.pack("<IBBHQQ", len(names), 0x10 | kind, 0, section, value, size)
            names += name.encode() + b"\0"
        count = len(self.sections)
        every = [*self.sections]
        every.append((".symtab", SHT_SYMTAB, 0, 0, table, len(table)))
        every.append((".strtab", 3, 0, 0, names, len(names)))
        shstr = b"\0"
        offsets = []
        for name, *_ in [*every, (".shstrtab",)]:
            offsets.append(len(shstr))
            shstr += name.encode() + b"\0"
        every.append((".shstrtab", 3, 0, 0, shstr, len(shstr)))
        body, headers = b"", struct.pack("<IIQQQQIIQQ", *[0] * 10)
        for index, (_, kind, flags, addr, data, size) in enumerate(every):
            link = count + 2 if kind == SHT_SYMTAB else 0
            headers += struct.pack(
                "<IIQQQQIIQQ", offsets[index], kind, flags, addr, 64 + len(body), size, link, 0, 8, 0
            )
            body += b"" if kind == SHT_NOBITS else data
        ident = b"\x7fELF\x02\x01\x01" + bytes(9)
        header = struct.pack(
            "<16sHHIQQQIHHHHHH", ident, 2, 183, 1, 0, 0, 64 + len(body), 0, 64, 0, 0, 64, count + 4, count + 3
        )
        return header + body + headers


def kernel_elf(
    cases: list[tuple[str, int, int]] | None = None, rules: list[str] | None = None
) -> bytes:
    """A kernel with the given (name, flags, panics) cases, one site, some code, data and a stack."""
    listed = cases if cases is not None else [("first", 0, 0), ("second", 0, 0), ("secret", 1, 0)]
    strings, at = bytearray(), {}

    def text(value: str) -> int:
        if value not in at:
            at[value] = TEXT + 0x2000 + len(strings)
            strings.extend(value.encode() + b"\0")
        return at[value]

    table = b""
    for line, (name, flags, panics) in enumerate(listed, 10):
        table += CASE.pack(
            text(name), text(f"{name} is true"), text("./stages/01-boot/tests/a.c"), TEXT, 0, 0,
            text("A section"), line, flags, 0, panics,
        )
    site = SITE.pack(text("stages/01-boot/tests/a.c"), text("the word"), text("probe[0]"), 33, 0)
    builder = ElfBuilder()
    code = b"\x1f\x20\x03\xd5" * 16 + b"\x7f\x20\x03\xd5" + b"\x1f\x20\x03\xd5" * 15
    one = builder.section(".text", TEXT, code, SHF_ALLOC | SHF_EXECINSTR)
    two = builder.section(".rodata", TEXT + 0x1000, site.ljust(64, b"\0") + table)
    builder.section(".strings", TEXT + 0x2000, bytes(strings))
    three = builder.section(".data", TEXT + 0x200000, bytes(0x4000))
    four = builder.section(".bss", TEXT + 0x205000, b"", SHF_ALLOC, SHT_NOBITS, 0x1000)
    builder.section(".test.console", 0, b"".join(r.encode() + b"\0" for r in rules or []), 0)
    start = TEXT + 0x1040
    for name, value, section in (
        ("_text", TEXT, one), ("_etext", TEXT + 0x3000, one), ("proctor_gate_smc", TEXT + 8, one),
        ("__test_start", TEXT + 0x1000, two), ("__test_end", TEXT + 0x3000, two),
        ("__test_cases_start", start, two), ("__test_cases_end", start + len(table), two),
        ("_sdata", TEXT + 0x200000, three), ("_end", TEXT + 0x206000, four),
    ):
        builder.symbol(name, value, section)
    builder.symbol("primary_entry", TEXT + 0x10, one, 0x20, 2)
    builder.symbol("idle", TEXT + 0x40, one, 0x40, 2)
    builder.symbol("init_stack", TEXT + 0x200000, three, 0x4000, 1)
    builder.symbol("probe", TEXT + 0x205000, four, 64, 1)
    return builder.build()


def make_kernel(**how: object) -> Kernel:
    """kernel_elf(), read."""
    from grader.cases import read_kernel

    return read_kernel(Elf(kernel_elf(**how)))  # type: ignore[arg-type]


def make_case(index: int, name: str = "", **more: object) -> Case:
    """A case that nothing was linked for."""
    name = name or f"case{index}"
    return Case(index, name, f"{name} is true", "tests/a.c", 10 + index, **more)  # type: ignore[arg-type]


def site_of(addr: int) -> Site:
    """A site for any address: equality, or the relation that the address names."""
    ops = ("EQ", "NE", "LT", "LE", "GT", "GE", "TRUE", "STREQ")
    return Site("tests/a.c", 33, "the word", "probe[0]", ops[addr % 8])


def verdict_lines(*lines: str, level: int = 2, more: bool = False) -> str:
    """A transcript around @lines of one entry."""
    head = "" if more else "KTAP version 1\n#! proctor version=1 stage=1 seed=0x1 cases=2\n"
    boot = f"#! boot entry={level} base=0x40200000 fdt=0x48000000 first=0 t=5\n#! plan\n"
    return head + boot + ("" if more else "1..2\n") + "".join(line + "\n" for line in lines)


def passing(index: int, name: str = "") -> list[str]:
    """The lines of a case that passed."""
    return [
        f"#! begin case={index} t=10",
        f"#! end case={index} t=20 failed=0",
        f"ok {index + 1} {name or f'case{index}'}",
    ]


def taken(
    elr: int, pc: int, esr: int = 0x86000000, far: int = 0, source: int = 1, target: int = 1, number: int = 3
) -> bytes:
    """One record of QEMU's exception log."""
    return (
        f"Taking exception {number} [Prefetch Abort] on CPU 0\n...from EL{source} to EL{target}\n"
        f"...with ESR {esr >> 26:#x}/{esr:#x}\n...with FAR {far:#x}\n...with ELR {elr:#x}\n"
        f"...to EL{target} PC {pc:#x} PSTATE 0x3c5\n"
    ).encode()


def returned(level: int, to: int, pc: int) -> bytes:
    """One record of an exception return."""
    return f"Exception return from AArch64 EL{level} to AArch64 EL{to} PC {pc:#x}\n".encode()
