# SPDX-License-Identifier: MIT
"""The command line: which commands and arguments there are, and how errors end.

Each command's module is imported only when it is asked for: `stage` has to be
fast. Messages about errors go to stderr, one paragraph, no traceback.
"""

from __future__ import annotations

import os
import sys

from grader.early import Started
from grader.errors import GraderError

try:
    from grader.classroom.arguments import COMMANDS as _CLASSROOM
    from grader.classroom.arguments import MODULES as _CLASSROOM_MODULES
    from grader.classroom.arguments import add_arguments
except ModuleNotFoundError:  # staff's, and this is a student release
    _CLASSROOM, _CLASSROOM_MODULES = {}, {}

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_COMMANDS = {
    "stage": "check one stage's visible tests",
    "grade-stage": "check one stage with the hidden tests, where they are present",
    "grade": "grade a submission: a folder, tar, zip or git bundle with a stages/ of its own",
    "submit": "pack the files to hand in",
    "release": "cut the tree that students get",
    "run": "boot a stage's kernel with this terminal as its console",
    "debug": "the same, stopped at the first instruction, with gdb",
    "trace": "draw what ran when in a check: who woke whom, on which CPU",
    "map": "draw the page tables and the programs' areas",
    "replay": "step through the last failing run, backwards too",
    "mutants": "prove the tests: each known wrong solution must lose the checks it should",
    "stubs": "make the stubs again from the solutions",
    "test": "the project's own checks of the whole tree",
    "determinism": "the same tree and seed must give the same bytes",
    "bench": "edit to verdict against the floor",
    "soak": "a stage's kernel on CPUs that really run at the same time, for a while",
    **_CLASSROOM,
}
_ALIASES = {"selftest": "test"}


def _add_kernel(parser: argparse.ArgumentParser) -> None:
    """Arguments that say which kernel of a stage is meant."""
    parser.add_argument("number", type=int, metavar="N", help="the stage")
    parser.add_argument("--base", choices=("own", "reference"), default="own",
                        help="where the stages below N come from")
    parser.add_argument("--solution", action="store_true", help="all stages from the reference")
    parser.add_argument("--seed", default="1", help="a number, decimal or 0x... (default 1)")


def _add_reports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", metavar="FILE", help="write the result as JSON")
    parser.add_argument("--junit", metavar="FILE", help="write the result as JUnit XML")


def _add_machine(parser: argparse.ArgumentParser) -> None:
    """Arguments that say what machine a person gets."""
    parser.add_argument("--entry", type=int, choices=(1, 2), default=1, help="exception level")
    parser.add_argument("--icount", default="", metavar="K|off", help="count instructions, shift K")
    parser.add_argument("--smp", default="1", help="number of CPUs")
    parser.add_argument("--mem", default="256M", help="size of memory")
    parser.add_argument("--append", default="", help="kernel command line")
    parser.add_argument(
        "--initramfs", default="", metavar="FILE", help="cpio archive with the first files (from stage 8 on)"
    )


def _arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of command @name."""
    if name in _CLASSROOM:
        add_arguments(name, parser)
    elif name in ("stage", "grade-stage"):
        _add_kernel(parser)
        _add_reports(parser)
        parser.add_argument("--mem", default="256M", help="size of memory, 64M to 8G (default 256M)")
        parser.add_argument("--hz", type=int, default=0, help="ticks a second, from stage 6 on (default 100)")
        parser.add_argument("--smp", default="", help="number of CPUs, 1 to 8 (default: the stage's)")
        parser.set_defaults(hidden=name == "grade-stage")
    elif name == "soak":
        _add_kernel(parser)
        parser.add_argument("--smp", default="4", help="number of CPUs (default 4)")
        parser.add_argument("--seconds", type=int, default=60, help="how long (default 60)")
    elif name in ("run", "debug", "replay"):
        _add_kernel(parser)
        if name == "replay":
            parser.add_argument("--hidden", action="store_true", help="with the hidden tests")
        else:
            _add_machine(parser)
        if name == "debug":
            parser.add_argument("--tests", action="store_true",
                                help="the test kernel, under the proctor")
        if name != "run":
            parser.add_argument("--no-gdb", action="store_true",
                                help="print the line to type instead of starting gdb")
    elif name in ("trace", "map"):
        _add_kernel(parser)
        parser.add_argument("--check", default="", metavar="NAME", help="which check (default: the stage's)")
        parser.add_argument("--smp", default="", help="number of CPUs, 1 to 8 (default: the stage's)")
    elif name == "grade":
        parser.add_argument("dir", nargs="?", default="", metavar="SUBMISSION",
                            help="folder, tar, zip or git bundle (default: this tree)")
        parser.add_argument("--stages", default="", metavar="1-3", help="default: all present")
        parser.add_argument("--base", choices=("own", "reference", "best"), default="best",
                            help="the lower stages: best takes the reference's where the own ones lose points")
        parser.add_argument("--hidden", dest="hidden_dir", default="", metavar="DIR",
                            help="the course's own hidden tests")
        parser.add_argument("--unsafe-no-sandbox", action="store_true",
                            help="without bubblewrap: only for files that you would run yourself")
        parser.add_argument("--solution", action="store_true", help="all stages from the reference")
        parser.add_argument("--seed", default="1")
        parser.add_argument("--visible", action="store_true", help="without the hidden tests")
        _add_reports(parser)
    elif name == "submit":
        parser.add_argument("--out", default="submission.tar.gz", metavar="FILE")
        parser.add_argument("--stages", default="", metavar="1-3", help="default: all present")
    elif name == "release":
        parser.add_argument("--out", required=True, metavar="FILE.tar.gz")
    elif name == "mutants":
        parser.add_argument("--stage", type=int, default=0, metavar="N")
        parser.add_argument("--name", default="", metavar="GLOB", help="only mutants so called")
        parser.add_argument("--hidden", dest="hidden_dir", default="", metavar="DIR",
                            help="the mutants of a course's own hidden tests")
        parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
        parser.add_argument("--show", action="store_true", help="print each mutant's report")
    elif name == "stubs":
        parser.add_argument("--check", action="store_true", help="only say whether they part")
        parser.add_argument("--stage", type=int, default=0, metavar="N")
    elif name == "test":
        parser.add_argument("--stages", default="", metavar="1-3")
        parser.add_argument("--no-mutants", action="store_true")
    elif name == "determinism":
        parser.add_argument("--stages", default="", metavar="1-3")
        parser.add_argument("--runs", type=int, default=20)
        parser.add_argument("--seed", default="1")
    elif name == "bench":
        parser.add_argument("--stages", default="", metavar="1-3")
        parser.add_argument("--rounds", type=int, default=7)
        parser.add_argument("--json", metavar="FILE")


def _module(name: str) -> str:
    """The module of command @name."""
    special = {**_CLASSROOM_MODULES, "test": "selftest", "grade-stage": "stage"}
    return special.get(name, name.replace("-", "_"))


def _is_here(name: str) -> bool:
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "commands", f"{_module(name)}.py")
    return os.path.exists(here)


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="python3 -m grader",
        description="Builds the kernel of a stage, boots it, and explains what it saw.",
        epilog="exit codes: 0 all passed, 1 checks failed, 2 unusable input, 3 the grader's own fault",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = argv[0] if argv and argv[0] in _COMMANDS else ""
    for name, words in _COMMANDS.items():
        if wanted and name != wanted:
            continue  # building eleven parsers takes longer than using one
        if not _is_here(name):
            continue  # staff's, and this is a student release
        _arguments(name, commands.add_parser(name, help=words, description=words.capitalize()))
    return parser


def main(argv: list[str], started: Started | None = None) -> int:
    """Run one command; the result is the exit code. @started: what runs already."""
    if argv and argv[0] in _ALIASES:
        argv = [_ALIASES[argv[0]], *argv[1:]]
    own = None
    try:
        if started is None:
            started = own = Started(argv)
        args = started.args or _parser(argv).parse_args(argv)
        args.started = started
        command = __import__(f"grader.commands.{_module(args.command)}", fromlist=["run"])
        code: int = command.run(args)
        sys.stdout.flush()
        return code
    except GraderError as err:
        sys.stdout.flush()
        print(f"grader: {err}", file=sys.stderr)
        return err.exit_code
    except KeyboardInterrupt:
        print("grader: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    finally:
        if own is not None:
            own.close()
