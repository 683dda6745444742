# SPDX-License-Identifier: MIT
"""`trace N`: what the scheduler did in a check, for Perfetto and as a picture."""

from __future__ import annotations

from argparse import Namespace

from grader.errors import FAILED, PASSED, Unusable
from grader.picture.chrome import chrome_json
from grader.picture.ring import Trace, read_trace
from grader.picture.schedule import build_schedule
from grader.picture.still import Still, never_ran, put, stand_still
from grader.picture.timeline import draw_timeline
from grader.tree import Tree

FIRST = 7  # the stage that has threads


def _notes(still: Still, trace: Trace) -> list[str]:
    """What a reader has to know of where the events come from."""
    notes = []
    if trace.lost:
        notes.append(f"{trace.lost} older events are lost: the rings hold the last ones of each CPU.")
    if trace.damaged:
        notes.append(f"{trace.damaged} events make no sense and are left out: somebody wrote over them.")
    if still.stop.kind in ("flood", "host-limit"):
        notes.append("It was stopped from outside: where exactly may differ from run to run.")
    return notes


def run(args: Namespace) -> int:
    """0: the check was run to its end and passed; 1: it failed, or the kernel stopped before."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    if stage.number < FIRST:
        raise Unusable(f"stage {stage.number} has no schedule to draw: threads begin with stage {FIRST}")
    still = stand_still(args, stage, tree, args.check or stage.trace, 0)
    never_ran(still)
    trace = read_trace(still)
    cases = [case.name for case in still.kernel.cases]
    check = still.case.name if still.case else cases[0]
    schedule = build_schedule(trace, still.cpus, still.stop.number("counter"))
    about = {
        "stage": stage.number, "check": check, "seed": still.seed, "cpus": still.cpus,
        "lost": trace.lost, "damaged": trace.damaged, "stopped": still.end,
    }  # fmt: skip
    name = f"build/trace{stage.number}"
    put(tree, f"{name}.json", chrome_json(schedule, cases, about, still.end))
    begun = any(mark.begins for mark in schedule.marks)
    where = f"check {check}" if begun else f"the end of check {check}" if trace.lost else "before its checks"
    title = f"Stage {stage.number}, {where}"
    notes = _notes(still, trace)
    part, cut = schedule.of_case().without_tail() if still.end else (schedule.of_case(), 0)
    put(tree, f"{name}.svg", draw_timeline(part, title, notes, still.end, cut))
    for note in notes:
        print(note)
    if not trace.begun:
        print("nothing to see: the kernel did not come as far as sched_init()")
    if still.wanted and still.ok is False:
        print(f"the check failed: `make stage{stage.number}` says why")
    if still.end:
        print(f"the machine stopped by itself: {still.end}")
    print(f"{len(trace.events)} events of check {check}, and of the boot before it:")
    print(f"  {name}.json  to be opened at https://ui.perfetto.dev")
    print(f"  {name}.svg   the check alone, for any browser")
    return PASSED if still.wanted and still.ok is not False else FAILED
