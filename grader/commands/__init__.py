# SPDX-License-Identifier: MIT
"""The commands of `python3 -m grader`, one module each, imported when asked for.

Each has run(args) -> exit code; grader/cli.py says which arguments there are.
"""
