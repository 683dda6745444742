# SPDX-License-Identifier: MIT
"""A job: one submission to grade, complete in itself, so that any machine can do it; and what came of it.

Both travel as JSON between processes and over a shared folder.
"""

from __future__ import annotations

import hashlib
import json

from grader.classroom.contents import hash_text
from grader.record import field, record


@record
class Job:
    """One submission, and all that its verdict depends on."""

    id: str
    path: str  # absolute, of the archive or folder
    content: str  # hash of it
    course: str  # hash of tests, grader and tools
    seed: int
    base: str  # own, reference or best
    stages: list[int]
    hidden: str = ""  # a folder with the course's own hidden tests; empty: there are none
    sandbox: bool = True  # compiler and kernel in cells

    @property
    def work(self) -> str:
        """A hash of all of that: the same hash, the same verdict."""
        stages = ",".join(str(n) for n in self.stages)
        return hash_text(self.content, self.course, str(self.seed), self.base, stages)


@record
class Graded:
    """What came of a job."""

    id: str
    content: str
    work: str
    seed: int
    state: str  # graded, missing, refused or fault: see schema.py
    reason: str = ""  # of the last two, in words
    result: str = ""  # the JSON report
    transcripts: dict[int, str] = field(default_factory=dict)  # by stage
    sources: dict[str, str] = field(default_factory=dict)  # the student's files, by name


def ended(job: Job, state: str, reason: str = "") -> Graded:
    """A job that came to no verdict."""
    return Graded(job.id, job.content, job.work, job.seed, state, reason)


def seed_of(student: str, seed: int, seeds: str) -> int:
    """The seed of a submission's tests: the class's, or one that is made from it and the id."""
    if seeds == "class":
        return seed
    return int.from_bytes(hashlib.sha256(f"{seed}:{student}".encode()).digest()[:8], "big")


def job_to_json(job: Job) -> str:
    """As text."""
    return json.dumps(job.__dict__, sort_keys=True)


def job_from_json(text: str) -> Job:
    """And back."""
    return Job(**json.loads(text))


def graded_to_json(graded: Graded) -> str:
    """As text."""
    return json.dumps(graded.__dict__, sort_keys=True)


def graded_from_json(text: str) -> Graded:
    """And back; ValueError for what is no result."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("no result")
    try:
        values["transcripts"] = {int(n): words for n, words in values["transcripts"].items()}
        return Graded(**values)
    except (AttributeError, KeyError, TypeError) as err:
        raise ValueError(str(err)) from None
