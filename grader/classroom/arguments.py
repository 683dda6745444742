# SPDX-License-Identifier: MIT
"""The arguments of the commands for a class; grader/cli.py knows which commands there are."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

COMMANDS = {
    "class": "grade a class: a folder with a submission a student",
    "regrade": "grade one submission of a class again, as it was, and compare",
    "class-task": "what a machine of a cluster does: grade the submissions of one list",
    "demo-class": "make an invented class, and show the whole way from it to its page",
    "gradescope": "make the autograder archive for Gradescope, or its results.json",
    "workflow": "write the workflow for GitHub Classroom",
    "github-result": "a report of `stage --json` as GitHub Classroom's reporter takes it",
}
MODULES = {"class": "classroom", "class-task": "class_task", "demo-class": "demo_class",
           "github-result": "github_result"}


def add_arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of command @name of COMMANDS."""
    if name == "class":
        parser.add_argument("dir", metavar="DIR", help="the folder of submissions")
        parser.add_argument("--roster", default="", metavar="CSV", help="who is in the class")
        parser.add_argument("--policy", default="", metavar="TOML", help="late days, seeds, what is shown")
        parser.add_argument("--out", required=True, metavar="OUT", help="the database and all reports")
        parser.add_argument("--hidden", default="", metavar="DIR", help="more hidden tests, laid out like stages/")
        _add_work(parser)
        parser.add_argument("--slurm-options", default="", metavar="WORDS", help="more options for sbatch")
        parser.add_argument("--reports-only", action="store_true", help="grade nothing, write the reports anew")
        parser.add_argument("--no-similarity", action="store_true", help="do not compare submissions")
    elif name == "regrade":
        parser.add_argument("id", metavar="ID", help="the student's id")
        parser.add_argument("--out", required=True, metavar="OUT", help="the class's folder of results")
        parser.add_argument("--show", action="store_true", help="print the whole transcript")
        parser.add_argument("--unsafe-no-sandbox", action="store_true", help="without bubblewrap")
    elif name == "class-task":
        parser.add_argument("spool", metavar="FOLDER", help="the shared folder")
        parser.add_argument("number", type=int, metavar="N", help="which list")
    elif name == "demo-class":
        parser.add_argument("--out", default="build/demo-class", metavar="OUT")
        parser.add_argument("--count", type=int, default=12, help="students")
        parser.add_argument("--damaged", type=int, default=4, help="of whose submissions so many are no good")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--own-headers", type=float, default=0.1, metavar="SHARE",
                            help="of those with stage 2, whose headers are nobody else's (default 0.1)")
        parser.add_argument("--make-only", action="store_true", help="make the class and grade nothing")
        _add_work(parser)
    elif name == "gradescope":
        parser.add_argument("--out", default="", metavar="ZIP", help="write the autograder archive")
        parser.add_argument("--result", default="", metavar="JSON", help="a report of `grade --json`...")
        parser.add_argument("--to", default="", metavar="FILE", help="...as results.json")
        parser.add_argument("--policy", default="", metavar="TOML", help="what is shown of hidden checks")
    elif name == "workflow":
        parser.add_argument("--out", default="", metavar="FILE", help="default: stdout")
        parser.add_argument("--stages", default="", metavar="1-3", help="default: all present")
    elif name == "github-result":
        parser.add_argument("file", metavar="JSON")


def _add_work(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="submissions at a time (default 2)")
    parser.add_argument("--executor", choices=("local", "slurm"), default="local", help="who does the work")
    parser.add_argument("--unsafe-no-sandbox", action="store_true",
                        help="without bubblewrap: only for files that you would run yourself")
