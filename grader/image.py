# SPDX-License-Identifier: MIT
"""`python3 -m grader.image VMLINUX IMAGE`: the flat Image that a boot loader loads.

Everything that is linked from _text on, at its distance from _text; what holds
no bytes (.bss) is left out, as `objcopy -O binary` does for Linux's Image. The
kernel's own symbol table, which the linker cannot know, is written into the
space that the linker script keeps for it (common/include/linux/kallsyms.h).
"""

from __future__ import annotations

import struct
import sys

from grader.elf import SHF_ALLOC, SHT_NOBITS, Elf, ElfError, load_elf

_MAX = 64 << 20

_STT_FUNC = 2
_HEADER = struct.Struct("<4I")  # struct kallsyms_table: magic, capacity, count, strings
_ENTRY = struct.Struct("<3I")  # struct kallsyms_entry: offset, size, name
_KALLSYMS_MAGIC = 0x4D59534B


def kallsyms(functions: list[tuple[int, int, str]], capacity: int) -> bytes:
    """The table of (offset from _text, size, name); ElfError when it does not fit."""
    strings = bytearray()
    entries = bytearray()
    for offset, size, name in sorted(functions):
        entries += _ENTRY.pack(offset, size, len(strings))
        strings += name.encode("ascii", "replace") + b"\0"
    start = _HEADER.size + len(entries)
    if start + len(strings) > capacity:
        raise ElfError(
            f"the symbol table needs {start + len(strings)} bytes and has {capacity}:"
            " raise KALLSYMS_CAPACITY in common/include/linux/kallsyms.h"
        )
    header = _HEADER.pack(_KALLSYMS_MAGIC, capacity, len(functions), start)
    return header + bytes(entries) + bytes(strings)


def _fitting(functions: list[tuple[int, int, str]], capacity: int) -> list[tuple[int, int, str]]:
    """As many of @functions, lowest first, as a table of @capacity bytes holds."""
    room, kept = capacity - _HEADER.size, []
    for entry in sorted(functions):
        room -= _ENTRY.size + len(entry[2].encode("ascii", "replace")) + 1
        if room < 0:
            break
        kept.append(entry)
    return kept


def _functions(elf: Elf, start: int) -> list[tuple[int, int, str]]:
    """The functions of @elf; of those at one address the one whose name sorts first."""
    by_offset: dict[int, tuple[int, int, str]] = {}
    for symbol in elf.symbols:
        if symbol.kind != _STT_FUNC or not symbol.size or not symbol.name:
            continue
        # A size is whatever the assembly file says it is.
        entry = (symbol.value - start, min(symbol.size, _MAX), symbol.name)
        known = by_offset.get(entry[0])
        if 0 <= entry[0] < _MAX and (known is None or entry[2] < known[2]):
            by_offset[entry[0]] = entry
    return list(by_offset.values())


def image_pieces(elf: Elf, strict: bool = False) -> list[tuple[int, bytes]]:
    """What the Image of @elf holds, by offset from _text; zeros between the pieces.

    Functions without room in the symbol table are an error if @strict, and left
    out if not: a submission with thousands of them only spoils its own reports.
    """
    start = elf.address("_text")
    pieces = []
    for section in elf.sections:
        if not section.flags & SHF_ALLOC or section.kind == SHT_NOBITS or not section.size:
            continue
        offset = section.addr - start
        if not 0 <= offset <= _MAX - section.size:
            raise ElfError(f"section {section.name} at {section.addr:#x} is not in the image")
        content = elf.content(section)
        if section.name == ".kallsyms":
            functions = _functions(elf, start)
            if not strict:
                functions = _fitting(functions, section.size)
            table = kallsyms(functions, section.size)
            content = table + content[len(table) :]
        pieces.append((offset, content))
    if not pieces:
        raise ElfError("the kernel is empty")
    return sorted(pieces)


def lay_out(pieces: list[tuple[int, bytes]], size: int = 0) -> bytes:
    """@pieces as one run of @size bytes, or of as many as they need."""
    length = max(size, max(offset + len(piece) for offset, piece in pieces))
    image = bytearray(length)
    for offset, piece in pieces:
        image[offset : offset + len(piece)] = piece
    return bytes(image)


def main(argv: list[str]) -> int:
    """Called by the root Makefile."""
    if len(argv) != 2:
        print("usage: python3 -m grader.image VMLINUX IMAGE", file=sys.stderr)
        return 2
    try:
        data = lay_out(image_pieces(load_elf(argv[0]), strict=True))
        with open(argv[1], "wb") as file:
            file.write(data)
    except (ElfError, OSError) as err:
        print(f"grader.image: {err}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
