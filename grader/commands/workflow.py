# SPDX-License-Identifier: MIT
"""`workflow`: the file for GitHub Classroom, .github/workflows/classroom.yml."""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.classroom.desk import chosen
from grader.errors import PASSED
from grader.report import write_text
from grader.reports.workflow import to_workflow
from grader.tree import Tree


def run(args: Namespace) -> int:
    """0 when it is written."""
    tree = Tree.find()
    stages = [(n, tree.stage(n).name) for n in chosen(tree, args.stages)]
    text = to_workflow(stages)
    if args.out:
        write_text(args.out, text)
    else:
        sys.stdout.write(text)
    return PASSED
