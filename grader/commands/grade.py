# SPDX-License-Identifier: MIT
"""`grade [DIR]`: all stages of one submission, with the hidden tests where present."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from argparse import Namespace

from grader.make import Make, Recipe
from grader.early import has_hidden
from grader.errors import FAILED, PASSED
from grader.grading import Order, finish
from grader.junit import write_junit
from grader.report import write_json
from grader.results import StageResult
from grader.screen import Status, style_of
from grader.stagefile import Stage
from grader.submission import check_folder, lay_out
from grader.terminal import render
from grader.tree import Tree, parse_seed, parse_stage_list


def chosen_stages(tree: Tree, text: str) -> list[Stage]:
    """The stages to grade: those of @text that are in the tree; the others are named on stderr."""
    there = tree.folders()
    wanted = parse_stage_list(text) if text else list(there)
    absent = [n for n in wanted if n not in there]
    if absent:
        names = ", ".join(str(n) for n in absent)
        print(f"grader: not in this tree, so not graded: stage {names}", file=sys.stderr)
    return [tree.stage(n) for n in wanted if n in there]


class Submission:
    """A submission laid over the tree, in a folder below build/ that goes away again."""

    def __init__(self, tree: Tree, folder: str, stages: list[Stage]) -> None:
        os.makedirs(tree.path("build"), exist_ok=True)
        self.place = tempfile.mkdtemp(prefix="submission-", dir=tree.path("build"))
        self._tree = tree
        try:
            highest = max((s.number for s in stages), default=0)
            below = [s for s in tree.stages() if s.number <= highest]
            self.flags = lay_out(folder, tree.root, below, self.sub)
        except BaseException:
            self.close()
            raise

    @property
    def sub(self) -> str:
        """The folder for SUB=."""
        return os.path.join(self.place, "sub")

    def grade(
        self, stage: Stage, seed: int, hidden: bool, base: str, status: Status
    ) -> StageResult:
        """Build and judge one stage of it."""
        hidden = hidden and has_hidden(self._tree.path(stage.place))
        relative = os.path.relpath(self.place, self._tree.root)
        recipe = Recipe(
            stage.number,
            base=base,
            hidden=hidden,
            sub=os.path.join(relative, "sub"),
            out=os.path.join(relative, f"stage{stage.number}"),
        )
        order = Order(stage, seed=seed, hidden=hidden, base=base, sub=self.sub)
        return finish(self._tree, order, Make(self._tree.root, recipe), status.verdict)

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self.place, ignore_errors=True)


def _grade_tree(tree: Tree, stage: Stage, args: Namespace, seed: int, status: Status) -> StageResult:
    """A stage of this tree itself, where the build output may stay."""
    hidden = not args.visible and has_hidden(tree.path(stage.place))
    recipe = Recipe(stage.number, solution=args.solution, base=args.base, hidden=hidden)
    base = "reference" if args.solution else args.base
    order = Order(stage, seed=seed, hidden=hidden, base=base, solution=args.solution)
    return finish(tree, order, Make(tree.root, recipe), status.verdict)


def run(args: Namespace) -> int:
    """0 only if every check of every stage passes."""
    tree = Tree.find()
    seed = parse_seed(args.seed)
    stages = chosen_stages(tree, args.stages)
    status = Status()
    style = style_of(sys.stdout)
    results: list[StageResult] = []
    flags: list[str] = []
    folder = check_folder(args.dir) if args.dir else tree.root
    own = args.solution or os.path.samefile(folder, tree.root)
    submission = None if own else Submission(tree, folder, stages)
    try:
        if submission:
            flags = submission.flags
            for flag in flags:
                print(f"grader: {flag} (a .c or .S file is graded as the stub that it was)", file=sys.stderr)
        for stage in stages:
            status.say(f"stage {stage.number}: building")
            if submission:
                result = submission.grade(stage, seed, not args.visible, args.base, status)
            else:
                result = _grade_tree(tree, stage, args, seed, status)
            status.clear()
            results.append(result)
            sys.stdout.write(render(result, len(stage.entry), style) + "\n")
            sys.stdout.flush()
    finally:
        status.clear()
        if submission:
            submission.close()
    total, most = sum(r.score for r in results), sum(r.max for r in results)
    print(f"total: {round(total, 2):g} of {most:g} points")
    if args.json:
        write_json(args.json, results, seed, flags)
    if args.junit:
        write_junit(args.junit, results)
    return PASSED if results and all(r.passed for r in results) else FAILED
