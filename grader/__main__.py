# SPDX-License-Identifier: MIT
"""`python3 -m grader`: hands over to the command line in grader/cli.py."""

import sys

from grader.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
