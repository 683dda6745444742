# SPDX-License-Identifier: MIT
"""`mutants`: every known wrong solution has to lose the checks that it should."""

from __future__ import annotations

from argparse import Namespace
from fnmatch import fnmatchcase

from grader.course import check_course, load_course
from grader.errors import FAILED, PASSED, Unusable
from grader.mutant import load_mutants
from grader.mutation import grade_mutants
from grader.screen import progress
from grader.sourcescan import scan_stage
from grader.refuse import refusals
from grader.stagefile import Stage
from grader.tree import Tree


def prove(
    tree: Tree, stage: Stage, pattern: str, jobs: int, show: bool, hidden_dir: str = ""
) -> tuple[int, int]:
    """Run the stage's mutants, or those in @hidden_dir, and print a table; (caught, not caught)."""
    mutants = [m for m in load_mutants(hidden_dir or tree.root, stage) if fnmatchcase(m.name, pattern)]
    caught, lost = 0, set[str]()
    for number, finding in enumerate(grade_mutants(tree, stage, mutants, jobs, hidden_dir), 1):
        mutant = finding.mutant
        mark = "FAIL" if finding.problems else "ok  "
        print(f"{mark} {stage.folder} {mutant.name:<28} {mutant.title} "
              f"[{len(finding.failed)} checks lost]")
        for problem in finding.problems:
            print(f"       {problem}")
        if show:
            print("".join(f"     | {line}\n" for line in finding.report.splitlines()))
        caught += not finding.problems
        lost.update(finding.reached)
        progress(mutant.name, number, len(mutants))
    if mutants and pattern == "*":
        _never_lost(tree, stage, lost, hidden_dir)
    return caught, len(mutants) - caught


def _never_lost(tree: Tree, stage: Stage, lost: set[str], hidden_dir: str) -> None:
    """Name the checks that no mutant failed by itself: nothing shows that they can fail."""
    course = load_course(hidden_dir, stage) if hidden_dir else None
    cases = course.cases(stage) if course else scan_stage(tree.root, stage, hidden=True)
    pairs = course.refusals(stage) if course else refusals(tree.root, stage, hidden=True)
    names = [case.name for case in (*cases, *(case for case, _ in pairs))]
    safe = [name for name in names if name not in lost]
    if safe:
        print(f"note: {stage.folder}: no mutant fails {', '.join(safe)}")


def run(args: Namespace) -> int:
    """0 if every mutant was caught."""
    if args.jobs < 1:
        raise Unusable("--jobs: want 1 or more")
    tree = Tree.find()
    stages = [tree.stage(args.stage)] if args.stage else tree.stages()
    hidden_dir = check_course(args.hidden_dir, tree.stages()) if args.hidden_dir else ""
    passed = failed = 0
    for stage in stages:
        caught, missed = prove(tree, stage, args.name or "*", args.jobs, args.show, hidden_dir)
        passed, failed = passed + caught, failed + missed
    if args.name and not passed + failed:
        raise Unusable(f"no mutant is called {args.name}")
    print(f"{passed} passed, {failed} failed")
    return FAILED if failed else PASSED
