# SPDX-License-Identifier: MIT
"""What a picture of the memory shows: both halves of the address space, and what is odd about them."""

from __future__ import annotations

from grader.picture.areas import Area, Page, Process, Reader
from grader.picture.pagetables import (
    SCTLR_M, Regime, Region, Space, Tables, merge, walk_tables,
)
from grader.picture.still import Still
from grader.record import field, record

# Where registers are lost or not set up yet: 39-bit addresses, 4 KiB, the course's two memory types.
_USUAL = Regime(tcr=25 | 25 << 16 | 2 << 30, ttbr0=0, ttbr1=0, mair=0x04FF, sctlr=SCTLR_M)
_MOST_FINDINGS = 20

# Names of the kernel's stretches, by the constant of asm/memory.h that each begins with.
_LANES = (
    ("PAGE_OFFSET", "linear map"),
    ("KIMAGE_VADDR", "kernel image"),
    ("VMALLOC_START", "vmalloc, ioremap"),
    ("VMEMMAP_START", "struct page array"),
    ("EARLY_IO_BASE", "early I/O"),
    ("FIXADDR_START", "fixmap"),
)
# Of the image, by the symbols around them.
_PARTS = (
    ("_text", "__start_rodata", "code"),
    ("__start_rodata", "__end_rodata", "constants"),
    ("_sdata", "__bss_start", "data"),
    ("__bss_start", "_end", ".bss"),
)
# The machine's devices that a kernel of the course maps, by physical address (QEMU, hw/arm/virt.c).
_DEVICES = (
    (0x08000000, "GIC distributor"),
    (0x080A0000, "GIC redistributors"),
    (0x09000000, "UART"),
    (0x09030000, "GPIO"),
)


@record
class Lane:
    """A stretch of the kernel's addresses with a name."""

    name: str
    start: int
    end: int
    regions: list[Region] = field(default_factory=list)


@record
class AddressMap:
    """Both halves, and the processes."""

    still: Still
    regime: Regime
    kernel: Tables
    lanes: list[Lane]
    low: Tables
    low_regions: list[Region]
    processes: list[Process]
    findings: list[str] = field(default_factory=list)
    note: str = ""  # where the tables come from, if not from the registers
    names: dict[int, str] = field(default_factory=dict)  # what a region is, by its first address


def size_text(size: int) -> str:
    """@size in the largest unit that divides it well."""
    for shift, unit in ((30, "GiB"), (20, "MiB"), (10, "KiB")):
        if size >= 1 << shift:
            value = size / (1 << shift)
            return f"{value:.0f} {unit}" if value == int(value) else f"{value:.1f} {unit}"
    return f"{size} bytes"


def _registers(still: Still) -> Regime | None:
    regs = still.stop.regs
    names = ("tcr", "ttbr0", "ttbr1", "mair", "sctlr")
    # At EL2 the report has that level's SCTLR: the kernel's own translation is not set up yet.
    if any(name not in regs for name in names) or regs.get("el") != 1:
        return None
    return Regime(*(regs[name] for name in names))


def _kernel_half(still: Still) -> tuple[Regime, Tables, str]:
    """The kernel's tables: those in TTBR1, or what swapper_pg_dir holds where that says nothing."""
    regime = _registers(still)
    if regime is not None:
        tables = walk_tables(still.memory, regime, True)
        if not tables.unused:
            return regime, tables, ""
        note = f"{tables.unused}: shown is what swapper_pg_dir holds so far"
    else:
        note = "the registers of EL1 are lost or not set up: shown is what swapper_pg_dir holds"
    symbol = still.kernel.elf.symbol("swapper_pg_dir")
    if symbol is None:
        return _USUAL, Tables(0, unused="there is no swapper_pg_dir"), note
    root = still.physical(symbol.value)
    return _USUAL, walk_tables(still.memory, _USUAL, True, root), note


def _lanes(layout: dict[str, int], regions: list[Region]) -> list[Lane]:
    """@regions by the lanes that they begin in."""
    starts = sorted((layout[key], name) for key, name in _LANES)
    ends = [start for start, _ in starts[1:]] + [1 << 64]
    lanes = [Lane(name, start, end) for (start, name), end in zip(starts, ends)]
    outside = Lane("elsewhere", 0, 0)
    for region in regions:
        home = next((lane for lane in lanes if lane.start <= region.start < lane.end), outside)
        home.regions.append(region)
    return lanes + ([outside] if outside.regions else [])


def _name(still: Still, lane: Lane, region: Region) -> str:
    """What @region is, as far as symbols and addresses tell."""
    elf, names = still.kernel.elf, []
    if lane.name in ("kernel image", "linear map"):
        # In the linear map the image lies at its physical address.
        shift = 0 if lane.name == "kernel image" else region.pa - region.start + still.kernel.text - still.base
        for first, last, what in _PARTS:
            begin, end = elf.symbol(first), elf.symbol(last)
            if begin and end and region.start + shift < end.value and region.end + shift > begin.value:
                names.append(what)
        words = ", ".join(names)
        if lane.name == "linear map":
            return f"image: {words}" if words else "memory"
        return words
    if region.memory.startswith("Device"):
        return ", ".join(n for at, n in _DEVICES if region.pa <= at < region.pa + region.size) or "a device"
    return ""


def _kernel_findings(found: AddressMap) -> list[str]:
    words = [f"kernel's tables: {fault}" for fault in found.kernel.faults]
    for lane in found.lanes:
        for region in lane.regions:
            where = f"{region.start:#x} to {region.end:#x} ({lane.name})"
            if "w" in region.kernel and "x" in region.kernel:
                words.append(f"{where} is writable and executable")
            if region.user[0] != "-":
                words.append(f"{where} can be reached from user mode ({region.user})")
            elif region.user[2] == "x":
                words.append(f"{where} can be executed in user mode: UXN is missing")
            if not region.accessed:
                words.append(f"{where} lacks the access flag: every access faults")
    return words


def _page_findings(area: Area, page: Page) -> str:
    """What is wrong with a page of @area; empty if nothing is."""
    rights, where = page.leaf.user, f"the page at {page.leaf.va:#x}"
    for index, (right, verb) in enumerate((("r", "read"), ("w", "written"), ("x", "executed"))):
        if right in rights and area.flags[index] == "-" and right != "r":
            return f"{where} may be {verb}, its area ({area.flags}) may not"
    if "w" in rights and "s" not in area.flags and page.users > 1:
        return f"{where} may be written, though {page.users} hold it"
    if page.kind == "zero" and "w" in rights:
        return f"{where} is the page of zeros, and may be written"
    return ""


def _process_findings(process: Process) -> list[str]:
    who = ", ".join(process.tasks[:3])
    words = [process.broken] if process.broken else []
    words += process.tables.faults
    if process.strays:
        words.append(f"{len(process.strays)} pages are mapped in no area, first {process.strays[0].leaf.va:#x}")
    counted = process.facts.get("nr_tables", process.tables.tables)
    if counted != process.tables.tables:
        words.append(f"nr_tables is {counted}, and there are {process.tables.tables} tables")
    for area in process.areas:
        words += [text for page in area.pages.values() if (text := _page_findings(area, page))]
    return [f"{who}: {text}" for text in words]


def collect(still: Still) -> AddressMap:
    """Everything that the picture shows."""
    layout = still.layout()
    regime, kernel, note = _kernel_half(still)
    regions = merge(kernel.leaves, regime.mair)
    lanes = _lanes(layout, regions)
    live = _registers(still)
    low = walk_tables(still.memory, live, False) if live else Tables(0, unused="TTBR0_EL1 is not known")
    reader = Reader(still, Space(still.memory, kernel.leaves), regime)
    found = AddressMap(
        still, regime, kernel, lanes, low, merge(low.leaves, regime.mair), reader.processes(), note=note
    )
    for lane in lanes:
        for region in lane.regions:
            found.names[region.start] = _name(still, lane, region)
    found.findings = _kernel_findings(found) + reader.problems
    for process in found.processes:
        found.findings += _process_findings(process)
    if len(found.findings) > _MOST_FINDINGS:
        more = len(found.findings) - _MOST_FINDINGS
        found.findings[_MOST_FINDINGS:] = [f"and {more} more"]
    return found
