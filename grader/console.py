# SPDX-License-Identifier: MIT
"""The kernel's serial line, split by the marks that the proctor sets in it.

A mark is a line `<RS><key> <what>`: the key is secret, so a kernel that prints
one of its own makes ordinary text. Lines end as the kernel ended them, in
carriage return and newline when its UART driver is right.
"""

from __future__ import annotations

import re

from grader.record import field, record

BOOT = -1  # text between an entry and the first case of that boot


@record
class Console:
    """Text by (entry level, case), and where the line ended."""

    parts: dict[tuple[int, int], str] = field(default_factory=dict)
    last: tuple[int, int] = (0, BOOT)

    def text(self, level: int, case: int) -> str:
        """What came while @case ran; for BOOT, of that level's first boot."""
        return self.parts.get((level, case), "")


def split_console(raw: bytes, key: str) -> Console:
    """Split @raw; each piece of text belongs to the mark before it."""
    mark = re.compile(
        rb"\n?\x1e" + key.encode("ascii") + rb" (?:boot (\d+)|case (\d+)|end (\d+))\n"
    )
    found = Console()
    level, case = 0, BOOT
    keep = False  # between an end and the next begin there is nothing to keep
    at = 0

    def put(upto: int) -> None:
        if keep:
            text = raw[at:upto].decode("utf-8", "replace")
            found.parts.setdefault((level, case), text)

    for match in mark.finditer(raw):
        put(match.start())
        at = match.end()
        if match[1] is not None:
            level, case, keep = int(match[1]), BOOT, True
        elif match[2] is not None:
            case, keep = int(match[2]), True
        else:
            keep = False
        found.last = (level, case)
    put(len(raw))
    return found
