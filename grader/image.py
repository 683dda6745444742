# SPDX-License-Identifier: MIT
"""`python3 -m grader.image VMLINUX IMAGE`: the flat Image that a boot loader loads.

Everything that is linked from _text on, at its distance from _text; what holds
no bytes (.bss) is left out, as `objcopy -O binary` does for Linux's Image.
"""

from __future__ import annotations

import sys

from grader.elf import SHF_ALLOC, SHT_NOBITS, Elf, ElfError, load_elf

_MAX = 64 << 20


def flat_image(elf: Elf) -> bytes:
    """The bytes of the Image of @elf."""
    start = elf.address("_text")
    image = bytearray()
    for section in elf.sections:
        if not section.flags & SHF_ALLOC or section.kind == SHT_NOBITS or not section.size:
            continue
        offset = section.addr - start
        if not 0 <= offset <= _MAX - section.size:
            raise ElfError(f"section {section.name} at {section.addr:#x} is not in the image")
        end = offset + section.size
        image.extend(bytes(max(0, end - len(image))))
        image[offset:end] = elf.content(section)
    return bytes(image)


def main(argv: list[str]) -> int:
    """Called by the root Makefile."""
    if len(argv) != 2:
        print("usage: python3 -m grader.image VMLINUX IMAGE", file=sys.stderr)
        return 2
    try:
        data = flat_image(load_elf(argv[0]))
        with open(argv[1], "wb") as file:
            file.write(data)
    except (ElfError, OSError) as err:
        print(f"grader.image: {err}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
