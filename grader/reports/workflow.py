# SPDX-License-Identifier: MIT
"""GitHub Classroom: the workflow that grades each push to a student's repository.

It belongs into the assignment's template, beside the files of the student release. What
its steps hand to Classroom's reporter: grader/reports/github.py.
"""

from __future__ import annotations

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
          python3 -m grader github-result "$RUNNER_TEMP/stage{n}.json" >>"$GITHUB_OUTPUT"
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
