# SPDX-License-Identifier: MIT
"""GitHub Classroom: the workflow that grades each push, and the result that its reporter takes.

The reporter (the action classroom-resources/autograding-grading-reporter) reads from each
step an output `result`, base64 of JSON with max_score and tests, and adds up their scores.
So a stage's checks count one by one.
"""

from __future__ import annotations

import base64
import json
from typing import Any

_HEAD = """\
# Grades each push to a student's repository with the visible checks.
name: Autograding Tests
'on':
  - push
  - workflow_dispatch
  - repository_dispatch
permissions:
  checks: write
  actions: read
  contents: read
jobs:
  run-autograding-tests:
    runs-on: ubuntu-24.04
    if: github.actor != 'github-classroom[bot]'
    steps:
      - name: Checkout code
        uses: actions/checkout@v4
      - name: Install compiler and emulator
        run: sh grader/setup.sh
"""
_STEP = """\
      - name: 'Stage {n}: {name}'
        id: stage{n}
        if: always()
        timeout-minutes: 10
        run: |
          python3 -m grader stage {n} --json "$RUNNER_TEMP/stage{n}.json" || true
          python3 -m grader workflow --result "$RUNNER_TEMP/stage{n}.json" >>"$GITHUB_OUTPUT"
"""
_TAIL = """\
      - name: Autograding Reporter
        if: always()
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
{env}
        with:
          runners: {runners}
"""


def to_workflow(stages: list[tuple[int, str]]) -> str:
    """The text of .github/workflows/classroom.yml for @stages: number and name."""
    steps = [_STEP.format(n=n, name=name) for n, name in stages]
    env = "\n".join(f'          STAGE{n}_RESULTS: "${{{{ steps.stage{n}.outputs.result }}}}"' for n, _ in stages)
    return _HEAD + "".join(steps) + _TAIL.format(env=env, runners=",".join(f"stage{n}" for n, _ in stages))


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
