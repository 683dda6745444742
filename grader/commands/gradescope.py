# SPDX-License-Identifier: MIT
"""`gradescope`: the autograder archive to upload, or one report as results.json."""

from __future__ import annotations

import json
from argparse import Namespace

from grader.classroom.policy import load_policy
from grader.errors import PASSED, Unusable
from grader.report import write_text
from grader.reports.autograder import write_archive
from grader.reports.gradescope import dump, refused_results, to_results
from grader.tree import Tree

_LAST_WORDS = 2000


def run(args: Namespace) -> int:
    """0 when it is written."""
    policy = load_policy(args.policy)
    if args.out:
        count = write_archive(Tree.find().root, args.out, policy=args.policy)
        print(f"{args.out}: {count} files. Upload it as the autograder, on an image of Ubuntu 24.04 or Debian 12.")
        return PASSED
    if not args.result or not args.to:
        raise Unusable("want --out ZIP, or --result JSON with --to FILE")
    try:
        with open(args.result, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError as err:
        raise Unusable(f"{args.result}: cannot be read: {err.strerror}") from None
    try:
        results = to_results(json.loads(text), policy.hidden, policy.leaderboard)
    except (ValueError, KeyError, TypeError):
        # No report: then it holds the reason, for the student to read.
        results = refused_results(text[-_LAST_WORDS:])
    write_text(args.to, dump(results))
    return PASSED
