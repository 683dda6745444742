# SPDX-License-Identifier: MIT
"""`regrade ID`: one submission of a class again, with the seed and bases that are on record, and compared.

Nothing is written: what the database says stays what it was.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from typing import Any

from grader.classroom.contents import hash_course, hash_submission
from grader.classroom.jobs import Job
from grader.classroom.store import FILE, Store
from grader.classroom.work import do_job
from grader.errors import FAILED, PASSED, Unusable
from grader.tree import Tree


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What is not the same in two reports, in words."""
    found = []
    stages = {stage["stage"]: stage for stage in before.get("stages", [])}
    for stage in after.get("stages", []):
        old = stages.pop(stage["stage"], None)
        if old is None:
            found.append(f"stage {stage['stage']}: was not graded then")
            continue
        checks = {c["name"]: c for c in old["checks"]}
        for check in stage["checks"]:
            was = checks.get(check["name"], {"status": "absent", "message": ""})
            if (was["status"], was["message"]) != (check["status"], check["message"]):
                found.append(f"stage {stage['stage']}: {check['name']}: was {was['status']}, is {check['status']}")
        for key in ("score", "base", "instructions"):
            if old[key] != stage[key]:
                found.append(f"stage {stage['stage']}: {key} was {old[key]}, is {stage[key]}")
    return found + [f"stage {n}: was graded then" for n in stages]


def run(args: Namespace) -> int:
    """0 if it comes to the same, byte for byte; 1 if not."""
    tree = Tree.find()
    if not os.path.isfile(os.path.join(args.out, FILE)):
        raise Unusable(f"{args.out}: there is no {FILE} in it")
    store = Store(args.out)
    try:
        row, meta = store.submission(args.id), store.meta()
    finally:
        store.close()
    if row["state"] in ("", "missing"):
        raise Unusable(f"{args.id} has handed nothing in" if row["state"] else f"{args.id} has not been graded yet")
    numbers = [int(n) for n in meta["stages"].split(",")]
    stages = [s for s in tree.stages() if s.number <= max(numbers)]
    path = os.path.join(meta["folder"], row["file"])
    if not os.path.lexists(path):
        raise Unusable(f"{path}: the submission is no longer there")
    course = hash_course(tree, meta["hidden_tests"])
    sandbox = not args.unsafe_no_sandbox
    job = Job(row["id"], path, hash_submission(path, stages), course, int(row["seed"]), meta["base"], numbers,
              meta["hidden_tests"], sandbox)
    for what, then, now in (("the submission", row["content"], job.content), ("the course, its grader or its tools", meta["course"], course)):
        if then != now:
            print(f"grader: {what} changed since then", file=sys.stderr)
    graded = do_job(tree, job)
    if args.show:
        for _, text in sorted(graded.transcripts.items()):
            print(text)
    if (graded.state, graded.reason, graded.result) == (row["state"], row["reason"], row["result"]):
        print(f"{args.id}: the same, to the byte: {row['score']:g} of {row['max']:g} points, seed {row['seed']}")
        return PASSED
    if graded.state != row["state"] or graded.state != "graded":
        print(f"{args.id}: was {row['state']} {row['reason']}, is {graded.state} {graded.reason}")
    else:
        for words in differences(json.loads(row["result"]), json.loads(graded.result)) or ["the reports differ in their words"]:
            print(f"{args.id}: {words}")
    return FAILED
