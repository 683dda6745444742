# SPDX-License-Identifier: MIT
"""A schedule as an SVG: a lane for each CPU with what it ran, then a lane for each thread.

Drawn for a person without scripts: the description and the title of each part
say in words what the picture shows. Coordinates depend on the schedule alone.
"""

from __future__ import annotations

from grader.picture.ink import STYLE, THREADS, escape, fitting, fixed
from grader.picture.schedule import Schedule, Stretch

WIDTH, LEFT, RIGHT = 1280, 150, 24
_PLOT = WIDTH - LEFT - RIGHT
_TOP = 96
_CPU, _BAR = 52, 24  # height of a CPU's lane, and of its bars
_THREAD = 22
_MOST_THREADS = 40
_MOST_ARROWS = 120

_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.paper { fill: var(--paper); } .faint, .faint text { fill: var(--faint); }
.title { font-size: 17px; font-weight: 600; } .in { font-size: 11px; fill: #10151c; }
.rule { stroke: var(--rule); } .idle { fill: var(--idle); }
.irq { fill: var(--ink); } .ipi { fill: var(--alarm); }
.arrow { stroke: var(--faint); fill: none; } .head { fill: var(--faint); }
.wait { fill: url(#waits); stroke: var(--faint); stroke-width: 0.5; }
.stop { stroke: var(--alarm); stroke-width: 2; } .said { fill: var(--alarm); font-weight: 600; }
.hatch { stroke: var(--faint); stroke-width: 1.2; }
"""


def _steps(span: int) -> int:
    """Nanoseconds between two lines of the axis: 1, 2 or 5 of a power of ten, about ten of them."""
    step = 1
    while True:
        for times in (1, 2, 5):
            if step * times * 12 >= span:
                return step * times
        step *= 10


def clock(ns: int, span: int) -> str:
    """@ns in the unit that suits a stretch of @span."""
    unit, name = (1, "ns") if span < 10_000 else (1000, "µs") if span < 10_000_000 else (1_000_000, "ms")
    return f"{round(ns / unit, 3):g} {name}"


class _Drawing:
    """One picture under way."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.span = max(1, schedule.end - schedule.start)
        self.parts: list[str] = []
        self.shown = schedule.threads[:_MOST_THREADS]
        self.colour = {pid: THREADS[i % len(THREADS)] for i, pid in enumerate(schedule.threads)}
        self.drawn: set[tuple[str, str, str]] = set()
        self.bottom = _TOP + schedule.cpus * _CPU

    def x(self, time: int) -> float:
        return LEFT + _PLOT * (time - self.schedule.start) / self.span

    def add(self, text: str) -> None:
        self.parts.append(text)

    def bar(self, start: int, end: int, y: float, height: float, look: str, words: str) -> float:
        """A bar from @start to @end; its width. Of those too thin to be seen one a place is drawn."""
        left, width = self.x(start), max(0.8, self.x(end) - self.x(start))
        if width <= 0.8:
            key = (fixed(round(left * 1.25) / 1.25), fixed(y), look)
            if key in self.drawn:
                return width
            self.drawn.add(key)
        self.add(
            f'<rect x="{fixed(left)}" y="{fixed(y)}" width="{fixed(width)}" height="{fixed(height)}" {look}>'
            f"<title>{escape(words)}</title></rect>"
        )
        return width

    def when(self, start: int, end: int) -> str:
        begin = self.schedule.start
        return f"{clock(start - begin, self.span)} to {clock(end - begin, self.span)}"

    def axis(self, height: float) -> None:
        step, time = _steps(self.span), 0
        while time <= self.span:
            x = fixed(self.x(self.schedule.start + time))
            self.add(f'<path class="rule" d="M{x} {_TOP - 8}V{fixed(height)}"/>')
            self.add(
                f'<text class="faint" text-anchor="middle" x="{x}" y="{_TOP - 14}">'
                f"{clock(time, self.span)}</text>"
            )
            time += step

    def run(self, run: Stretch) -> None:
        """A stretch on its CPU's lane, and on its thread's."""
        schedule, y = self.schedule, _TOP + run.cpu * _CPU + 6
        label = schedule.label(run.pid, run.cpu)
        then = f", then {run.left}" if run.left else ", until the machine stopped"
        words = f"CPU {run.cpu}: {label}, {self.when(run.start, run.end)}{then if run.pid else ''}"
        if not run.pid:
            self.bar(run.start, run.end, y + _BAR / 2 - 2, 4, 'class="idle"', words)
            return
        look = f'fill="{self.colour[run.pid]}"'
        width = self.bar(run.start, run.end, y, _BAR, look, words)
        if inside := fitting(label, width - 4):
            x = fixed(self.x(run.start) + 4)
            self.add(f'<text class="in" x="{x}" y="{fixed(y + 16)}">{escape(inside)}</text>')
        if run.pid in self.shown:
            row = self.bottom + 30 + self.shown.index(run.pid) * _THREAD
            words = f"{label} runs on CPU {run.cpu}, {self.when(run.start, run.end)}"
            self.bar(run.start, run.end, row, 14, look, words)

    def lanes(self) -> None:
        for cpu in range(self.schedule.cpus):
            y = _TOP + cpu * _CPU
            self.add(f'<text x="16" y="{y + 22}">CPU {cpu}</text>')
            self.add(f'<path class="rule" d="M16 {y + _CPU - 4}H{WIDTH - RIGHT}"/>')
        if self.shown:
            self.add(f'<text class="faint" x="16" y="{self.bottom + 18}">each thread: runs, or waits for a CPU</text>')
        for row, pid in enumerate(self.shown):
            y = self.bottom + 30 + row * _THREAD
            self.add(f'<rect x="16" y="{y + 2}" width="10" height="10" fill="{self.colour[pid]}"/>')
            self.add(f'<text x="32" y="{y + 11}">{escape(self.schedule.label(pid))}</text>')
        for wait in self.schedule.waits:
            if wait.pid in self.shown:
                y = self.bottom + 30 + self.shown.index(wait.pid) * _THREAD
                words = f"{self.schedule.label(wait.pid)} waits for a CPU, {self.when(wait.start, wait.end)}"
                self.bar(wait.start, wait.end, y + 3, 8, 'class="wait"', words)

    def interrupts(self) -> None:
        """A notch below the bar: interrupts are short."""
        for irq in self.schedule.interrupts:
            name = irq.name or f"interrupt {irq.number}"
            look = 'class="ipi"' if name.startswith("IPI") else 'class="irq"'
            y = _TOP + irq.cpu * _CPU + 6 + _BAR + 2
            words = f"CPU {irq.cpu}: interrupt {irq.number} ({name}), {self.when(irq.start, irq.end)}"
            self.bar(irq.start, irq.end, y, 8, look, words)

    def wakes(self) -> None:
        """An arrow from the lane of the CPU that wakes to that of the CPU that gets the thread."""
        for wake in self.schedule.wakes if len(self.schedule.wakes) <= _MOST_ARROWS else ():
            x, here = self.x(wake.time), _TOP + wake.cpu * _CPU + 6
            there = _TOP + wake.to % self.schedule.cpus * _CPU + 6
            who = self.schedule.label(wake.by, wake.cpu)
            verb = "starts" if wake.first else "wakes"
            words = f"{who} on CPU {wake.cpu} {verb} {self.schedule.label(wake.pid)} for CPU {wake.to}, at "
            words += clock(wake.time - self.schedule.start, self.span)
            # The head stands at the edge of the lane that it comes to.
            tip, base = there - 1, there - 7
            line = ""
            if wake.to != wake.cpu:
                begin = here if there < here else here + _BAR
                end = there + _BAR + 1 if there < here else there - 1
                tip, base = (end, end + 6) if there < here else (end, end - 6)
                line = f'<path class="arrow" d="M{fixed(x)} {fixed(begin)}V{fixed(base)}"/>'
            head = f"M{fixed(x)} {fixed(tip)}L{fixed(x - 3)} {fixed(base)}H{fixed(x + 3)}Z"
            self.add(f'<g>{line}<path class="head" d="{head}"/><title>{escape(words)}</title></g>')

    def legend(self, y: float) -> None:
        items = (
            (f'<rect x="{{}}" y="{{}}" width="18" height="12" fill="{THREADS[0]}"/>', "a thread runs (its colour below)"),
            ('<rect x="{}" y="{}" width="18" height="4" transform="translate(0 4)" class="idle"/>', "idle"),
            ('<rect x="{}" y="{}" width="18" height="8" transform="translate(0 2)" class="wait"/>', "waits for a CPU"),
            ('<rect x="{}" y="{}" width="3" height="10" class="irq"/>', "interrupt"),
            ('<rect x="{}" y="{}" width="3" height="10" class="ipi"/>', "from another CPU (IPI)"),
            ('<path transform="translate({} {})" class="head" d="M5 9L2 3H8Z"/>', "wake-up"),
        )
        x = 16.0
        for shape, words in items:
            self.add(shape.format(fixed(x), fixed(y)))
            self.add(f'<text class="faint" x="{fixed(x + 24)}" y="{fixed(y + 10)}">{words}</text>')
            x += 24 + len(words) * 6.6 + 22


def summary(schedule: Schedule) -> list[str]:
    """The picture in words, a line for each CPU."""
    parts = []
    span = max(1, schedule.end - schedule.start)
    for cpu in range(schedule.cpus):
        runs = [s for s in schedule.stretches if s.cpu == cpu]
        busy = sum(s.end - s.start for s in runs if s.pid)
        irqs = sum(1 for i in schedule.interrupts if i.cpu == cpu)
        wakes = sum(1 for w in schedule.wakes if w.cpu == cpu)
        parts.append(
            f"CPU {cpu}: busy for {round(100 * busy / span)} %; switches: {max(0, len(runs) - 1)},"
            f" interrupts: {irqs}, wake-ups: {wakes}"
        )
    return parts


def draw_timeline(schedule: Schedule, title: str, notes: list[str], end: str = "", cut: int = 0) -> str:
    """The SVG's text; @end: why the machine stopped, if by itself; @cut: how long after what is drawn."""
    drawing = _Drawing(schedule)
    threads = len(drawing.shown)
    body = drawing.bottom + (36 + threads * _THREAD if threads else 8)
    lines = summary(schedule) + notes
    if len(schedule.wakes) > _MOST_ARROWS:
        lines.append(f"{len(schedule.wakes)} wake-ups are too many for arrows: the JSON has them.")
    if threads < len(schedule.threads):
        lines.append(f"Only the first {threads} of {len(schedule.threads)} threads have a lane here.")
    height = body + 44 + 18 * len(lines)
    drawing.axis(body)
    drawing.lanes()
    for run in schedule.stretches:
        drawing.run(run)
    drawing.interrupts()
    drawing.wakes()
    if end and not cut:
        x = fixed(drawing.x(schedule.end))
        drawing.add(f'<path class="stop" d="M{x} {_TOP - 8}V{fixed(body)}"/>')
    drawing.legend(body + 12)
    for number, line in enumerate(lines):
        y = fixed(body + 52 + 18 * number)
        drawing.add(f'<text class="faint" x="16" y="{y}">{escape(fitting(line, WIDTH - 40, 11))}</text>')
    took = clock(schedule.end - schedule.start, drawing.span)
    words = f"{took} of {schedule.cpus} CPUs"
    if cut:
        words += f"; then, for {clock(cut, cut)}, nothing is switched or woken"
    if end:
        words += f"; the machine stopped: {end}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{fixed(height)}"'
            f' viewBox="0 0 {WIDTH} {fixed(height)}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(". ".join([words, *lines]))}</desc>',
            f"<style>\n{STYLE}{_STYLE}</style>",
            '<defs><pattern id="waits" width="5" height="5" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>',
            f'<rect class="paper" width="{WIDTH}" height="{fixed(height)}"/>',
            f'<text class="title" x="16" y="30">{escape(title)}</text>',
            f'<text class="{"said" if end else "faint"}" x="16" y="52">{escape(fitting(words, WIDTH - 40, 11))}</text>',
            *drawing.parts,
            "</svg>",
            "",
        ]
    )
