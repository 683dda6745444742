# SPDX-License-Identifier: MIT
"""The walker of page tables, on tables made up here: what it finds, and what it survives."""

import struct
import unittest

from grader.picture.memory import Memory
from grader.picture.pagetables import (
    AF, AP_RDONLY, AP_USER, NG, PXN, UXN, Regime, Space, memory_type, merge, permissions, walk_tables,
)

BASE = 0x40000000
HIGH = 0xFFFFFF8000000000
PAGE, BLOCK, TABLE = 3, 1, 3
MAIR = 0x04FF
TCR = 25 | 25 << 16 | 2 << 30


class Machine:
    """Memory with tables in it: page number n of it is at()'s n."""

    def __init__(self, pages: int = 16) -> None:
        self.raw = bytearray(pages << 12)

    def at(self, page: int) -> int:
        return BASE + (page << 12)

    def put(self, page: int, index: int, desc: int) -> None:
        struct.pack_into("<Q", self.raw, (page << 12) + 8 * index, desc)

    def memory(self) -> Memory:
        return Memory(bytes(self.raw), BASE)

    def walk(self, high: bool = True, tcr: int = TCR, sctlr: int = 1):
        regime = Regime(tcr, self.at(0), self.at(0), MAIR, sctlr)
        return walk_tables(self.memory(), regime, high)


def three_levels() -> Machine:
    """A table at each level: page 0, 1 and 2."""
    machine = Machine()
    machine.put(0, 0, machine.at(1) | TABLE)
    machine.put(1, 0, machine.at(2) | TABLE)
    return machine


class WalkTest(unittest.TestCase):
    def test_pages_and_blocks(self) -> None:
        machine = three_levels()
        machine.put(2, 5, machine.at(7) | PAGE | AF | UXN)
        machine.put(1, 3, 0x40200000 | BLOCK | AF | UXN | PXN | AP_RDONLY)
        machine.put(0, 2, 0x80000000 | BLOCK | AF | UXN | PXN)
        found = machine.walk()
        self.assertEqual(
            [(leaf.va - HIGH, leaf.pa, leaf.size, leaf.kernel, leaf.user) for leaf in found.leaves],
            [
                (5 << 12, machine.at(7), 1 << 12, "rwx", "---"),
                (3 << 21, 0x40200000, 1 << 21, "r--", "---"),
                (2 << 30, 0x80000000, 1 << 30, "rw-", "---"),
            ],
        )
        self.assertEqual((found.tables, found.faults), (3, []))

    def test_the_lower_half_begins_at_0(self) -> None:
        machine = three_levels()
        machine.put(2, 511, machine.at(7) | PAGE | AF | NG | AP_USER | AP_RDONLY | PXN)
        leaf = machine.walk(high=False).leaves[0]
        self.assertEqual((leaf.va, leaf.user), (511 << 12, "r-x"))

    def test_a_table_outside_of_memory(self) -> None:
        machine = Machine()
        machine.put(0, 1, 0x9000000 | TABLE)
        found = machine.walk()
        self.assertEqual(found.leaves, [])
        self.assertIn("0x9000000, which is not memory", found.faults[0])

    def test_a_root_outside_of_memory(self) -> None:
        regime = Regime(TCR, 0, 0xDEAD0000, MAIR, 1)
        self.assertIn("not memory", walk_tables(Machine().memory(), regime, True).faults[0])

    def test_tables_that_lead_in_a_circle_end(self) -> None:
        machine = Machine()
        for index in range(512):
            machine.put(0, index, machine.at(0) | TABLE)
        found = machine.walk()
        self.assertTrue(any("circle" in fault for fault in found.faults))

    def test_reserved_descriptors_are_faults(self) -> None:
        machine = three_levels()
        machine.put(2, 0, machine.at(7) | BLOCK | AF)  # bit 1 has to be set at level 3
        found = machine.walk()
        self.assertEqual(found.leaves, [])
        self.assertIn("reserved at level 3", found.faults[0])

    def test_registers_that_name_no_tables(self) -> None:
        machine = three_levels()
        for words, tcr, sctlr in (
            ("the MMU is off", TCR, 0),
            ("EPD1", TCR | 1 << 23, 1),
            ("TG1", TCR & ~(3 << 30) | 1 << 30, 1),
            ("T1SZ is 50", TCR & ~(63 << 16) | 50 << 16, 1),
        ):
            with self.subTest(words):
                self.assertIn(words, machine.walk(tcr=tcr, sctlr=sctlr).unused)

    def test_addresses_of_48_bits_have_a_level_more(self) -> None:
        machine = Machine()
        machine.put(0, 511, machine.at(1) | TABLE)
        machine.put(1, 0, 0x80000000 | BLOCK | AF)
        leaf = machine.walk(tcr=TCR & ~(63 << 16) | 16 << 16).leaves[0]
        self.assertEqual((leaf.va, leaf.size), ((1 << 64) - (1 << 39), 1 << 30))


class PermissionTest(unittest.TestCase):
    def test_of_entries(self) -> None:
        for desc, kernel, user in (
            (0, "rwx", "--x"),
            (UXN, "rwx", "---"),
            (AP_RDONLY | UXN, "r-x", "---"),
            (AP_USER | UXN, "rw-", "rw-"),  # writable in user mode: never executable in the kernel
            (AP_USER | AP_RDONLY | PXN, "r--", "r-x"),
        ):
            with self.subTest(hex(desc)):
                self.assertEqual(permissions(desc, 0, 1), (kernel, user))

    def test_tables_take_away(self) -> None:
        self.assertEqual(permissions(AP_USER, 1 << 61, 1), ("rwx", "--x"))
        self.assertEqual(permissions(AP_USER, 1 << 62, 1), ("r-x", "r-x"))
        self.assertEqual(permissions(0, 1 << 59 | 1 << 60, 1), ("rw-", "---"))

    def test_wxn(self) -> None:
        self.assertEqual(permissions(UXN, 0, 1 | 1 << 19), ("rw-", "---"))

    def test_memory_types(self) -> None:
        self.assertEqual([memory_type(MAIR, n) for n in (0, 1)], ["Normal write-back", "Device-nGnRE"])
        self.assertEqual(memory_type(0x4400, 1), "Normal non-cacheable")


class MergeTest(unittest.TestCase):
    def test_what_is_alike_becomes_one(self) -> None:
        machine = three_levels()
        for index in range(4):
            machine.put(2, index, machine.at(4 + index) | PAGE | AF | UXN | PXN)
        machine.put(2, 4, machine.at(3) | PAGE | AF | UXN | PXN)  # elsewhere in memory
        machine.put(2, 5, machine.at(9) | PAGE | AF | UXN | AP_RDONLY)
        machine.put(2, 8, machine.at(9) | PAGE | UXN | AP_RDONLY)  # no access flag
        regions = merge(machine.walk().leaves, MAIR)
        self.assertEqual(
            [((r.start - HIGH) >> 12, r.size >> 12, r.kernel, r.linear, r.accessed) for r in regions],
            [(0, 5, "rw-", False, True), (5, 1, "r-x", True, True), (8, 1, "r-x", True, False)],
        )
        self.assertEqual(regions[0].sizes, {4096: 5})


class SpaceTest(unittest.TestCase):
    def test_reads_over_pages_that_lie_apart(self) -> None:
        machine = three_levels()
        machine.put(2, 0, machine.at(9) | PAGE | AF)
        machine.put(2, 1, machine.at(5) | PAGE | AF)
        machine.raw[9 * 4096 + 4092 : 9 * 4096 + 4096] = b"abcd"
        machine.raw[5 * 4096 : 5 * 4096 + 4] = b"efgh"
        space = Space(machine.memory(), machine.walk().leaves)
        self.assertEqual(space.read(HIGH + 4092, 8), b"abcdefgh")
        self.assertEqual(space.physical(HIGH + 4097), machine.at(5) + 1)
        self.assertIsNone(space.read(HIGH + 8190, 4))
        self.assertIsNone(space.word(HIGH - 8))


if __name__ == "__main__":
    unittest.main()
