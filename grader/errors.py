# SPDX-License-Identifier: MIT
"""The two ways in which a command can fail that are no verdict on a kernel.

Exit codes of every command: 0 all passed, 1 checks failed, 2 unusable input,
3 the grader's own fault. A student's compile error is a verdict (1), not one
of these.
"""

PASSED = 0
FAILED = 1


class GraderError(Exception):
    """Ends a command with a message for a person; never a traceback."""

    exit_code = 3


class Unusable(GraderError):
    """What was handed in or asked for cannot be worked with: the user can mend it."""

    exit_code = 2


class Fault(GraderError):
    """The grader, its tools or its own tree are broken: no verdict was reached."""

    exit_code = 3
