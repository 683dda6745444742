# SPDX-License-Identifier: MIT
"""`test`: the project's own checks of the whole tree, stage by stage, then the mutants."""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.commands.grade import chosen_stages
from grader.commands.mutants import prove
from grader.errors import FAILED, PASSED, GraderError
from grader.screen import progress
from grader.selfcheck import CHECKS
from grader.tree import Tree

_SHOWN = 10


def run(args: Namespace) -> int:
    """0 if everything holds; the last line counts."""
    tree = Tree.find()
    stages = chosen_stages(tree, args.stages)
    passed = failed = done = 0
    for stage in stages:
        for words, check in CHECKS:
            try:
                problems = check(tree, stage)
            except GraderError as err:
                problems = [str(err)]
            print(f"{'FAIL' if problems else 'ok  '} {stage.folder} {words}")
            for problem in problems[:_SHOWN]:
                print(f"       {problem}")
            if len(problems) > _SHOWN:
                print(f"       and {len(problems) - _SHOWN} more")
            passed, failed = passed + (not problems), failed + bool(problems)
            done += 1
            sys.stdout.flush()
            progress(f"{stage.folder}: {words}", done, len(stages) * len(CHECKS))
    for stage in [] if args.no_mutants else stages:
        caught, missed = prove(tree, stage, "*", 2, False)
        passed, failed = passed + caught, failed + missed
    print(f"{passed} passed, {failed} failed")
    return FAILED if failed else PASSED
