# SPDX-License-Identifier: MIT
"""How far a class is: one line with a bar and an estimate on a terminal, plain lines elsewhere.

The clock is the host's, and only for this: no verdict and no report knows it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

_BAR = 30
_LINES = 20  # elsewhere than on a terminal, so many lines in all


def in_words(seconds: float) -> str:
    """A span of time as a person says it."""
    whole = int(seconds + 0.5)
    if whole < 90:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 5400 else f"{whole // 3600} h {whole % 3600 // 60} min"


class Progress:
    """Counts jobs that are done, of @total."""

    def __init__(
        self, total: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._out = stream or sys.stderr
        self._bar = self._out.isatty() and os.environ.get("TERM") != "dumb"
        self._clock, self._start = clock, clock()
        self._done, self._total = 0, total

    def estimate(self) -> str:
        """How long it will still take, from what was done so far; empty while nothing is known."""
        if not self._done:
            return ""
        spent = self._clock() - self._start
        return f"{in_words(spent / self._done * (self._total - self._done))} left"

    def step(self, label: str) -> None:
        """One more is done."""
        self._done += 1
        left = self.estimate() if self._done < self._total else f"{in_words(self._clock() - self._start)} in all"
        if self._bar:
            full = _BAR * self._done // self._total
            bar = "#" * full + "." * (_BAR - full)
            self._out.write(f"\r\x1b[K[{bar}] {self._done}/{self._total}, {left}: {label}")
        elif self._done == self._total or self._done % max(1, self._total // _LINES) == 0:
            self._out.write(f"{self._done}/{self._total} graded, {left}\n")
        self._out.flush()

    def finish(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._out.write("\r\x1b[K")
            self._out.flush()
