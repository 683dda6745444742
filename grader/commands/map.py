# SPDX-License-Identifier: MIT
"""`map N`: the kernel's page tables, and from stage 8 on the programs', as one page."""

from __future__ import annotations

from argparse import Namespace

from grader.errors import FAILED, PASSED, Unusable
from grader.flash import STILL_READY, STILL_SHOW
from grader.picture.addressmap import collect
from grader.picture.mappage import draw_page
from grader.picture.still import Still, never_ran, put, stand_still
from grader.tree import Tree

FIRST = 4  # the stage that makes page tables of its own
FIRST_USER = 8


def _moment(still: Still, check: str) -> str:
    """When the machine stood still."""
    if still.end:
        return f"As far as it got: {still.end}."
    if not check:
        return "As it was when the kernel was ready for its checks."
    if still.stop.case >= 0:
        return f"As it was in check {check} when the first program was about to end."
    return f"As it was at the end of check {check}: no program has ended in it."


def run(args: Namespace) -> int:
    """0: it shows what it was to show; 1: the kernel stopped before."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    if stage.number < FIRST:
        raise Unusable(f"stage {stage.number} has no map to draw: the kernel's own tables begin with stage {FIRST}")
    check = args.check or stage.map
    still = stand_still(args, stage, tree, check, STILL_SHOW if check else STILL_READY)
    never_ran(still)
    found = collect(still)
    name = f"build/map{stage.number}.html"
    put(tree, name, draw_page(found, f"Stage {stage.number}: what is mapped", _moment(still, check)))
    for finding in found.findings:
        print(f"odd: {finding}")
    if still.end:
        print(f"the machine stopped by itself: {still.end}")
    regions = sum(len(lane.regions) for lane in found.lanes)
    areas = sum(len(process.areas) for process in found.processes)
    programs = f", {len(found.processes)} programs with {areas} areas" if stage.number >= FIRST_USER else ""
    print(f"{regions} regions of the kernel{programs}:\n  {name}  for any browser")
    return PASSED if still.wanted else FAILED
