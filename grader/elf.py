# SPDX-License-Identifier: MIT
"""A small reader of 64-bit little-endian ELF files: sections, symbols, bytes by address.

The file holds a student's object code, so nothing in it is believed: every
offset is checked against the file, and what does not fit is an ElfError, never
an exception of another kind. Layout: System V gABI, chapters 4 and 5.
"""

from __future__ import annotations

import struct
from bisect import bisect_right

from grader.errors import GraderError
from grader.record import record

EM_AARCH64 = 183
SHT_SYMTAB = 2
SHT_NOBITS = 8
SHF_ALLOC = 2
SHF_EXECINSTR = 4
SHN_UNDEF = 0
SHN_LORESERVE = 0xFF00
STT_NOTYPE = 0
STT_OBJECT = 1
STT_FUNC = 2

_EHDR = struct.Struct("<16sHHIQQQIHHHHHH")
_SHDR = struct.Struct("<IIQQQQIIQQ")
_SYM = struct.Struct("<IBBHQQ")
_MAX_STRING = 4096


class ElfError(GraderError):
    """The file is not the ELF file that the linker should have written."""

    exit_code = 3


@record
class Section:
    """A section header; name resolved."""

    name: str
    kind: int
    flags: int
    addr: int
    offset: int
    size: int
    link: int


class Symbol:
    """A defined symbol: `kind` is STT_*, `section` the index of its section."""

    __slots__ = ("name", "value", "size", "kind", "section")

    def __init__(self, name: str, value: int, size: int, kind: int, section: int) -> None:
        self.name, self.value, self.size = name, value, size
        self.kind, self.section = kind, section


class Elf:
    """An ELF file in memory."""

    def __init__(self, data: bytes, name: str = "vmlinux") -> None:
        self.data = data
        self.name = name
        if len(data) < _EHDR.size or data[:4] != b"\x7fELF":
            raise ElfError(f"{name}: not an ELF file")
        if data[4] != 2 or data[5] != 1:
            raise ElfError(f"{name}: not a 64-bit little-endian ELF file")
        header = _EHDR.unpack_from(data)
        machine, shoff = header[2], header[6]
        shentsize, shnum, shstrndx = header[11], header[12], header[13]
        if machine != EM_AARCH64:
            raise ElfError(f"{name}: for machine {machine}, not AArch64 ({EM_AARCH64})")
        if shnum and shentsize != _SHDR.size:
            raise ElfError(f"{name}: section headers of {shentsize} bytes")
        if shoff + shnum * _SHDR.size > len(data):
            raise ElfError(f"{name}: section headers lie beyond the end of the file")
        raw = [_SHDR.unpack_from(data, shoff + i * _SHDR.size) for i in range(shnum)]
        self.sections = [
            Section("", kind, flags, addr, offset, size, link)
            for _, kind, flags, addr, offset, size, link, _, _, _ in raw
        ]
        for section in self.sections:
            if section.kind != SHT_NOBITS and section.offset + section.size > len(data):
                raise ElfError(f"{name}: a section lies beyond the end of the file")
        if shnum and shstrndx >= shnum:
            raise ElfError(f"{name}: no table of section names")
        self.sections = [
            Section(self._string(shstrndx, r[0]), s.kind, s.flags, s.addr, s.offset, s.size, s.link)
            for r, s in zip(raw, self.sections)
        ]
        self._symbols: list[Symbol] | None = None
        self._by_name: dict[str, Symbol] = {}
        self._code: tuple[list[int], list[Symbol]] | None = None

    def _string(self, table: int, offset: int) -> str:
        """The string at @offset of section number @table."""
        section = self.sections[table]
        if section.kind == SHT_NOBITS or offset >= section.size:
            raise ElfError(f"{self.name}: a name lies outside its string table")
        start = section.offset + offset
        end = self.data.find(b"\0", start, section.offset + section.size)
        if end < 0:
            raise ElfError(f"{self.name}: a string table does not end")
        return self.data[start:end].decode("utf-8", "replace")

    def section(self, name: str) -> Section | None:
        """The first section called @name."""
        return next((s for s in self.sections if s.name == name), None)

    def content(self, section: Section) -> bytes:
        """The bytes of @section; none for .bss and the like."""
        if section.kind == SHT_NOBITS:
            return b""
        return self.data[section.offset : section.offset + section.size]

    @property
    def symbols(self) -> list[Symbol]:
        """All defined symbols, read when first asked for."""
        if self._symbols is None:
            self._symbols = self._read_symbols()
            for symbol in self._symbols:
                self._by_name.setdefault(symbol.name, symbol)
        return self._symbols

    def _read_symbols(self) -> list[Symbol]:
        table = next((s for s in self.sections if s.kind == SHT_SYMTAB), None)
        if table is None:
            return []
        if table.size % _SYM.size or table.link >= len(self.sections):
            raise ElfError(f"{self.name}: the symbol table is damaged")
        found = []
        for name, info, _, shndx, value, size in _SYM.iter_unpack(self.content(table)):
            if shndx != SHN_UNDEF:
                text = self._string(table.link, name)
                found.append(Symbol(text, value, size, info & 0xF, shndx))
        return found

    def symbol(self, name: str) -> Symbol | None:
        """The symbol called @name, if defined."""
        return self._by_name.get(name) if self.symbols is not None else None

    def address(self, name: str) -> int:
        """The address of @name, which must be defined."""
        symbol = self.symbol(name)
        if symbol is None:
            raise ElfError(f"{self.name}: symbol {name} is missing")
        return symbol.value

    def _holder(self, addr: int) -> Section | None:
        for section in self.sections:
            if section.flags & SHF_ALLOC and section.addr <= addr < section.addr + section.size:
                return section
        return None

    def read(self, addr: int, size: int) -> bytes:
        """@size bytes at virtual address @addr, as they are when the image is loaded."""
        section = self._holder(addr)
        if section is None or addr + size > section.addr + section.size:
            raise ElfError(f"{self.name}: nothing is linked at {addr:#x}")
        if section.kind == SHT_NOBITS:
            return bytes(size)
        start = section.offset + addr - section.addr
        return self.data[start : start + size]

    def string(self, addr: int) -> str:
        """The C string at virtual address @addr."""
        section = self._holder(addr)
        if section is None or section.kind == SHT_NOBITS:
            raise ElfError(f"{self.name}: no string is linked at {addr:#x}")
        start = section.offset + addr - section.addr
        end = self.data.find(b"\0", start, min(section.offset + section.size, start + _MAX_STRING))
        if end < 0:
            raise ElfError(f"{self.name}: the string at {addr:#x} does not end")
        return self.data[start:end].decode("utf-8", "replace")

    def function_at(self, addr: int) -> tuple[Symbol, int] | None:
        """The code symbol that @addr lies in or after, and the offset into it."""
        if self._code is None:
            code = [
                s
                for s in self.symbols
                if s.kind in (STT_NOTYPE, STT_FUNC)
                and s.section < len(self.sections)
                and self.sections[s.section].flags & SHF_EXECINSTR
                and not s.name.startswith(("$", ".L"))
            ]
            # Of several at one address a function's name says more than a label's.
            code.sort(key=lambda s: (s.value, s.kind == STT_FUNC, s.size))
            self._code = ([s.value for s in code], code)
        starts, code = self._code
        index = bisect_right(starts, addr) - 1
        if index < 0:
            return None
        symbol = code[index]
        section = self.sections[symbol.section]
        if addr >= section.addr + section.size:
            return None
        return symbol, addr - symbol.value

    def object_at(self, addr: int) -> tuple[Symbol, int] | None:
        """The data object that covers @addr, and the offset into it."""
        best: Symbol | None = None
        for symbol in self.symbols:
            if symbol.kind == STT_OBJECT and symbol.value <= addr < symbol.value + symbol.size:
                if best is None or symbol.size < best.size:
                    best = symbol
        return (best, addr - best.value) if best else None


def load_elf(path: str) -> Elf:
    """The ELF file at @path."""
    try:
        with open(path, "rb") as file:
            return Elf(file.read(), path.rsplit("/", 1)[-1])
    except OSError as err:
        raise ElfError(f"{path}: cannot be read: {err.strerror}") from None
