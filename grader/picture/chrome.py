# SPDX-License-Identifier: MIT
"""A schedule in Chrome's trace-event format, for ui.perfetto.dev or chrome://tracing.

The format: "Trace Event Format", Google, 2016. Times are microseconds. Process
1 has a track for each CPU, with interrupts inside what they interrupted; process
2 has one for each thread. An arrow leads from each wake-up to where the thread
goes on.
"""

from __future__ import annotations

import json
from bisect import bisect_left

from grader.picture.schedule import Schedule, Stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CPUS, _THREADS = 1, 2


def _us(ns: int) -> float:
    return round(ns / 1000, 3)


def _tracks(schedule: Schedule) -> list[dict[str, Any]]:
    """Names and order of processes and tracks."""

    def meta(what: str, pid: int, tid: int, **args: Any) -> dict[str, Any]:
        return {"ph": "M", "name": what, "pid": pid, "tid": tid, "args": args}

    events = [
        meta("process_name", _CPUS, 0, name="CPUs"),
        meta("process_sort_index", _CPUS, 0, sort_index=0),
        meta("process_name", _THREADS, 0, name="threads"),
        meta("process_sort_index", _THREADS, 0, sort_index=1),
    ]
    for cpu in range(schedule.cpus):
        events.append(meta("thread_name", _CPUS, cpu, name=f"CPU {cpu}"))
        events.append(meta("thread_sort_index", _CPUS, cpu, sort_index=cpu))
    for pid in schedule.threads:
        events.append(meta("thread_name", _THREADS, pid, name=schedule.names.get(pid, "?")))
        events.append(meta("thread_sort_index", _THREADS, pid, sort_index=pid))
    return events


def _slice(
    name: str, cat: str, track: tuple[int, int], start: int, end: int, args: dict[str, Any]
) -> dict[str, Any]:
    return {
        "ph": "X", "name": name, "cat": cat, "pid": track[0], "tid": track[1],
        "ts": _us(start), "dur": _us(end - start), "args": args,
    }  # fmt: skip


def _arrows(schedule: Schedule) -> list[dict[str, Any]]:
    """Wake-ups, and arrows to where the woken thread runs."""
    events: list[dict[str, Any]] = []
    runs: dict[int, list[Stretch]] = {}
    for run in sorted(schedule.stretches, key=lambda s: s.start):
        runs.setdefault(run.pid, []).append(run)
    starts = {pid: [run.start for run in its] for pid, its in runs.items()}
    for number, wake in enumerate(schedule.wakes, 1):
        name = f"wakes {schedule.label(wake.pid)}"
        where = {"pid": _CPUS, "tid": wake.cpu, "ts": _us(wake.time)}
        args = {"by": schedule.label(wake.by, wake.cpu), "queue": f"CPU {wake.to}", "new": wake.first}
        events.append({"ph": "i", "s": "t", "name": name, "cat": "wake", **where, "args": args})
        index = bisect_left(starts.get(wake.pid, []), wake.time)
        if index == len(starts.get(wake.pid, [])):
            continue
        run = runs[wake.pid][index]
        arrow = {"name": "wake-up", "cat": "wake", "id": number}
        events.append({"ph": "s", **arrow, **where})
        events.append(
            {"ph": "f", "bp": "e", **arrow, "pid": _CPUS, "tid": run.cpu, "ts": _us(run.start)}
        )
    return events


def chrome_events(schedule: Schedule, cases: list[str], end: str = "") -> list[dict[str, Any]]:
    """All events; @cases: names of the checks by number, @end: why the machine stopped, if by itself."""
    events: list[dict[str, Any]] = []
    for run in schedule.stretches:
        name = schedule.label(run.pid, run.cpu)
        kind = "run" if run.pid else "idle"
        args = {"pid": run.pid, "then": run.left or "the machine stopped"}
        events.append(_slice(name, kind, (_CPUS, run.cpu), run.start, run.end, args))
        if run.pid:
            args = {"cpu": run.cpu}
            events.append(_slice("runs", "run", (_THREADS, run.pid), run.start, run.end, args))
    for wait in schedule.waits:
        track = (_THREADS, wait.pid)
        events.append(_slice("waits for a CPU", "wait", track, wait.start, wait.end, {}))
    for irq in schedule.interrupts:
        name = irq.name or f"interrupt {irq.number}"
        args = {"irq": irq.number}
        events.append(_slice(name, "irq", (_CPUS, irq.cpu), irq.start, irq.end, args))
    for mark in schedule.marks:
        check = cases[mark.index] if mark.index < len(cases) else f"check {mark.index}"
        words = f"{check} {'begins' if mark.begins else 'ends'}"
        where = {"pid": _CPUS, "tid": mark.cpu, "ts": _us(mark.time)}
        events.append({"ph": "i", "s": "g", "name": words, "cat": "check", **where})
    events += _arrows(schedule)
    if end:
        where = {"pid": _CPUS, "tid": 0, "ts": _us(schedule.end)}
        events.append({"ph": "i", "s": "g", "name": end, "cat": "stop", **where})
    # Of what begins together the longer one is outside.
    events.sort(key=lambda e: (e["ts"], -e.get("dur", 0)))
    return _tracks(schedule) + events


def chrome_json(schedule: Schedule, cases: list[str], about: dict[str, Any], end: str = "") -> str:
    """The file's text: an event a line. @about: what else is worth keeping."""
    lines = [json.dumps(event) for event in chrome_events(schedule, cases, end)]
    head = f'{{"displayTimeUnit": "ns", "otherData": {json.dumps(about)}, "traceEvents": [\n'
    return head + ",\n".join(lines) + "\n]}\n"
