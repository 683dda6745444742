# SPDX-License-Identifier: MIT
"""Page tables as the hardware walks them, read from the memory of a machine that stands still.

Stage 1 of the EL1&0 translation regime, 4 KiB granule (Arm ARM D8.2, D8.3 and
D8.4). The tables are a learner's: they may lead anywhere, also in circles. What
does not lead to memory is kept as a fault of the tables, and how much is looked
at has a limit.
"""

from __future__ import annotations

import struct

from grader.picture.memory import Memory
from grader.record import field, record

_TABLE = struct.Struct("<512Q")
_ADDRESS = 0x0000_FFFF_FFFF_F000
_MOST_TABLES = 2000  # four times what the memory of the graded machine can be mapped with; or a circle
_MOST_FAULTS = 8

VALID, TABLE, AP_USER, AP_RDONLY, AF, NG = 1, 2, 1 << 6, 1 << 7, 1 << 10, 1 << 11
PXN, UXN = 1 << 53, 1 << 54
# In a table's descriptor, for all that is below it.
_PXN_TABLE, _UXN_TABLE, _NO_USER_TABLE, _RDONLY_TABLE = 1 << 59, 1 << 60, 1 << 61, 1 << 62
SCTLR_M, SCTLR_WXN = 1, 1 << 19


@record
class Regime:
    """The registers that say how addresses are translated."""

    tcr: int
    ttbr0: int
    ttbr1: int
    mair: int
    sctlr: int


@record
class Leaf:
    """A descriptor that maps something."""

    va: int
    pa: int
    size: int
    desc: int
    kernel: str  # what EL1 may do: "rw-"
    user: str  # what EL0 may do

    @property
    def attr(self) -> int:
        """Which byte of MAIR_EL1 it names."""
        return self.desc >> 2 & 7


@record
class Region:
    """Leaves in a row that differ in nothing but their addresses."""

    start: int
    end: int
    pa: int
    linear: bool  # the physical addresses are in a row, too
    kernel: str
    user: str
    memory: str
    accessed: bool
    private: bool  # nG: the entry is of one address space only
    sizes: dict[int, int] = field(default_factory=dict)  # size of leaf -> how many

    @property
    def size(self) -> int:
        return self.end - self.start


@record
class Tables:
    """What one half of the address space maps."""

    root: int
    leaves: list[Leaf] = field(default_factory=list)
    tables: int = 0  # pages that hold tables
    faults: list[str] = field(default_factory=list)
    unused: str = ""  # why there is no half to be walked


def memory_type(mair: int, index: int) -> str:
    """The attribute number @index in words (Arm ARM, MAIR_EL1.Attr<n>)."""
    attr = mair >> 8 * index & 0xFF
    if attr & 0xF0 == 0:
        kind = ("nGnRnE", "nGnRE", "nGRE", "GRE")[attr >> 2 & 3]
        return f"Device-{kind}" if not attr & 3 else f"reserved {attr:#04x}"
    names = {0xFF: "Normal write-back", 0x44: "Normal non-cacheable", 0xBB: "Normal write-through"}
    return names.get(attr, f"Normal {attr:#04x}")


def permissions(desc: int, tables: int, sctlr: int) -> tuple[str, str]:
    """What EL1 and EL0 may do; @tables: the descriptors of all tables on the way, ORed."""
    rdonly = bool(desc & AP_RDONLY or tables & _RDONLY_TABLE)
    user = bool(desc & AP_USER) and not tables & _NO_USER_TABLE
    wxn = bool(sctlr & SCTLR_WXN) and not rdonly
    pxn = bool(desc & PXN or tables & _PXN_TABLE) or (user and not rdonly) or wxn
    uxn = bool(desc & UXN or tables & _UXN_TABLE) or (wxn and user)
    write = "-" if rdonly else "w"
    kernel = f"r{write}{'-' if pxn else 'x'}"
    return kernel, f"{'r' if user else '-'}{write if user else '-'}{'-' if uxn else 'x'}"


class _Walk:
    """One walk under way."""

    def __init__(self, memory: Memory, result: Tables, sctlr: int) -> None:
        self.memory, self.result, self.sctlr = memory, result, sctlr

    def fault(self, words: str) -> None:
        if len(self.result.faults) < _MOST_FAULTS:
            self.result.faults.append(words)
        elif len(self.result.faults) == _MOST_FAULTS:
            self.result.faults.append("and more of that kind")

    def table(self, phys: int, va: int, level: int, above: int) -> None:
        """Everything below the table at @phys, whose first entry maps @va."""
        self.result.tables += 1
        if self.result.tables > _MOST_TABLES:
            if self.result.tables == _MOST_TABLES + 1:
                self.fault("there are more tables than memory could fill: they lead in a circle")
            return
        raw = self.memory.read(phys, _TABLE.size)
        if raw is None:
            self.fault(f"the table for {va:#x} would lie at {phys:#x}, which is not memory")
            return
        shift = 12 + 9 * (3 - level)
        for index, desc in enumerate(_TABLE.unpack(raw)):
            if desc & VALID:
                self.entry(desc, va + (index << shift), level, above)

    def entry(self, desc: int, va: int, level: int, above: int) -> None:
        shift = 12 + 9 * (3 - level)
        if level < 3 and desc & TABLE:
            self.table(desc & _ADDRESS, va, level + 1, above | desc)
        elif level == 0 or (level == 3 and not desc & TABLE):
            self.fault(f"the entry for {va:#x} is {desc:#x}: reserved at level {level}, so a fault")
        else:
            pa = desc & _ADDRESS & -(1 << shift)
            self.result.leaves.append(
                Leaf(va, pa, 1 << shift, desc, *permissions(desc, above, self.sctlr))
            )


def walk_tables(memory: Memory, regime: Regime, high: bool, root: int | None = None) -> Tables:
    """One half of the address space; @root: another table than the one in the register."""
    ttbr = regime.ttbr1 if high else regime.ttbr0
    result = Tables(root if root is not None else ttbr & 0x0000_FFFF_FFFF_FFFE)
    name = f"TTBR{int(high)}_EL1"
    if not regime.sctlr & SCTLR_M:
        result.unused = "the MMU is off"
    elif regime.tcr >> (23 if high else 7) & 1:
        result.unused = f"walks from {name} are turned off (TCR_EL1.EPD{int(high)})"
    elif (regime.tcr >> 30 & 3 if high else regime.tcr >> 14 & 3) != (2 if high else 0):
        result.unused = f"TCR_EL1.TG{int(high)} does not say 4 KiB"
    size = regime.tcr >> (16 if high else 0) & 63
    if not result.unused and not 16 <= size <= 39:
        result.unused = f"TCR_EL1.T{int(high)}SZ is {size}"
    if result.unused:
        return result
    bits = 64 - size
    base = (1 << 64) - (1 << bits) if high else 0
    level = 3 - (bits - 12 - 1) // 9
    _Walk(memory, result, regime.sctlr).table(result.root & ~0xFFF, base, level, 0)
    # The first table may have less than 512 entries in use.
    result.leaves = [leaf for leaf in result.leaves if leaf.va < base + (1 << bits)]
    return result


def merge(leaves: list[Leaf], mair: int) -> list[Region]:
    """@leaves, which are in order, as regions."""
    regions: list[Region] = []
    for leaf in leaves:
        last = regions[-1] if regions else None
        kind = memory_type(mair, leaf.attr)
        accessed, private = bool(leaf.desc & AF), bool(leaf.desc & NG)
        same = (
            last is not None and last.end == leaf.va and last.kernel == leaf.kernel and last.user == leaf.user
            and last.memory == kind and last.accessed == accessed and last.private == private
        )  # fmt: skip
        if last is None or not same:
            last = Region(leaf.va, leaf.va, leaf.pa, True, leaf.kernel, leaf.user, kind, accessed, private)
            regions.append(last)
        last.linear = last.linear and leaf.pa == last.pa + last.size
        last.end += leaf.size
        last.sizes[leaf.size] = last.sizes.get(leaf.size, 0) + 1
    return regions


class Space:
    """Reads by virtual address, through the leaves of a walk."""

    def __init__(self, memory: Memory, leaves: list[Leaf]) -> None:
        from bisect import bisect_right

        self._memory, self._leaves, self._find = memory, leaves, bisect_right
        self._starts = [leaf.va for leaf in leaves]

    def physical(self, va: int) -> int | None:
        """Where @va is mapped to."""
        index = self._find(self._starts, va) - 1
        if index < 0 or va >= self._leaves[index].va + self._leaves[index].size:
            return None
        return self._leaves[index].pa + va - self._leaves[index].va

    def read(self, va: int, size: int) -> bytes | None:
        """@size bytes at @va, or None if some are not mapped to memory."""
        found = b""
        while len(found) < size:
            at = va + len(found)
            phys = self.physical(at)
            part = min(size - len(found), 4096 - at % 4096)
            piece = self._memory.read(phys, part) if phys is not None else None
            if piece is None:
                return None
            found += piece
        return found

    def word(self, va: int, size: int = 8) -> int | None:
        """The number of @size bytes at @va."""
        raw = self.read(va, size)
        return int.from_bytes(raw, "little") if raw is not None else None
