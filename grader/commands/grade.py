# SPDX-License-Identifier: MIT
"""`grade [SUBMISSION]`: all stages of one submission, with the hidden tests where present."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from grader.early import has_hidden
from grader.course import check_course, load_course
from grader.errors import FAILED, PASSED
from grader.grading import Order, finish
from grader.junit import write_junit
from grader.make import Make, Recipe
from grader.report import write_json
from grader.results import StageResult
from grader.screen import Status, style_of
from grader.stagefile import Stage
from grader.submission import Submission, check_folder
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


def _grade_tree(tree: Tree, stage: Stage, args: Namespace, seed: int, status: Status) -> StageResult:
    """A stage of this tree itself, where the build output may stay: one's own files, and no cell."""
    course = load_course(args.hidden_dir, stage) if args.hidden_dir and not args.visible else None
    hidden = not args.visible and has_hidden(tree.path(stage.place))
    hidden = hidden and (course is None or course.repository > 0)
    base = "reference" if args.base == "reference" else "own"
    more = args.hidden_dir if course else ""
    recipe = Recipe(stage.number, solution=args.solution, base=base, hidden=hidden, hidden_dir=more)
    base = "reference" if args.solution else base
    order = Order(stage, seed=seed, hidden=hidden, base=base, solution=args.solution, course=course)
    return finish(tree, order, Make(tree.root, recipe), status.verdict)


def run(args: Namespace) -> int:
    """0 only if every check of every stage passes."""
    tree = Tree.find()
    seed = parse_seed(args.seed)
    stages = chosen_stages(tree, args.stages)
    args.hidden_dir = check_course(args.hidden_dir, tree.stages()) if args.hidden_dir else ""
    status = Status()
    style = style_of(sys.stdout)
    results: list[StageResult] = []
    flags: list[str] = []
    source = check_folder(args.dir) if args.dir else tree.root
    own = args.solution or os.path.samefile(source, tree.root)
    submission = None
    if not own:
        sandbox = not args.unsafe_no_sandbox
        submission = Submission(tree, source, stages, sandbox=sandbox, hidden_dir=args.hidden_dir)
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
            if result.other:
                sys.stdout.write(_both(result, result.other) + "\n\n")
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


def _both(counts: StageResult, other: StageResult) -> str:
    """That there are two results, and which of them counts."""
    words = {"own": "its own lower stages", "reference": "the reference's"}
    return (f"graded on {words[counts.base]}: {counts.score:g} points, which count;"
            f" on {words[other.base]}: {other.score:g}")
