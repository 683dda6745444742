# SPDX-License-Identifier: MIT
"""What a student may see of a report: all that is visible, and of the hidden half what staff allow.

`name` shows a hidden check's name and whether it passed; `category` counts them by
the subject of their test file; `nothing` leaves the hidden half out, points included.
The words of a hidden check are never shown: they would give the test away.
"""

from __future__ import annotations

import re
from typing import Any

from grader.record import field, record

_HIDDEN_PLACE = re.compile(r"(?:^|/)hidden/(?:refuse/)?(?P<subject>[A-Za-z0-9_-]+)\.[cS]")
_OTHER = "other"


@record
class Shown:
    """One stage as its student sees it."""

    number: int
    name: str
    base: str
    score: float
    max: float
    checks: list[dict[str, Any]] = field(default_factory=list)  # the visible ones
    hidden: list[tuple[str, int, int]] = field(default_factory=list)  # words, passed, of how many
    summary: str = ""  # why the kernel stopped
    details: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    causes: list[tuple[str, str]] = field(default_factory=list)  # words, section

    @property
    def failed(self) -> list[dict[str, Any]]:
        """The visible checks that did not pass."""
        return [c for c in self.checks if c["status"] != "pass"]


def category(check: dict[str, Any]) -> str:
    """The subject of a hidden check: the name of its test file."""
    found = _HIDDEN_PLACE.search(check["where"])
    return found["subject"] if found else _OTHER


def _half(stage: dict[str, Any], visibility: str) -> list[dict[str, Any]]:
    return [c for c in stage["checks"] if c["visibility"] == visibility]


def _hidden(checks: list[dict[str, Any]], show: str) -> list[tuple[str, int, int]]:
    if show == "name":
        return [(c["name"], int(c["status"] == "pass"), 1) for c in checks]
    counts: dict[str, list[int]] = {}
    for check in checks if show == "category" else ():
        count = counts.setdefault(category(check), [0, 0])
        count[0] += check["status"] == "pass"
        count[1] += 1
    return [(name, passed, of) for name, (passed, of) in sorted(counts.items())]


def _secret(text: str) -> bool:
    """Whether @text speaks of a hidden test's file."""
    return "/hidden/" in text or text.startswith("hidden/")


def shown_stage(stage: dict[str, Any], show: str) -> Shown:
    """A stage of a JSON report, without what its student is not to see."""
    visible, hidden = _half(stage, "visible"), _half(stage, "hidden")
    counted = visible if show == "nothing" else [*visible, *hidden]
    most = stage["max"] if counted is not visible else sum(c["max"] for c in visible)
    points = stage["score"] if counted is not visible else sum(c["points"] for c in visible)
    result = Shown(stage["stage"], stage["name"], stage["base"], round(points, 2), round(most, 2))
    result.checks = [{**c, "message": "" if _secret(c["message"]) else c["message"]} for c in visible]
    result.hidden = _hidden(hidden, show)
    why = stage["diagnosis"]
    if why is not None:
        secret = any(_secret(text) for text in (why["summary"], *why["details"]))
        result.summary = "the build with the hidden tests failed" if secret else why["summary"]
        result.details = [] if secret else list(why["details"])
        result.places = [
            f"{f['where']} in {f['function']}" if f["function"] else f["where"]
            for f in why["frames"]
            if not _secret(f["where"])
        ]
        result.causes = [(c["says"], c["section"]) for c in why["causes"]]
    return result


def shown_report(report: dict[str, Any], show: str) -> list[Shown]:
    """All stages of a report, as the student sees them."""
    return [shown_stage(stage, show) for stage in report.get("stages", [])]
