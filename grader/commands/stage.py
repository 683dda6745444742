# SPDX-License-Identifier: MIT
"""`stage N` and `grade-stage N`: build, boot, and explain one stage of this tree."""

from __future__ import annotations

import sys
from grader.early import has_hidden
from grader.errors import FAILED, PASSED, Unusable
from grader.grading import Order, finish
from grader.machine import LEAST_MEMORY, MOST_MEMORY, cpu_count, memory_size
from grader.make import Make, Recipe
from grader.screen import Status, style_of
from grader.tree import Tree, parse_seed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Visible checks (`stage`) or all that are here (`grade-stage`); 0 only if all pass."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    seed = parse_seed(args.seed)
    memory = memory_size(args.mem)
    if not LEAST_MEMORY <= memory <= MOST_MEMORY:
        raise Unusable(f"--mem {args.mem}: want 64M to 8G")
    if args.hz and not 50 <= args.hz <= 1000:
        raise Unusable(f"--hz {args.hz}: want 50 to 1000")
    cpus = cpu_count(args.smp) if args.smp else stage.cpus
    hidden = args.hidden and has_hidden(tree.path(stage.place))
    make = args.started.make
    if make is None:
        recipe = Recipe(stage.number, solution=args.solution, base=args.base, hidden=hidden, hz=args.hz)
        make = Make(tree.root, recipe)
    status = Status()
    status.say("building")
    base = "reference" if args.base == "reference" or args.solution else "own"
    order = Order(stage, seed, hidden, base, args.solution, memory=memory, cpus=cpus)
    try:
        result = finish(tree, order, make, status.verdict, args.started.emulator)
    finally:
        status.clear()
    from grader.terminal import render

    sys.stdout.write(render(result, len(stage.entry), style_of(sys.stdout)))
    if args.json:
        from grader.report import write_json

        write_json(args.json, [result], seed)
    if args.junit:
        from grader.junit import write_junit

        write_junit(args.junit, [result])
    return PASSED if result.passed else FAILED

