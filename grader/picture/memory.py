# SPDX-License-Identifier: MIT
"""The machine's memory, by physical address: what lies outside of it reads as None."""

from __future__ import annotations

import mmap
import struct

_WORD = struct.Struct("<Q")


class Memory:
    """@data: all of it; @base: physical address of its first byte."""

    def __init__(self, data: bytes | mmap.mmap, base: int) -> None:
        self._data, self.base, self.size = data, base, len(data)

    @classmethod
    def of_file(cls, fd: int, size: int, base: int) -> Memory:
        """The memory that is kept in the file @fd, which may be closed afterwards."""
        return cls(mmap.mmap(fd, size, prot=mmap.PROT_READ), base)

    def read(self, phys: int, size: int) -> bytes | None:
        """@size bytes at @phys, or None if not all of them are memory."""
        offset = phys - self.base
        if offset < 0 or size < 0 or offset + size > self.size:
            return None
        return bytes(self._data[offset : offset + size])

    def word(self, phys: int) -> int | None:
        """The 64-bit word at @phys."""
        raw = self.read(phys, 8)
        return _WORD.unpack(raw)[0] if raw is not None else None
