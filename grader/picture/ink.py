# SPDX-License-Identifier: MIT
"""Colours and small parts that both pictures are drawn with: readable in light and in dark."""

from __future__ import annotations

# Black text is readable on each of them, and each shows on white and on near-black.
THREADS = (
    "#5ba4e6", "#f0a04b", "#62bb78", "#e07a6c", "#a78bd8",
    "#d3b53f", "#4fbcbc", "#e58fbd", "#9cb04e", "#9aa7b5",
)  # fmt: skip

STYLE = """\
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b2430; --faint: #5d6b7a; --rule: #d5dbe2;
  --idle: #e9edf1; --alarm: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #12171d; --ink: #e4e9ef; --faint: #9aa7b5;
  --rule: #343d48; --idle: #252d36; --alarm: #ff8a80; } }
"""


def escape(text: str) -> str:
    """@text as it may stand in XML, in an attribute too; what XML cannot hold is `?`."""
    kept = "".join(c if c.isprintable() else "?" for c in text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        kept = kept.replace(char, entity)
    return kept


def fixed(value: float) -> str:
    """A coordinate: two digits at most, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def fitting(text: str, width: float, size: float = 11) -> str:
    """@text if it fits in @width, its beginning if that says something, or nothing."""
    room = int(width / (size * 0.6))
    if len(text) <= room:
        return text
    return text[: room - 1] + "…" if room >= 5 else ""
