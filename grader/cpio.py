# SPDX-License-Identifier: MIT
"""`python3 -m grader.cpio ARCHIVE [DIR/ | NAME=FILE | NAME -> TARGET] ...`: an initramfs.

Writes a cpio archive in the format that a kernel unpacks ("newc"). Owner and
times are always the same, so the same files give the same bytes.
"""

from __future__ import annotations

import os
import sys

_DIR, _FILE, _LINK = 0o040755, 0o100755, 0o120777


def _entry(ino: int, mode: int, name: str, data: bytes) -> bytes:
    """A header, the name and the content, each padded to four bytes."""
    fields = [ino, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name.encode()) + 1, 0]
    head = b"070701" + b"".join(b"%08x" % f for f in fields) + name.encode() + b"\0"
    return head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4)


def archive(members: list[str]) -> bytes:
    """The archive of @members, as they stand on the command line."""
    out = b""
    for ino, member in enumerate(members, 1):
        name, equals, path = member.partition("=")
        link, arrow, target = member.partition("->")
        if arrow:
            out += _entry(ino, _LINK, link.strip(), target.strip().encode())
        elif equals:
            with open(path, "rb") as file:
                out += _entry(ino, _FILE, name, file.read())
        else:
            out += _entry(ino, _DIR, name.rstrip("/"), b"")
    out += _entry(0, 0, "TRAILER!!!", b"")
    return out + b"\0" * (-len(out) % 512)


def main(argv: list[str]) -> int:
    if len(argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    temporary = argv[1] + ".new"
    with open(temporary, "wb") as file:
        file.write(archive(argv[2:]))
    os.replace(temporary, argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
