# SPDX-License-Identifier: MIT
"""`replay N`: the first thing that fails in stage N, under a gdb that can go backwards.

A run depends on the tree and the seed alone, so the last failing run is made
again rather than kept.
"""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.make import Make, Recipe
from grader.early import has_hidden
from grader.errors import FAILED, Unusable
from grader.gdb import find_gdb, session, symbol_commands
from grader.grading import Order, make_flash, observe
from grader.recording import choose, record, replay_machine, to_the_place
from grader.screen import style_of
from grader.terminal import render
from grader.tree import Tree, parse_seed

_HELP = (
    "echo \\nThis is where it went wrong. Backwards: reverse-stepi (an instruction), reverse-continue\\n",
    "echo (to the breakpoint before). Forwards as always: stepi, next, continue.\\n",
)


def run(args: Namespace) -> int:
    """gdb's exit status, or 0 if nothing fails."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    seed = parse_seed(args.seed)
    hidden = args.hidden and has_hidden(tree.path(stage.place))
    recipe = Recipe(stage.number, solution=args.solution, base=args.base, hidden=hidden)
    order = Order(stage, seed=seed, hidden=hidden, base=args.base, solution=args.solution)
    outcome = observe(tree, order, Make(tree.root, recipe))
    if outcome.result.passed:
        print(f"stage {stage.number} passes with seed {seed}: there is nothing to replay")
        return 0
    sys.stdout.write(render(outcome.result, len(stage.entry), style_of(sys.stdout)) + "\n")
    if outcome.kernel is None or outcome.transcript is None or outcome.run is None:
        return FAILED
    scene = choose(outcome.result, outcome.kernel, outcome.transcript)
    if scene is None:
        raise Unusable("nothing of this can be replayed: the kernel was never entered")
    if scene.stop is not None and scene.stop.kind in ("flood", "host-limit"):
        raise Unusable(f"a run that ends in `{scene.stop.kind}` is too long to be recorded")
    if not args.no_gdb and not find_gdb():
        raise Unusable("replay needs a gdb for arm64 (Debian package gdb-multiarch)")
    only = (scene.level, scene.boot.first)
    flash = make_flash(tree, stage, outcome.kernel, seed, only)
    files = record(outcome.built.path("replay"), flash)
    nests = outcome.run.log.nests
    nest = nests[0] if scene.stop is not None and scene.stop.kind == "frozen" and nests else None
    proctor = tree.path("build/proctor/proctor.elf")
    vmlinux = outcome.built.path("vmlinux")
    commands = [
        *symbol_commands(tree.root, vmlinux, outcome.kernel.text, scene.boot.base, proctor),
        "target remote SOCKET",
        *to_the_place(scene, nest, proctor),
        *_HELP,
    ]
    return session(replay_machine(files), commands, (), not args.no_gdb)
