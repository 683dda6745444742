# SPDX-License-Identifier: MIT
"""Processes read from made-up memory, what is odd about them, and the page that shows it."""

import struct
import unittest
from html.parser import HTMLParser
from types import SimpleNamespace

from grader.picture.addressmap import AddressMap, Lane, _kernel_findings, _process_findings, size_text
from grader.picture.areas import Area, Page, Process, Reader
from grader.picture.mappage import draw_page
from grader.picture.memory import Memory
from grader.picture.pagetables import Leaf, Regime, Region, Space, Tables
from grader.picture.strips import blocks, draw_area, draw_lane

BASE, KERNEL = 0x40000000, 0xFFFFFF8000000000
# Words of the structures, one after the other; names as in common/kernel/picture.s4.c.
LAYOUT = {
    "PHYS_OFFSET": BASE, "VMEMMAP_START": KERNEL + 0x8000, "sizeof page": 64, "page._refcount": 4,
    "task_struct.pid": 0, "task_struct.comm": 8, "task_struct.tasks": 24, "task_struct.mm": 40,
    "mm_struct.pgd": 0, "mm_struct.areas.list": 8, "mm_struct.nr_tables": 24,
    "mm_struct.file_pages": 32, "mm_struct.anon_pages": 40,
    "vm_area_struct.vm_start": 0, "vm_area_struct.vm_end": 8, "vm_area_struct.vm_flags": 16,
    "vm_area_struct.vm_inode": 24, "vm_area_struct.vm_pgoff": 32, "vm_area_struct.list": 40,
    "VM_READ": 1, "VM_WRITE": 2, "VM_EXEC": 4, "VM_SHARED": 8, "VM_GROWSDOWN": 256,
    "PTE_SPECIAL": 1 << 56, "PTE_FILE": 1 << 57,
}  # fmt: skip
INIT, TASK, MM, VMA, PGD = (KERNEL + at for at in (0x100, 0x200, 0x300, 0x400, 0x1000))


class Machine:
    """64 KiB of memory at the beginning of the kernel's addresses, with one program in it."""

    def __init__(self) -> None:
        self.raw = bytearray(0x10000)
        self.words(INIT + 24, TASK + 24, TASK + 24)
        self.words(TASK, 7)
        self.raw[0x208:0x20D] = b"probe"
        self.words(TASK + 24, INIT + 24, INIT + 24, MM)
        self.words(MM, PGD, VMA + 40, VMA + 40, 3, 0, 1)
        self.words(VMA, 0x400000, 0x403000, 0x102, 0, 0, MM + 8, MM + 8)
        self.words(PGD, BASE + 0x2000 | 3)
        self.words(KERNEL + 0x2000 + 8 * 2, BASE + 0x3000 | 3)
        # A page that may be written, and is held twice.
        self.words(KERNEL + 0x3000 + 8, BASE + 0x5000 | 3 | 1 << 10 | 1 << 6 | 1 << 54 | 1 << 53)
        self.words(KERNEL + 0x8000 + 5 * 64, 2 << 32)

    def words(self, at: int, *values: int) -> None:
        struct.pack_into(f"<{len(values)}Q", self.raw, at - KERNEL, *values)

    def reader(self) -> Reader:
        memory = Memory(bytes(self.raw), BASE)
        elf = SimpleNamespace(symbols=[], symbol=lambda name: SimpleNamespace(value=INIT))
        still = SimpleNamespace(
            kernel=SimpleNamespace(elf=elf), memory=memory, layout=lambda: LAYOUT, physical=lambda a: a
        )
        regime = Regime(25 | 25 << 16 | 2 << 30, 0, 0, 0x04FF, 1)
        return Reader(still, Space(memory, [Leaf(KERNEL, BASE, 0x10000, 0, "rw-", "---")]), regime)


class ReaderTest(unittest.TestCase):
    def test_a_program(self) -> None:
        reader = Machine().reader()
        (process,) = reader.processes()
        self.assertEqual((process.tasks, process.facts["nr_tables"], process.strays), (["probe [7]"], 3, []))
        (area,) = process.areas
        self.assertEqual((area.start, area.end, area.flags, area.grows), (0x400000, 0x403000, "-w-p", True))
        page = area.pages[0x401000]
        self.assertEqual((page.kind, page.users, page.leaf.user, page.leaf.pa), ("own", 2, "rw-", BASE + 0x5000))
        self.assertEqual(reader.problems, [])
        self.assertEqual(
            _process_findings(process),
            ["probe [7]: the page at 0x401000 may be written, though 2 hold it"],
        )

    def test_a_page_outside_of_all_areas(self) -> None:
        machine = Machine()
        machine.words(KERNEL + 0x3000 + 8 * 9, BASE + 0x5000 | 3 | 1 << 10)
        (process,) = machine.reader().processes()
        self.assertEqual([page.leaf.va for page in process.strays], [0x409000])
        self.assertTrue(any("in no area" in text for text in _process_findings(process)))

    def test_a_list_that_leads_nowhere(self) -> None:
        machine = Machine()
        machine.words(VMA + 40, 0xDEADBEEF)
        reader = machine.reader()
        (process,) = reader.processes()
        self.assertEqual(len(process.areas), 1)
        self.assertIn("the list of areas is broken behind number 1", reader.problems)

    def test_a_list_that_leads_in_a_circle_ends(self) -> None:
        machine = Machine()
        machine.words(TASK + 24, TASK + 24)
        reader = machine.reader()
        self.assertEqual(len(reader.processes()), 1)
        self.assertTrue(any("the list of tasks is broken" in text for text in reader.problems))

    def test_an_area_that_makes_no_sense(self) -> None:
        machine = Machine()
        machine.words(VMA, 0x500000, 0x400000)
        (process,) = machine.reader().processes()
        self.assertIn("makes no sense", process.broken)

    def test_no_page_tables(self) -> None:
        machine = Machine()
        machine.words(MM, 0)
        self.assertIn("nowhere", machine.reader().processes()[0].broken)


def leaf(va: int, user: str, desc: int = 0) -> Leaf:
    return Leaf(va, BASE, 4096, desc, "rw-", user)


class FindingsTest(unittest.TestCase):
    def found(self, **how: object) -> list[str]:
        values = dict(
            start=KERNEL, end=KERNEL + 4096, pa=BASE, linear=True, kernel="rw-", user="---",
            memory="Normal write-back", accessed=True, private=False,
        )  # fmt: skip
        lane = Lane("linear map", KERNEL, 1 << 64, [Region(**{**values, **how})])
        still = SimpleNamespace(end="")
        found = AddressMap(still, None, Tables(0), [lane], Tables(0), [], [])
        return _kernel_findings(found)

    def test_of_the_kernel(self) -> None:
        self.assertEqual(self.found(), [])
        for how, words in (
            ({"kernel": "rwx"}, "writable and executable"),
            ({"user": "r--"}, "reached from user mode"),
            ({"user": "--x"}, "UXN is missing"),
            ({"accessed": False}, "access flag"),
        ):
            with self.subTest(words):
                self.assertIn(words, self.found(**how)[0])

    def test_of_a_program(self) -> None:
        for flags, page, words in (
            ("r-xp", Page(leaf(0, "rw-"), "own", 1), "may be written"),
            ("rw-p", Page(leaf(0, "r-x"), "own", 1), "may be executed"),
            ("rw-p", Page(leaf(0, "rw-"), "zero", 1), "page of zeros"),
        ):
            with self.subTest(words):
                process = Process(0, ["a [1]"], Tables(0), [Area(0, 4096, flags, False, "", 0, {0: page})])
                self.assertIn(words, _process_findings(process)[0])


class Checker(HTMLParser):
    """That every tag is closed, in its turn."""

    VOID = {"meta", "br"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
        self.open.pop()


def region(start: int, size: int) -> Region:
    return Region(start, start + size, BASE, True, "rw-", "---", "Normal write-back", True, False, {4096: size >> 12})


class PageTest(unittest.TestCase):
    def test_is_whole_and_needs_nothing_else(self) -> None:
        stacks = [region(KERNEL + n * 0x8000, 0x4000) for n in range(5)]
        pages = {0: Page(leaf(0, "r-x"), "file", 3), 0x40000: Page(leaf(0x40000, "r--"), "zero", 1)}
        area = Area(0, 0x100000, "r-xp", False, "/bin/<probe>", 0, pages)
        process = Process(1, ["a&b [1]"], Tables(0), [area])
        still = SimpleNamespace(end="the kernel panicked: <b>")
        lanes = [Lane("vmalloc, ioremap", KERNEL, 1 << 64, stacks), Lane("fixmap", 5, 6)]
        found = AddressMap(still, None, Tables(0), lanes, Tables(0), [], [process], ["odd & even"])
        text = draw_page(found, "Stage 8", "As far as it got: <b>")
        checker = Checker()
        checker.feed(text)
        self.assertEqual(checker.open, [])
        self.assertFalse({"script", "link", "img", "b>"} & checker.seen)
        for words in ("5 × 16 KiB", "/bin/&lt;probe&gt;", "a&amp;b [1]", "odd &amp; even", "63 untouched",
                      "nothing is mapped here", "1 file r-x, held 3×; 1 zeros r--", "prefers-color-scheme: dark"):  # fmt: skip
            self.assertIn(words, text)

    def test_alike_regions_are_one_block_from_three_on(self) -> None:
        regions = [region(n * 0x8000, 0x4000) for n in range(2)]
        self.assertEqual(len(blocks(regions)), 2)
        regions.append(region(0x20000, 0x4000))
        self.assertEqual(len(blocks(regions)), 1)

    def test_hundreds_of_regions_and_pages_stay_small(self) -> None:
        regions = [region(n << 16, 1 + n % 7 << 12) for n in range(900)]
        self.assertIn("and 874 more", draw_lane(Lane("vmalloc", 0, 1 << 40, regions), {}))
        pages = {va: Page(leaf(va, "rw-"), "own", 1) for va in range(0, 9000 << 12, 4096)}
        self.assertIn("and so on", draw_area(Area(0, 10000 << 12, "rw-p", False, "", 0, pages)))

    def test_sizes(self) -> None:
        sizes = [size_text(n) for n in (512, 4096, 3 << 19, 1 << 30)]
        self.assertEqual(sizes, ["512 bytes", "4 KiB", "1.5 MiB", "1 GiB"])


if __name__ == "__main__":
    unittest.main()
