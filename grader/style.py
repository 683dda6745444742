# SPDX-License-Identifier: MIT
"""What a report may look like: colours, marks, width."""

from __future__ import annotations

from grader.record import record

GREEN, RED, BOLD, DIM, _RESET = "32", "31", "1", "2", "0"


@record
class Style:
    """What the output can show."""

    colour: bool = False
    unicode: bool = False
    width: int = 0  # columns to wrap at; 0: lines as long as they are

    def paint(self, code: str, text: str) -> str:
        """@text in a colour, where colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[{_RESET}m" if self.colour else text

    @property
    def ok(self) -> str:
        return self.paint(GREEN, "✓" if self.unicode else "ok  ")

    @property
    def fail(self) -> str:
        return self.paint(RED, "✗" if self.unicode else "FAIL")

    @property
    def unreached(self) -> str:
        return self.paint(DIM, "·" if self.unicode else "-   ")

    @property
    def indent(self) -> str:
        return "    " if self.unicode else "       "
