# SPDX-License-Identifier: MIT
"""The folder that the desk and the machines of a cluster share: lists of jobs go in, results come out.

    lists/N.json     the jobs of one task of the array
    results/ID.json  what came of a job; it appears whole, by its name
    logs/            what the tasks said
    array            the number of the array that was submitted last
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from grader.classroom.jobs import Graded, Job, graded_from_json, graded_to_json, job_from_json, job_to_json
from grader.errors import Unusable


class Spool:
    """The shared folder of one class."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        for name in ("lists", "results", "logs"):
            os.makedirs(self.path(name), exist_ok=True)

    def path(self, *parts: str) -> str:
        """Something in it."""
        return os.path.join(self.folder, *parts)

    def _put(self, path: str, text: str) -> None:
        """A file that appears whole, also to another machine."""
        with open(f"{path}.{os.getpid()}.new", "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, path)

    def put_lists(self, lists: list[list[Job]]) -> None:
        """Write the lists of an array, in the place of all earlier ones."""
        for name in os.listdir(self.path("lists")):
            os.unlink(self.path("lists", name))
        for number, jobs in enumerate(lists):
            text = json.dumps([job_to_json(job) for job in jobs])
            self._put(self.path("lists", f"{number}.json"), text)

    def jobs(self, number: int) -> list[Job]:
        """List @number."""
        path = self.path("lists", f"{number}.json")
        try:
            with open(path, encoding="utf-8") as file:
                return [job_from_json(text) for text in json.load(file)]
        except (OSError, ValueError, TypeError) as err:
            raise Unusable(f"{path}: is no list of submissions: {err}") from None

    def put_result(self, graded: Graded) -> None:
        """What came of a job."""
        self._put(self.path("results", f"{graded.id}.json"), graded_to_json(graded))

    def result(self, job: Job) -> Graded | None:
        """What came of @job as it is now, if that is there."""
        try:
            with open(self.path("results", f"{job.id}.json"), encoding="utf-8") as file:
                graded = graded_from_json(file.read())
        except (OSError, ValueError):
            return None
        return graded if graded.work == job.work and graded.id == job.id else None

    def forget(self, job: Job) -> None:
        """The result of @job has been taken."""
        try:
            os.unlink(self.path("results", f"{job.id}.json"))
        except FileNotFoundError:
            pass

    def take(self, waiting: dict[str, Job]) -> Iterator[Graded]:
        """The results that are there of jobs in @waiting, which shrinks; each is forgotten when the next is asked for."""
        names = sorted(os.listdir(self.path("results")))
        for job in [waiting[n[:-5]] for n in names if n.endswith(".json") and n[:-5] in waiting]:
            graded = self.result(job)
            if graded is not None:
                del waiting[job.id]
                yield graded
            self.forget(job)

    @property
    def array(self) -> str:
        """The number of the array that was submitted last; empty if there is none."""
        try:
            with open(self.path("array"), encoding="ascii") as file:
                return file.read().strip()
        except OSError:
            return ""

    def set_array(self, number: str) -> None:
        """Remember it."""
        self._put(self.path("array"), number)
