# SPDX-License-Identifier: MIT
"""`replay N`: the first thing that fails in stage N, under a gdb that can go backwards.

A run depends on the tree and the seed alone, so the last failing run is made
again rather than kept. An endless loop is shown early in its turning, and a
machine that froze a few instructions before it does.
"""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.make import Make, Recipe
from grader.early import has_hidden
from grader.errors import FAILED, Unusable
from grader.flash import Excerpt
from grader.gdb import find_gdb, session, symbol_commands
from grader.grading import Order, Outcome, make_flash, observe
from grader.recording import Scene, choose, make_recording, replay_machine, to_the_place, watchdog_budget
from grader.runner import run_flash
from grader.screen import style_of
from grader.stagefile import Stage
from grader.terminal import render
from grader.transcript import Stop, parse_transcript
from grader.tree import Tree, parse_seed

_HERE = "echo \\nThis is where it went wrong.\\n"
_NEAR = "echo \\nA few instructions further on, the machine freezes.\\n"
_HELP = (
    "echo Backwards: reverse-stepi (an instruction), reverse-continue\\n",
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
    only = Excerpt(scene.level, scene.boot.first)
    if scene.stop is not None:
        only = _shortened(tree, stage, outcome, seed, scene)
    files = make_recording(
        outcome.built.path("replay"), make_flash(tree, stage, outcome.kernel, seed, only)
    )
    proctor = tree.path("build/proctor/proctor.elf")
    vmlinux = outcome.built.path("vmlinux")
    commands = [
        *symbol_commands(tree.root, vmlinux, outcome.kernel.text, scene.boot.base, proctor),
        "target remote SOCKET",
        *to_the_place(scene, proctor),
        _NEAR if scene.stop is not None and scene.stop.kind == "frozen" else _HERE,
        *_HELP,
    ]
    return session(replay_machine(files), commands, (), not args.no_gdb)


def _shortened(tree: Tree, stage: Stage, outcome: Outcome, seed: int, scene: Scene) -> Excerpt:
    """The boot of @scene, cut short where that is needed to record it."""
    assert scene.stop is not None and outcome.kernel is not None
    kernel, case = outcome.kernel, scene.stop.case
    budget = stage.boot_budget
    if case >= 0:
        budget = kernel.cases[case].budget or stage.case_budget

    def stops(shorter: int) -> Stop | None:
        """The stop of that boot under a budget of @shorter instructions."""
        only = Excerpt(scene.level, scene.boot.first, case, shorter)
        run = run_flash(make_flash(tree, stage, kernel, seed, only))
        transcript = parse_transcript(run.verdict, complete=not run.stopped)
        boots = transcript.entries[0].boots if transcript.entries else []
        return boots[0].stop if boots else None

    shorter = watchdog_budget(scene, budget, stops)
    return Excerpt(scene.level, scene.boot.first, case, shorter)
