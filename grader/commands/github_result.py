# SPDX-License-Identifier: MIT
"""`github-result FILE`: a report as a step of the GitHub Classroom workflow hands it on."""

from __future__ import annotations

import json
from argparse import Namespace

from grader.errors import PASSED, Unusable
from grader.reports.github import output_line


def run(args: Namespace) -> int:
    """0 when the line for $GITHUB_OUTPUT is on stdout."""
    try:
        with open(args.file, encoding="utf-8") as file:
            print(output_line(json.load(file)))
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise Unusable(f"{args.file}: is no report of `stage --json`: {err}") from None
    return PASSED
