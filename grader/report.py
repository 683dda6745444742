# SPDX-License-Identifier: MIT
"""The result as JSON, schema 1.

The same tree and seed give the same bytes: no times, no paths of the machine,
nothing of the host's load. `points` is what a check earned, `max` what it is worth.
"""

from __future__ import annotations

import json
from typing import Any

from grader.errors import Unusable
from grader.results import Check, Diagnosis, Frame, StageResult

SCHEMA = 1


def _number(value: float) -> float | int:
    """5 rather than 5.0."""
    return int(value) if value == int(value) else value


def _check(check: Check) -> dict[str, Any]:
    failed = next((f for f in check.failures if f.where), None)
    course = {"course": True} if check.course else {}
    return {
        "name": check.name,
        "visibility": "hidden" if check.hidden else "visible",
        "status": "pass" if check.passed else "fail",
        "points": _number(check.points),
        "max": _number(check.worth),
        "message": check.message,
        "where": failed.where if failed else check.where,
        **course,
    }


def _frame(frame: Frame) -> dict[str, Any]:
    return {
        "pc": f"{frame.pc:#x}",
        "function": frame.function,
        "where": frame.where,
        "source": frame.source,
        "student": frame.student,
    }


def _diagnosis(diagnosis: Diagnosis | None) -> dict[str, Any] | None:
    if diagnosis is None:
        return None
    return {
        "kind": diagnosis.kind,
        "fault": diagnosis.fault,
        "summary": diagnosis.summary,
        "details": diagnosis.details,
        "frames": [_frame(frame) for frame in diagnosis.frames],
        "causes": [{"says": words, "section": section} for words, section in diagnosis.causes],
    }


def _stage(result: StageResult) -> dict[str, Any]:
    # The base that did not count is told as well: nobody should have to believe us.
    other = {"other_base": _stage(result.other)} if result.other else {}
    return {
        "stage": result.number,
        "name": result.name,
        "score": _number(result.score),
        "max": _number(result.max),
        "base": result.base,
        "instructions": result.instructions,
        "checks": [_check(check) for check in result.checks],
        "diagnosis": _diagnosis(result.diagnosis),
        **other,
    }


def to_json(results: list[StageResult], seed: int, flags: list[str] | None = None) -> str:
    """The report for one submission."""
    all_flags = list(flags or [])
    for result in results:
        all_flags += [f"stage {result.number}: {flag}" for flag in result.flags]
    report = {
        "schema": SCHEMA,
        "score": _number(round(sum(r.score for r in results), 2)),
        "max": _number(sum(r.max for r in results)),
        "seed": seed,
        "flags": all_flags,
        "stages": [_stage(result) for result in results],
    }
    return json.dumps(report, indent=1, ensure_ascii=True) + "\n"


def write_text(path: str, text: str) -> None:
    """Write a report; Unusable if that place cannot be written to."""
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as err:
        raise Unusable(f"{path}: cannot be written: {err.strerror}") from None


def write_json(
    path: str, results: list[StageResult], seed: int, flags: list[str] | None = None
) -> None:
    """Write the report to @path."""
    write_text(path, to_json(results, seed, flags))
