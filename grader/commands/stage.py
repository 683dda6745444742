# SPDX-License-Identifier: MIT
"""`stage N` and `grade-stage N`: build, boot, and explain one stage of this tree."""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.build import Build, Recipe
from grader.errors import FAILED, PASSED
from grader.tree import Tree, parse_seed


def run(args: Namespace) -> int:
    """Visible checks (`stage`) or all that are here (`grade-stage`); 0 only if all pass."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    seed = parse_seed(args.seed)
    hidden = args.hidden and stage_has_hidden(tree, stage.place)
    recipe = Recipe(stage.number, solution=args.solution, base=args.base, hidden=hidden)
    job = Build(tree, recipe)
    # Make is running: what is imported from here on costs no time of its own.
    from grader.grading import Order, finish
    from grader.screen import Status, style_of
    from grader.terminal import render

    status = Status()
    status.say("building")
    base = "reference" if args.base == "reference" or args.solution else "own"
    order = Order(stage, seed=seed, hidden=hidden, base=base, solution=args.solution)
    try:
        result = finish(tree, order, job, status.verdict)
    finally:
        status.clear()
    sys.stdout.write(render(result, len(stage.entry), style_of(sys.stdout)))
    if args.json:
        from grader.report import write_json

        write_json(args.json, [result], seed)
    if args.junit:
        from grader.junit import write_junit

        write_junit(args.junit, [result])
    return PASSED if result.passed else FAILED


def stage_has_hidden(tree: Tree, place: str) -> bool:
    """Whether the hidden tests of the stage at @place are in this tree; a student has none."""
    import os

    folder = tree.path(place, "hidden")
    return os.path.isdir(folder) and any(
        name.endswith((".c", ".S")) for _, _, names in os.walk(folder) for name in names
    )
