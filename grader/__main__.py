# SPDX-License-Identifier: MIT
"""`python3 -m grader`: make and QEMU first, where it is clear what is wanted, then the command line."""

from __future__ import annotations

import os
import sys
from _signal import SIGHUP, SIGTERM, signal  # `signal` itself takes longer to import than all of this

from grader.early import Started
from grader.errors import GraderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType


def _terminate(number: int, _frame: FrameType | None) -> None:
    """SIGTERM and SIGHUP end the grader like an exception: what it started is ended too."""
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command, and exit with its code."""
    signal(SIGTERM, _terminate)
    signal(SIGHUP, _terminate)
    try:
        started = Started(sys.argv[1:])
    except GraderError as err:
        print(f"grader: {err}", file=sys.stderr)
        sys.exit(err.exit_code)
    try:
        from grader.cli import main

        code = main(sys.argv[1:], started)
    finally:
        started.close(wait=False)
    if started.args is None:
        sys.exit(code)
    # A plain command has nothing left to tidy up; the interpreter would take its time over it.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
