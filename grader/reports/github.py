# SPDX-License-Identifier: MIT
"""What GitHub Classroom's reporter takes from a step of the workflow (grader/reports/workflow.py).

An output `result`: base64 of JSON with `max_score` and `tests`, whose scores the action
classroom-resources/autograding-grading-reporter adds up. So checks count one by one.
"""

from __future__ import annotations

import base64
import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _test(stage: dict[str, Any], check: dict[str, Any]) -> dict[str, Any]:
    place, _, line = check["where"].rpartition(":")
    passed = check["status"] == "pass"
    return {
        "name": f"stage {stage['stage']}: {check['name']}",
        "status": "pass" if passed else "fail",
        "score": check["points"],
        "message": check["message"],
        "test_code": f"make stage{stage['stage']}",
        "filename": place or check["where"],
        "line_no": int(line) if line.isdigit() else 0,
        "execution_time": "0s",
    }


def to_result(report: dict[str, Any]) -> dict[str, Any]:
    """What the reporter takes, from a JSON report."""
    tests = [_test(s, c) for s in report["stages"] for c in s["checks"] if c["visibility"] == "visible"]
    most = sum(c["max"] for s in report["stages"] for c in s["checks"] if c["visibility"] == "visible")
    good = bool(tests) and all(t["status"] == "pass" for t in tests)
    return {"version": 1, "status": "pass" if good else "fail", "max_score": round(most, 2), "tests": tests}


def output_line(report: dict[str, Any]) -> str:
    """The line for $GITHUB_OUTPUT."""
    return "result=" + base64.b64encode(json.dumps(to_result(report)).encode()).decode()
