# SPDX-License-Identifier: MIT
"""What stdout and stderr are: colours, UTF-8, and a status line on a terminal only."""

from __future__ import annotations

import os
import sys

from grader.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def style_of(stream: TextIO) -> Style:
    """Colours on a terminal unless NO_COLOR is set; other marks than ASCII if they can be written."""
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    encoding = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "")
    width = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    return Style(colour=colour, unicode=encoding == "utf8", width=min(width, 120))


class Status:
    """One line on a terminal's stderr that is written over; nothing elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._on = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._done = 0
        self._total = 0

    def say(self, text: str) -> None:
        """Show @text until the next word."""
        if self._on:
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        self.say("")

    def verdict(self, piece: bytes) -> None:
        """Count results as they come over the verdict channel."""
        if not self._on:
            return
        self._done += piece.count(b"\nok ") + piece.count(b"\nnot ok ")
        self.say(f"running: {self._done} results")


def progress(label: str, done: int, total: int, stream: TextIO | None = None) -> None:
    """A bar on a terminal, a plain line elsewhere, for jobs of many parts."""
    out = stream or sys.stderr
    if out.isatty() and os.environ.get("TERM") != "dumb":
        width = 30
        full = width * done // total if total else width
        out.write(f"\r\x1b[K[{'#' * full}{'.' * (width - full)}] {done}/{total} {label}")
        if done == total:
            out.write("\r\x1b[K")
    else:
        out.write(f"{done}/{total} {label}\n")
    out.flush()
