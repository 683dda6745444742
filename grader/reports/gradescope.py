# SPDX-License-Identifier: MIT
"""Gradescope's results.json: https://gradescope-autograders.readthedocs.io/en/latest/specs/

Every check is a test of Gradescope's with its own points and visibility. What a
student sees of the hidden half is decided by the policy (grader/reports/shown.py);
staff see all of it, with the words.
"""

from __future__ import annotations

import json
from typing import Any

from grader.reports.page import number
from grader.reports.shown import category, shown_stage


def _test(name: str, place: str, score: float, most: float, output: str = "", visibility: str = "visible") -> dict[str, Any]:
    test: dict[str, Any] = {"name": name, "number": place, "score": score, "max_score": most}
    test["status"] = "passed" if score == most else "failed"
    test["output"], test["output_format"], test["visibility"] = output, "text", visibility
    return test


def _words(check: dict[str, Any]) -> str:
    return "" if check["status"] == "pass" else f"{check['message']}\n{check['where']}"


def _hidden(stage: dict[str, Any], checks: list[dict[str, Any]], show: str, first: int) -> list[dict[str, Any]]:
    """The hidden checks; with `category` their points are on one test a subject."""
    head = f"stage {stage['stage']}"
    tests, counts = [], {}
    for check in checks:
        entry = counts.setdefault(category(check), [0.0, 0.0])
        entry[0] += check["points"]
        entry[1] += check["max"]
    number_of = first
    for subject, (score, most) in sorted(counts.items()) if show == "category" else ():
        score, most = round(score, 4), round(most, 4)
        tests.append(_test(f"{head}: hidden, {subject}", f"{stage['stage']}.{number_of}", score, most))
        number_of += 1
    for check in checks:
        place = f"{stage['stage']}.{number_of}"
        number_of += 1
        if show == "name":
            tests.append(_test(f"{head}: {check['name']} (hidden)", place, check["points"], check["max"]))
        if show == "nothing":
            tests.append(_test(f"{head}: {check['name']}", place, check["points"], check["max"], _words(check), "hidden"))
        elif check["status"] != "pass":
            # For staff: the words, on a test without points of its own.
            note = _test(f"{head}: {check['name']}, for staff", place, 0, 0, _words(check), "hidden")
            tests.append({**note, "status": "failed"})
    return tests


def to_results(report: dict[str, Any], show: str = "category", leaderboard: bool = False) -> dict[str, Any]:
    """results.json as data, from a JSON report of one submission."""
    tests = []
    for stage in report["stages"]:
        seen = shown_stage(stage, show)
        head, n = f"stage {stage['stage']}", 1
        if seen.summary:
            causes = [f"perhaps: {says} (handout: {section})" for says, section in seen.causes]
            words = "\n".join([seen.summary, *seen.places, *causes])
            tests.append({**_test(f"{head}: the kernel stopped", f"{stage['stage']}.0", 0, 0, words), "status": "failed"})
        for check in seen.checks:
            name = f"{head}: {check['name']}"
            tests.append(_test(name, f"{stage['stage']}.{n}", check["points"], check["max"], _words(check)))
            n += 1
        tests += _hidden(stage, [c for c in stage["checks"] if c["visibility"] == "hidden"], show, n)
    result: dict[str, Any] = {
        # Points of a check are rounded; the sum of the stages is what counts.
        "score": report["score"],
        "output": f"{number(report['score'])} of {number(report['max'])} points, seed {report['seed']}",
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"flags": report["flags"], "seed": str(report["seed"])},
    }
    if leaderboard:
        done = [s for s in report["stages"] if s["score"] == s["max"]]
        result["leaderboard"] = [{"name": "Points", "value": report["score"], "order": "desc"}]
        result["leaderboard"] += [
            {"name": f"Stage {s['stage']} instructions", "value": s["instructions"], "order": "asc"} for s in done
        ]
    return result


def refused_results(words: str) -> dict[str, Any]:
    """results.json for a submission that could not be graded."""
    return {"score": 0, "output": words, "output_format": "text", "visibility": "visible",
            "stdout_visibility": "hidden", "tests": []}


def dump(results: dict[str, Any]) -> str:
    """As the text of the file."""
    return json.dumps(results, indent=1, ensure_ascii=True) + "\n"
