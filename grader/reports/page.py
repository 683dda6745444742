# SPDX-License-Identifier: MIT
"""The frame of every HTML page: one file that needs no other, in light, dark and on paper."""

from __future__ import annotations

import html
import os

_HERE = os.path.dirname(os.path.abspath(__file__))


def escape(text: object) -> str:
    """@text for HTML, in content and in attributes; control characters are made visible."""
    plain = "".join(c if c >= " " or c in "\n\t" else f"\\x{ord(c):02x}" for c in str(text))
    return html.escape(plain.encode("utf-8", "replace").decode("utf-8"))


def asset(name: str) -> str:
    """The text of a style sheet or script that lies beside this module."""
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return file.read()


def number(value: float) -> str:
    """Points as a person writes them: 9.5, 10, 0.42."""
    return f"{round(value, 2):g}"


def page(title: str, body: str, script: str = "") -> str:
    """A whole document. Nothing in it is fetched, and no script but @script may run."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">",
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{asset('page.css')}</style>",
        "</head>",
        "<body>",
    ]
    tail = [f"<script>\n{script}</script>"] if script else []
    return "\n".join([*head, body.rstrip("\n"), *tail, "</body>", "</html>"]) + "\n"
