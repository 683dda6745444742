# SPDX-License-Identifier: MIT
"""Processes and their areas, from the kernel's own lists (stage 8 on).

Offsets come from the linked kernel (common/kernel/picture.s4.c), the rest from
its memory: every list may be broken, so each has a longest length, and an end.
"""

from __future__ import annotations

from bisect import bisect_right

from grader.picture.pagetables import Leaf, Regime, Space, Tables, walk_tables
from grader.picture.still import Still
from grader.record import field, record

_MOST_TASKS, _MOST_AREAS, _MOST_NAMES, _DEEPEST = 4096, 4096, 4096, 16


@record
class Page:
    """A page of a program that is mapped."""

    leaf: Leaf
    kind: str  # "zero", "file" or "own"
    users: int  # how many hold it, by its struct page; 0: not known


@record
class Area:
    """A vm_area_struct, with the pages in it that are mapped."""

    start: int
    end: int
    flags: str  # "r-xp", as in /proc/PID/maps
    grows: bool
    file: str  # empty: anonymous
    offset: int  # of the file, in bytes
    pages: dict[int, Page] = field(default_factory=dict)  # by address


@record
class Process:
    """An address space, and the tasks that run in it."""

    mm: int
    tasks: list[str]
    tables: Tables
    areas: list[Area] = field(default_factory=list)
    strays: list[Page] = field(default_factory=list)  # mapped, but in no area
    facts: dict[str, int] = field(default_factory=dict)
    broken: str = ""  # what of it could not be read


class Reader:
    """Reads structures of the kernel at @still through its own tables."""

    def __init__(self, still: Still, space: Space, regime: Regime) -> None:
        self.still, self.space, self.regime = still, space, regime
        self.at = still.layout()
        self.problems: list[str] = []
        self._files: dict[int, str] | None = None

    def text(self, va: int, size: int) -> str:
        """A name of at most @size bytes; up to the end of its page, if that is nearer."""
        raw = self.space.read(va, min(size, 4096 - va % 4096)) or b"?"
        return "".join(chr(c) if 32 < c < 127 else "?" for c in raw.split(b"\0")[0])

    def chain(self, head: int, offset: int, most: int, what: str) -> list[int]:
        """The objects on the list @head, which have their list_head at @offset."""
        found: list[int] = []
        at = self.space.word(head)
        while at is not None and at != head and len(found) < most:
            after = self.space.word(at)
            if after is not None:
                found.append(at - offset)
            at = after
        if at is None or at != head:
            self.problems.append(f"the list of {what} is broken behind number {len(found)}")
        return found

    def files(self) -> dict[int, str]:
        """The names of all files, by the address of the inode."""
        if self._files is None:
            self._files = {}
            roots = [s for s in self.still.kernel.elf.symbols if s.name == "root" and s.kind == 1 and s.size == 8]
            top = self.space.word(roots[0].value) if len(roots) == 1 else None
            if top:
                self._names(top, "", 0)
        return self._files

    def _names(self, dentry: int, path: str, depth: int) -> None:
        assert self._files is not None
        head = dentry + self.at["dentry.d_children"]
        for child in self.chain(head, self.at["dentry.d_child"], _MOST_NAMES, "names in a directory"):
            name = f"{path}/{self.text(child + self.at['dentry.d_name'], 64)}"
            inode = self.space.word(child + self.at["dentry.d_inode"])
            if len(self._files) < _MOST_NAMES and inode:
                self._files.setdefault(inode, name)
                if depth < _DEEPEST:
                    self._names(child, name, depth + 1)

    def page(self, leaf: Leaf) -> Page:
        """What the page of @leaf is."""
        kind = "own"
        if leaf.desc & self.at["PTE_SPECIAL"]:
            kind = "zero"
        elif leaf.desc & self.at["PTE_FILE"]:
            kind = "file"
        number = (leaf.pa - self.at["PHYS_OFFSET"]) >> 12
        struct_page = self.at["VMEMMAP_START"] + number * self.at["sizeof page"]
        users = self.space.word(struct_page + self.at["page._refcount"], 4) if number >= 0 else None
        return Page(leaf, kind, users if users is not None and users < 1 << 16 else 0)

    def area(self, vma: int) -> Area | None:
        """The area at @vma; None if it cannot be read, or makes no sense."""
        names = ("vm_start", "vm_end", "vm_flags", "vm_inode", "vm_pgoff")
        words = [self.space.word(vma + self.at[f"vm_area_struct.{name}"]) for name in names]
        if None in words:
            return None
        start, end, flags, inode, offset = (word or 0 for word in words)
        if start >= end or end > 1 << 48:
            return None
        bits = (("VM_READ", "r"), ("VM_WRITE", "w"), ("VM_EXEC", "x"))
        text = "".join(letter if flags & self.at[bit] else "-" for bit, letter in bits)
        text += "s" if flags & self.at["VM_SHARED"] else "p"
        file = self.files().get(inode, f"inode at {inode:#x}") if inode else ""
        return Area(start, end, text, bool(flags & self.at["VM_GROWSDOWN"]), file, offset << 12)

    def process(self, mm: int, tasks: list[str]) -> Process:
        """The address space at @mm."""
        pgd = self.space.word(mm + self.at["mm_struct.pgd"])
        root = self.space.physical(pgd) if pgd else None
        if root is None:
            return Process(mm, tasks, Tables(0, unused="it has no page tables"), broken="mm->pgd leads nowhere")
        tables = walk_tables(self.still.memory, self.regime, False, root)
        process = Process(mm, tasks, tables)
        head = mm + self.at["mm_struct.areas.list"]
        for vma in self.chain(head, self.at["vm_area_struct.list"], _MOST_AREAS, "areas"):
            area = self.area(vma)
            if area is None:
                process.broken = f"the area at {vma:#x} makes no sense"
                break
            process.areas.append(area)
        for name in ("nr_tables", "file_pages", "anon_pages"):
            process.facts[name] = self.space.word(mm + self.at[f"mm_struct.{name}"]) or 0
        in_order = sorted(process.areas, key=lambda a: a.start)
        starts = [a.start for a in in_order]
        for leaf in tables.leaves:
            index = bisect_right(starts, leaf.va) - 1
            if index >= 0 and leaf.va < in_order[index].end:
                in_order[index].pages[leaf.va] = self.page(leaf)
            else:
                process.strays.append(self.page(leaf))
        return process

    def processes(self) -> list[Process]:
        """All address spaces, in the order in which their first tasks were made."""
        init = self.still.kernel.elf.symbol("init_task")
        if init is None or "task_struct.mm" not in self.at:
            return []
        by_mm: dict[int, list[str]] = {}
        at = self.at["task_struct.tasks"]
        for task in self.chain(init.value + at, at, _MOST_TASKS, "tasks"):
            mm = self.space.word(task + self.at["task_struct.mm"])
            pid = self.space.word(task + self.at["task_struct.pid"], 4)
            if mm:
                name = self.text(task + self.at["task_struct.comm"], 16)
                by_mm.setdefault(mm, []).append(f"{name} [{pid}]")
        return [self.process(mm, tasks) for mm, tasks in by_mm.items()]
