# SPDX-License-Identifier: MIT
"""A class's database filled with made-up reports: what the tests of the reports are made of."""

from __future__ import annotations

import json
import random
from typing import Any

from grader.classroom.jobs import Graded, ended, Job
from grader.classroom.policy import Policy
from grader.classroom.roster import Student
from grader.classroom.store import Store

NAMES = ("boot", "headers", "traps", "memory", "irq", "timer", "threads", "page-faults", "syscalls",
         "signals-uaccess")
NASTY = "<script>alert('x')</script> & \"quotes\" | `code` \x1b[2J =1+1"


def make_report(seed: int = 1, stages: int = 10, checks: int = 12) -> dict[str, Any]:
    """A report of `grade --json`; the same @seed, the same report."""
    hand = random.Random(seed)
    report: dict[str, Any] = {"schema": 1, "seed": 7, "flags": [], "stages": []}
    for n in range(1, stages + 1):
        stops = hand.random() < 0.12
        stage: dict[str, Any] = {"stage": n, "name": NAMES[n - 1], "base": "own", "instructions": hand.randrange(10**6, 10**7)}
        stage["checks"] = []
        for c in range(checks):
            half = "visible" if c < checks // 2 else "hidden"
            place = "tests" if half == "visible" else "hidden"
            good = not stops and hand.random() < 0.9
            stage["checks"].append({
                "name": f"check_{n}_{c}", "visibility": half, "status": "pass" if good else "fail",
                "points": round(10 / checks, 4) if good else 0, "max": round(10 / checks, 4),
                "message": "" if good else f"seen {hand.randrange(4)}, expected 4",
                "where": f"stages/{n:02d}-{NAMES[n - 1]}/{place}/subject_{c % 3}.c:{10 + c}",
            })
        passed = sum(c["status"] == "pass" for c in stage["checks"])
        stage["score"], stage["max"] = round(10 * passed / checks, 2), 10
        if stops and hand.random() < 0.3:
            stage["base"] = "reference"
        causes = [{"says": f"cause {hand.randrange(3)} of stage {n}", "section": "A section"}]
        frame = {"pc": "0x40", "function": "f", "where": f"stages/{n:02d}-{NAMES[n - 1]}/a.c:3", "source": "x", "student": True}
        stage["diagnosis"] = {"kind": "crash", "fault": "data-abort", "summary": f"the CPU took a Data Abort in stage {n}",
                              "details": ["a detail"], "frames": [frame], "causes": causes} if stops else None
        report["stages"].append(stage)
    report["score"] = round(sum(s["score"] for s in report["stages"]), 2)
    report["max"] = 10 * stages
    return report


def make_graded(student: str, report: dict[str, Any]) -> Graded:
    """What a worker would send for @report."""
    texts = {s["stage"]: f"stage {s['stage']} {s['name']}\n  ✓ a check\n" for s in report["stages"]}
    text = json.dumps(report, indent=1) + "\n"
    return Graded(student, "content", f"work of {student}", 7, "graded", "", text, texts, {"stages/a.c": "int a;\n"})


def fill(folder: str, count: int = 30, refused: int = 2, policy: Policy | None = None) -> Store:
    """A store in @folder with @count students, the last @refused of them without a verdict."""
    policy = policy or Policy(name="A class")
    store = Store(folder)
    students = [Student(f"s{n:04d}", f"Student {n}", f"s{n}@example.org", f"s{n:04d}.zip") for n in range(count)]
    students[0].name = NASTY
    store.enrol(students)
    for n, student in enumerate(students):
        job = Job(student.id, "/x", "content", "course", 7, "best", [1])
        if n >= count - refused:
            store.record(ended(job, "refused", f"{student.file}: {NASTY}"))
        else:
            store.record(make_graded(student.id, make_report(n)))
    store.set_meta({"name": policy.name, "hidden": policy.hidden, "leaderboard": "yes" if policy.leaderboard else "no",
                    "seed": "1", "seeds": "class", "base": "best", "similarity": "done", "common": "5", "percent": "40"})
    store.set_alike([("s0001", "s0002", 93, 812, json.dumps([["a.c:1-9", "a.c:3-11", 812]]))])
    store.apply_lateness(policy, students)
    return store
