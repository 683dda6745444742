# SPDX-License-Identifier: MIT
"""The map as one page of HTML: strips to look at, and beside them everything as tables to read."""

from __future__ import annotations

from grader.picture.addressmap import AddressMap, size_text
from grader.picture.areas import Area, Process
from grader.picture.ink import STYLE, escape
from grader.picture.pagetables import Region
from grader.picture.strips import draw_area, draw_lane, look

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1120px;
  margin: 0 auto; padding: 20px; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 32px 0 6px; }
h3 { font-size: 15px; margin: 18px 0 2px; }
p { margin: 4px 0; } code, td.a, .mono { font-family: ui-monospace, monospace; font-size: 13px; }
.faint, text.faint { color: var(--faint); fill: var(--faint); } .alarm { color: var(--alarm); font-weight: 600; }
svg { display: block; width: 100%; height: auto; margin: 2px 0; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
svg text.in { font: 11px ui-monospace, monospace; fill: #10151c; }
svg text.sign { text-anchor: middle; font-size: 11px; }
svg text.small { font-size: 11px; fill: var(--faint); } svg text.faint { fill: var(--faint); }
.edge { stroke: #10151c; stroke-opacity: 0.35; } .hole { fill: none; stroke: var(--rule); }
.gap { stroke: var(--faint); stroke-dasharray: 2 3; }
.p-rx { fill: #62bb78; background: #62bb78; } .p-r { fill: #7db4ea; background: #7db4ea; }
.p-rw { fill: #eab04e; background: #eab04e; } .p-rwx { fill: #ef5350; background: #ef5350; }
.p-dev { fill: #b79be0; background: #b79be0; } .p-none { fill: #9aa7b5; background: #9aa7b5; }
table { border-collapse: collapse; width: 100%; margin: 6px 0 10px; font-size: 13px; display: block; overflow-x: auto; }
th, td { text-align: left; padding: 2px 12px 2px 0; border-bottom: 1px solid var(--rule); white-space: nowrap;
  vertical-align: top; }
td:last-child { white-space: normal; min-width: 150px; }
th { font-weight: 600; } .key { display: inline-block; width: 22px; text-align: center; color: #10151c; font-size: 11px;
  border-radius: 2px; margin-right: 5px; font-family: ui-monospace, monospace; }
.legend span.item { margin-right: 18px; } details { margin: 4px 0; } summary { cursor: pointer; }
"""

_LEGEND = (
    ("p-rx", "r-x", "code"),
    ("p-r", "r--", "may be read"),
    ("p-rw", "rw-", "may be written"),
    ("p-dev", "dev", "a device's registers"),
    ("p-rwx", "rwx", "writable and executable"),
    ("p-none", "---", "anything else"),
)


def _legend(user: bool) -> str:
    items = [
        f'<span class="item"><span class="key {style}">{letters}</span>{words}</span>'
        for style, letters, words in _LEGEND
    ]
    if user:
        items.append(
            '<span class="item">in a page: <b>f</b> its file\'s, <b>0</b> the page of zeros,'
            " a number: that many hold it; an empty box: not touched yet</span>"
        )
    return f'<p class="legend">{" ".join(items)}</p>'


def _rights(text: str, memory: str = "Normal") -> str:
    return f'<span class="key {look(text, memory)}">{text}</span>'


def _sizes(region: Region) -> str:
    return ", ".join(f"{count} × {size_text(size)}" for size, count in sorted(region.sizes.items(), reverse=True))


def _region_row(region: Region, lane: str, name: str) -> str:
    physical = f"{region.pa:#x}" + ("" if region.linear else " …")
    flags = [] if region.accessed else ["no access flag"]
    flags += ["of one address space (nG)"] if region.private else []
    what = ", ".join(part for part in (lane, name, *flags) if part)
    cells = (
        f'<td class="a">{region.start:#x} to {region.end:#x}</td><td>{size_text(region.size)}</td>'
        f"<td>{_rights(region.kernel, region.memory)}</td><td class=\"mono\">{region.user}</td>"
        f'<td>{region.memory}</td><td class="a">{physical}</td><td>{_sizes(region)}</td><td>{escape(what)}</td>'
    )
    return f"<tr>{cells}</tr>"


_REGION_HEAD = (
    "<tr><th>addresses</th><th>size</th><th>kernel</th><th>user</th><th>memory</th>"
    "<th>physical</th><th>entries</th><th>what</th></tr>"
)


def _kernel(found: AddressMap) -> list[str]:
    """The kernel's half."""
    parts = ["<h2>The kernel's half</h2>"]
    root, tables = found.kernel.root, found.kernel.tables
    if found.kernel.unused:
        return parts + [f'<p class="alarm">{escape(found.kernel.unused)}</p>']
    source = escape(found.note) if found.note else "by TTBR1_EL1 of the CPU that stopped"
    parts.append(
        f'<p class="faint">From the table at <code>{root & ~0xFFF:#x}</code>, {source}; {tables} pages hold tables.'
        " Widths grow with the logarithm of the size; a dotted line is a gap.</p>"
    )
    parts.append(_legend(False))
    rows = []
    for lane in found.lanes:
        span = f"<code>{lane.start:#x}</code>" if lane.start else ""
        parts.append(f'<h3>{lane.name} <span class="faint">{span}</span></h3>')
        parts.append(draw_lane(lane, found.names))
        rows += [_region_row(region, lane.name, found.names.get(region.start, "")) for region in lane.regions]
    parts.append(f"<details open><summary>All {len(rows)} regions as a table</summary>")
    return parts + ["<table>", _REGION_HEAD, *rows, "</table></details>"]


def _pages_in_words(area: Area) -> str:
    counts: dict[str, int] = {}
    for va in sorted(area.pages):
        page = area.pages[va]
        kind = {"zero": "zeros", "file": "file", "own": "own"}[page.kind]
        key = f"{kind} {page.leaf.user}" + (f", held {page.users}×" if page.users > 1 else "")
        counts[key] = counts.get(key, 0) + 1
    return "; ".join(f"{count} {key}" for key, count in counts.items()) or "none"


def _area_title(area: Area) -> str:
    return area.file or ("stack" if area.grows else "anonymous")


def _process(process: Process) -> list[str]:
    parts = [f"<h3>{escape(', '.join(process.tasks))}</h3>"]
    facts = process.facts
    parts.append(
        f'<p class="faint">mm_struct at <code>{process.mm:#x}</code>,'
        f" top table at <code>{process.tables.root & ~0xFFF:#x}</code>,"
        f" {process.tables.tables} pages of tables; it counts {facts.get('file_pages', 0)} pages of files and"
        f" {facts.get('anon_pages', 0)} of its own.</p>"
    )
    if process.broken:
        parts.append(f'<p class="alarm">{escape(process.broken)}</p>')
    rows = []
    for area in process.areas:
        pages = area.end - area.start >> 12
        offset = f" at {area.offset:#x}" if area.file else ""
        parts.append(
            f'<p><code>{area.start:#x} {area.flags}</code> {escape(_area_title(area))}'
            f' <span class="faint">{pages} pages, {len(area.pages)} mapped</span></p>'
        )
        parts.append(draw_area(area))
        rows.append(
            f'<tr><td class="a">{area.start:#x} to {area.end:#x}</td><td class="mono">{area.flags}</td>'
            f"<td>{escape(_area_title(area) + offset)}</td><td>{pages}</td><td>{_pages_in_words(area)}</td></tr>"
        )
    head = "<tr><th>addresses</th><th>area</th><th>what</th><th>pages</th><th>of them mapped</th></tr>"
    return parts + ["<details><summary>As a table</summary><table>", head, *rows, "</table></details>"]


def _low(found: AddressMap) -> list[str]:
    """The lower half: processes, or what TTBR0 maps where there are none."""
    parts = ["<h2>The user's half</h2>"]
    if found.processes:
        parts.append(_legend(True))
        for process in found.processes:
            parts += _process(process)
        return parts
    if found.low.unused:
        return parts + [f'<p class="faint">{escape(found.low.unused)}.</p>']
    if not found.low_regions:
        root = found.low.root & ~0xFFF
        words = f"No process, and the table in TTBR0_EL1 (<code>{root:#x}</code>) maps nothing."
        return parts + [f'<p class="faint">{words}</p>']
    rows = [_region_row(region, "", "") for region in found.low_regions]
    return parts + ["<p>No process; TTBR0_EL1 maps this:</p>", "<table>", _REGION_HEAD, *rows, "</table>"]


def _findings(found: AddressMap) -> list[str]:
    if not found.findings:
        return ["<p>Nothing is both writable and executable, and what was compared agrees.</p>"]
    items = [f'<li class="alarm">{escape(text)}</li>' for text in found.findings]
    return ["<h2>Odd</h2>", "<ul>", *items, "</ul>"]


def draw_page(found: AddressMap, title: str, moment: str) -> str:
    """The page's text; @moment: when the machine stood still, in words."""
    end = found.still.end
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{STYLE}{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="{"alarm" if end else "faint"}">{escape(moment)}</p>',
        *_findings(found),
        *_kernel(found),
        *_low(found),
        "</body></html>",
        "",
    ]
    return "\n".join(parts)
