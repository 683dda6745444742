# SPDX-License-Identifier: MIT
"""`python3 -m grader`: hands over to the command line in grader/cli.py."""

import os
import sys

from grader.early import Started


def main() -> None:
    """Make starts first, then the command line is imported."""
    started = Started(sys.argv[1:])
    from grader.cli import main

    code = main(sys.argv[1:], started)
    if started.args is None:
        sys.exit(code)
    # A plain command has nothing left to tidy up, and the interpreter takes its time over it.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
