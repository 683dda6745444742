# SPDX-License-Identifier: MIT
"""Where a kernel was that printed without end.

A flood is stopped from this side, at a moment that the host decides, so the
registers of that moment would differ from run to run. The same run once more
with a budget so small that no flood fits into it ends in the proctor's watchdog
instead, at an instruction that is always the same.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.errors import Fault
from grader.flash import Flash
from grader.runner import run_flash
from grader.transcript import Stop, parse_transcript

# A byte costs a kernel five instructions at the least: 256 KiB of them at most.
BUDGET = 1 << 20


def locate_flood(make_flash: Callable[[int], Flash], stop: Stop, level: int) -> None:
    """Give @stop, a flood under entry @level, the registers of the second run.

    @make_flash: the flash of the same run with the budget that it is given. A
    second run that does not end in the watchdog leaves @stop as it is.
    """
    try:
        run = run_flash(make_flash(BUDGET))
    except Fault:
        return
    if run.stopped:
        return
    for entry in parse_transcript(run.verdict).entries:
        for boot in entry.boots:
            seen = boot.stop
            if entry.level == level and seen and (seen.kind, seen.case) == ("watchdog", stop.case):
                stop.regs, stop.frames = seen.regs, seen.frames
                return
