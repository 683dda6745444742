# SPDX-License-Identifier: MIT
"""The drawn parts of the map: a strip for each lane of the kernel, and for each area of a program."""

from __future__ import annotations

from math import log2

from grader.picture.addressmap import Lane, size_text
from grader.picture.areas import Area, Page
from grader.picture.ink import escape, fitting, fixed
from grader.picture.pagetables import Region

WIDTH = 1080
_GAP, _HEIGHT = 16, 58
_MOST_BLOCKS = 26
_CELL, _ROW = 18, 21
_PER_ROW = WIDTH // _CELL
_MOST_CELLS = 6 * _PER_ROW
_SHORT = 6  # untouched pages in a row that are drawn one by one


def look(rights: str, memory: str = "Normal") -> str:
    """The CSS class for a mapping."""
    if rights in ("rwx", "-wx"):
        return "p-rwx"
    if memory.startswith("Device"):
        return "p-dev"
    return {"r-x": "p-rx", "--x": "p-rx", "r--": "p-r", "rw-": "p-rw"}.get(rights, "p-none")


class Block:
    """Regions in a row that look the same, drawn as one: stacks, for instance."""

    def __init__(self, region: Region) -> None:
        self.regions = [region]

    def alike(self, region: Region) -> bool:
        first = self.regions[0]
        return (first.size, first.kernel, first.user, first.memory) == (
            region.size, region.kernel, region.user, region.memory,
        )  # fmt: skip

    @property
    def weight(self) -> float:
        return 44 + 9 * log2(max(1, self.regions[0].size >> 12)) + (18 if len(self.regions) > 1 else 0)


def blocks(regions: list[Region]) -> list[Block]:
    """@regions, three or more alike ones in a row as one block."""
    found: list[Block] = []
    for region in regions:
        if found and found[-1].alike(region):
            found[-1].regions.append(region)
        else:
            found.append(Block(region))
    single: list[Block] = []
    for block in found:
        single += [block] if len(block.regions) > 2 else [Block(region) for region in block.regions]
    return single


def _block(block: Block, x: float, width: float, name: str) -> list[str]:
    first, last = block.regions[0], block.regions[-1]
    many = len(block.regions)
    size = size_text(first.size) if many == 1 else f"{many} × {size_text(first.size)}"
    words = f"{first.start:#x} to {last.end:#x}: {size}, kernel {first.kernel}, user {first.user}, {first.memory}"
    if name:
        words += f": {name}"
    style = look(first.kernel, first.memory)
    parts = [f"<g><title>{escape(words)}</title>"]
    if many > 1:
        for shift in (6, 3):
            parts.append(
                f'<rect class="{style} edge" x="{fixed(x + shift)}" y="{8 - shift}"'
                f' width="{fixed(width - 6)}" height="{_HEIGHT - 8}"/>'
            )
        width -= 6
    parts.append(
        f'<rect class="{style} edge" x="{fixed(x)}" y="8" width="{fixed(width)}" height="{_HEIGHT - 8}"/>'
    )
    for y, text in ((22, first.kernel), (36, size), (50, name)):
        if shown := fitting(text, width - 4, 11):
            parts.append(f'<text class="in" x="{fixed(x + 4)}" y="{y}">{escape(shown)}</text>')
    return parts + ["</g>"]


def draw_lane(lane: Lane, names: dict[int, str]) -> str:
    """A strip with what is mapped in @lane; not to scale, with a gap where nothing is."""
    if not lane.regions:
        return '<p class="faint">nothing is mapped here</p>'
    drawn = blocks(lane.regions)
    more = max(0, len(drawn) - _MOST_BLOCKS)
    drawn = drawn[:_MOST_BLOCKS]
    gaps = [a.regions[-1].end != b.regions[0].start for a, b in zip(drawn, drawn[1:])]
    room = WIDTH - _GAP * sum(gaps) - (70 if more else 0)
    wanted = sum(block.weight for block in drawn)
    scale = min(1.6, room / wanted)
    parts, x = [], 0.0
    for block, gap in zip(drawn, [*gaps, False]):
        width = block.weight * scale
        parts += _block(block, x, width, names.get(block.regions[0].start, ""))
        x += width
        if gap:
            parts.append(f'<path class="gap" d="M{fixed(x + 3)} 34H{fixed(x + _GAP - 3)}"/>')
            x += _GAP
    if more:
        parts.append(f'<text x="{fixed(x + 8)}" y="37">and {more} more</text>')
    label = f"{lane.name}: {len(lane.regions)} regions; the table below has them all"
    head = f'<svg viewBox="0 0 {WIDTH} {_HEIGHT + 2}" role="img" aria-label="{escape(label)}">'
    return "\n".join([head, *parts, "</svg>"])


def _cell(page: Page, x: float, y: float) -> str:
    """A page: colour for what the program may do, a sign for whose it is."""
    users = f", held {page.users} times" if page.users > 1 else ""
    kind = {"zero": "the page of zeros", "file": "a page of its file", "own": "a page of its own"}[page.kind]
    words = f"{page.leaf.va:#x} at {page.leaf.pa:#x}: {page.leaf.user}, {kind}{users}"
    sign = {"zero": "0", "file": "f"}.get(page.kind, str(min(page.users, 99)) if page.users > 1 else "")
    text = f'<text class="in sign" x="{fixed(x + 8)}" y="{fixed(y + 12)}">{sign}</text>' if sign else ""
    side = _CELL - 2
    return (
        f'<g><title>{escape(words)}</title><rect class="{look(page.leaf.user)} edge" x="{fixed(x)}"'
        f' y="{fixed(y)}" width="{side}" height="{side}"/>{text}</g>'
    )


def _runs(area: Area) -> list[tuple[int, int]]:
    """Pages of @area in order: (address, 0) for a mapped one, (address, n) for n untouched ones."""
    runs: list[tuple[int, int]] = []
    at = area.start
    for va in [*sorted(area.pages), area.end]:
        if va > at:
            runs.append((at, va - at >> 12))
        if va < area.end:
            runs.append((va, 0))
        at = max(at, va + 4096)
    return runs


def draw_area(area: Area) -> str:
    """The pages of @area: a box each; many untouched ones in a row are one long box."""
    parts, column, row = [], 0, 0

    def place(cells: int) -> tuple[float, float]:
        nonlocal column, row
        if column + cells > _PER_ROW:
            column, row = 0, row + 1
        at = column * _CELL, row * _ROW
        column += cells
        return at

    side, cells = _CELL - 2, 0
    for va, untouched in _runs(area):
        if cells > _MOST_CELLS:
            x, y = place(14)
            parts.append(f'<text x="{fixed(x)}" y="{fixed(y + 12)}">and so on: see the table</text>')
            break
        if not untouched:
            parts.append(_cell(area.pages[va], *place(1)))
            cells += 1
        elif untouched <= _SHORT:
            for _ in range(untouched):
                x, y = place(1)
                parts.append(
                    f'<rect class="hole" x="{fixed(x)}" y="{fixed(y)}" width="{side}" height="{side}"/>'
                )
            cells += untouched
        else:
            words = f"{untouched} untouched"
            wide = 7
            x, y = place(wide)
            parts.append(
                f'<rect class="hole" x="{fixed(x)}" y="{fixed(y)}" width="{wide * _CELL - 2}" height="{side}"/>'
                f'<text class="faint small" x="{fixed(x + 5)}" y="{fixed(y + 12)}">{words}</text>'
            )
            cells += wide
    height = row * _ROW + _CELL + 2
    pages = f"{len(area.pages)} of {area.end - area.start >> 12} pages are mapped"
    label = f"{area.start:#x} to {area.end:#x} {area.flags}: {pages}"
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
    return "\n".join([head, *parts, "</svg>"])
