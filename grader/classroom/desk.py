# SPDX-License-Identifier: MIT
"""The instructor's desk: from a folder of submissions to a database of verdicts.

What is known already is not graded again, so a run that was ended, in whatever
way, goes on where it was by giving the same command.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from typing import IO, Protocol

from grader.classroom import similarity
from grader.classroom.contents import hash_course, hash_submission, hash_text
from grader.classroom.jobs import Graded, Job, ended, seed_of
from grader.classroom.policy import Policy
from grader.classroom.progress import Progress
from grader.classroom.roster import Student
from grader.classroom.store import Store
from grader.errors import Unusable
from grader.record import record
from grader.stubs import resolved
from grader.tree import Tree, parse_stage_list


class Executor(Protocol):
    """Whoever does jobs: this machine, or a cluster."""

    def run(self, jobs: list[Job]) -> Iterator[Graded]:
        """Results as they come, each job's once; a job that cannot be done ends as a fault."""


@record
class Tally:
    """What a run came to."""

    done: int = 0  # in this run
    known: int = 0  # from runs before
    graded: int = 0  # of all: who has a verdict, and who has none
    refused: int = 0
    missing: int = 0
    fault: int = 0


def lock_folder(folder: str) -> IO[str]:
    """@folder for this process alone; Unusable if another one grades into it."""
    os.makedirs(folder, exist_ok=True)
    file = open(os.path.join(folder, ".lock"), "w", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Unusable(f"{folder}: another grader is at work there") from None
    return file


def chosen(tree: Tree, text: str) -> list[int]:
    """The numbers of the stages to grade: those of @text that the tree has."""
    there = list(tree.folders())
    wanted = parse_stage_list(text) if text else there
    return [n for n in wanted if n in there]


def plan(
    tree: Tree, folder: str, students: list[Student], policy: Policy, hidden: str = "", sandbox: bool = True
) -> list[Job]:
    """A job for each student, one without a path for those who handed nothing in."""
    course = hash_course(tree, hidden)
    numbers = chosen(tree, policy.stages)
    if not numbers:
        raise Unusable("none of the wanted stages is in this tree")
    stages = [s for s in tree.stages() if s.number <= max(numbers)]
    jobs = []
    for s in students:
        path = os.path.join(os.path.abspath(folder), s.file) if s.file else ""
        content = hash_submission(path, stages) if path else "missing"
        seed = seed_of(s.id, policy.seed, policy.seeds)
        jobs.append(Job(s.id, path, content, course, seed, policy.base, numbers, hidden, sandbox))
    return jobs


def describe(tree: Tree, jobs: list[Job], policy: Policy, folder: str) -> dict[str, str]:
    """What the whole class has in common, for the table meta."""
    numbers = chosen(tree, policy.stages)
    return {
        "name": policy.name,
        "folder": os.path.abspath(folder),
        "seed": str(policy.seed),
        "seeds": policy.seeds,
        "base": policy.base,
        "stages": ",".join(str(n) for n in numbers),
        "titles": "\n".join(tree.stage(n).name for n in numbers),
        "course": jobs[0].course if jobs else "",
        "hidden": policy.hidden,
        "hidden_tests": jobs[0].hidden if jobs else "",
        "leaderboard": "yes" if policy.leaderboard else "no",
        "deadline": policy.late.deadline.isoformat() if policy.late.deadline else "",
    }


def compare(store: Store, tree: Tree, policy: Policy, wanted: bool = True) -> None:
    """Look for submissions that are much alike, if anything has changed since that was last done."""
    if not wanted or not similarity.installed():
        why = ", because that was not wanted" if not wanted else ": sim_c is not installed (package similarity-tester)"
        store.set_alike([])
        store.set_meta({"similarity": why, "similarity_of": ""})
        return
    works = [part for pair in sorted(store.works().items()) for part in pair]
    state = hash_text(str(policy.similar_percent), str(policy.similar_common), *works)
    if store.meta().get("similarity_of") == state:
        return
    stubs = {f"{s.place}/{f}": resolved(tree.root, s, f, solution=False) for s in tree.stages() for f in s.files}
    pairs = similarity.alike(store.sources, stubs, policy.similar_percent, policy.similar_common)
    store.set_alike(pairs)
    common = {"percent": str(policy.similar_percent), "common": str(policy.similar_common)}
    store.set_meta({"similarity": "done", "similarity_of": state, **common})


def grade_class(store: Store, jobs: list[Job], executor: Executor, progress: bool = True) -> Tally:
    """Do the jobs that are not done yet, and write each down as it comes."""
    known = store.works()
    tally = Tally()
    todo = []
    for job in jobs:
        if known.get(job.id) == job.work:
            tally.known += 1
        elif not job.path:
            store.record(ended(job, "missing", "nothing was handed in"))
        else:
            todo.append(job)
    counter = Progress(len(todo)) if progress else None
    try:
        for graded in executor.run(todo) if todo else ():
            store.record(graded)
            tally.done += 1
            if counter:
                counter.step(graded.id)
    finally:
        if counter:
            counter.finish()
    for row in store.submissions():
        if row["state"]:
            setattr(tally, row["state"], getattr(tally, row["state"]) + 1)
    return tally
