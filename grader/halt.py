# SPDX-License-Identifier: MIT
"""A machine that this side stopped: at which entry and case that was.

The proctor could not say it, so a Stop is put into the transcript here. After
a flood the transcript also loses what came after the last byte of console that
was kept: how much more QEMU got done before it was stopped depends on the host.
"""

from __future__ import annotations

from grader.console import BOOT, Console
from grader.transcript import CaseRun, Entry, Stop, Transcript

_TAIL = 60  # characters of a flood that are shown


def place_stop(transcript: Transcript, console: Console, kind: str) -> Stop:
    """Put a stop of @kind (flood, host-limit) where the machine was."""
    if kind == "flood":
        level, case = console.last
        _cut(transcript, level, case)
    elif transcript.running is not None:
        level, case = transcript.running
    else:
        level, case = (transcript.entries[-1].level if transcript.entries else 0), BOOT
    stop = Stop(kind, case)
    if kind == "flood":
        stop.text = [console.text(level, case)[-_TAIL:]]
    entry = next((e for e in transcript.entries if e.level == level), None)
    if entry is None:
        entry = Entry(level)
        transcript.entries.append(entry)
    if entry.boots:
        entry.boots[-1].stop = stop
    if case >= 0:
        run = entry.cases.setdefault(case, CaseRun(case))
        run.stop, run.ok, run.ended = stop, None, False
        run.expectations.clear()
    transcript.running = None
    return stop


def _cut(transcript: Transcript, level: int, case: int) -> None:
    """Forget what happened after @case began under entry @level."""
    kept: list[Entry] = []
    for entry in transcript.entries:
        kept.append(entry)
        if entry.level == level:
            break
    transcript.entries[:] = kept
    if kept and kept[-1].level == level:
        entry = kept[-1]
        if case == BOOT:
            first = entry.boots[-1].first if len(entry.boots) > 1 else 0
            entry.cases = {i: run for i, run in entry.cases.items() if i < first}
        else:
            entry.cases = {i: run for i, run in entry.cases.items() if i < case}
    transcript.done = False
    transcript.void = None
