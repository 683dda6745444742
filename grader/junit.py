# SPDX-License-Identifier: MIT
"""The result as JUnit XML, for continuous integration: a suite a stage, a case a check."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from grader.report import write_text
from grader.results import Check, StageResult
from grader.values import printable


def _case(result: StageResult, check: Check) -> list[str]:
    name, group = quoteattr(check.name), quoteattr(f"stage{result.number}.{result.name}")
    head = f"  <testcase name={name} classname={group}"
    if check.passed:
        return [head + "/>"]
    kind = quoteattr(check.failures[0].kind)
    message = quoteattr(_text(check.message))
    body = [_text(f"{check.title}\n")]
    body += [_text(f"{f.where}: {f.message}\n") for f in check.failures]
    return [
        head + ">",
        f"    <failure type={kind} message={message}>{escape(''.join(body))}</failure>",
        "  </testcase>",
    ]


def _text(text: str) -> str:
    """@text without what XML 1.0 cannot hold."""
    return "\n".join(printable(line) for line in text.split("\n"))


def to_junit(results: list[StageResult]) -> str:
    """The whole document."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for result in results:
        failed = sum(not check.passed for check in result.checks)
        name = quoteattr(f"stage {result.number} {result.name}")
        lines.append(f' <testsuite name={name} tests="{len(result.checks)}" failures="{failed}">')
        for check in result.checks:
            lines += _case(result, check)
        lines.append(" </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def write_junit(path: str, results: list[StageResult]) -> None:
    """Write the document to @path."""
    write_text(path, to_junit(results))
