# SPDX-License-Identifier: MIT
"""Grades on a Slurm cluster: a job array over a shared folder, and the same results as on one machine.

The tree and the folder of results have to be on a file system that all nodes have at
the same place, and the nodes need the same compiler and QEMU: a node that has
others says so instead of grading. What a lost node did not bring is submitted again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

from grader.classroom.jobs import Graded, Job, ended
from grader.classroom.spool import Spool
from grader.errors import Fault, Unusable
from grader.tree import Tree

_TRIES = 3
_MOST_TASKS = 1000  # MaxArraySize is 1001 unless somebody has changed it
_TASKS_EACH = 8  # tasks for each that runs at a time: a lost one costs little
_POLL_SECONDS = 1.0
# What squeue says of an array that it has forgotten.
_UNKNOWN = "Invalid job id"


class Slurm:
    """The executor of a cluster."""

    def __init__(self, tree: Tree, out: str, jobs: int, options: str = "") -> None:
        """@out: the class's folder of results; @jobs: tasks at a time; @options: more words for sbatch."""
        if not shutil.which("sbatch"):
            raise Unusable("sbatch is not installed here (Debian packages slurm-wlm and munge)")
        self._tree, self._jobs, self._options = tree, jobs, options.split()
        self._spool = Spool(os.path.join(out, "spool"))

    def run(self, jobs: list[Job]) -> Iterator[Graded]:
        """Results as they come, each job's once."""
        waiting = {job.id: job for job in jobs}
        self._cancel()  # of a run that was ended in the middle
        yield from self._spool.take(waiting)
        for tries in range(_TRIES):
            if not waiting:
                break
            self._submit(list(waiting.values()))
            try:
                while self._active():
                    yield from self._spool.take(waiting)
                    time.sleep(_POLL_SECONDS)
                yield from self._spool.take(waiting)
            finally:
                self._cancel()
            if waiting and tries + 1 < _TRIES:
                print(f"grader: {len(waiting)} submissions were lost with their nodes; they go in again", file=sys.stderr)
        for job in waiting.values():
            yield ended(job, "fault", f"no node of the cluster brought a result, {_TRIES} times")

    def _submit(self, jobs: list[Job]) -> None:
        tasks = min(len(jobs), self._jobs * _TASKS_EACH, _MOST_TASKS)
        lists = [jobs[n::tasks] for n in range(tasks)]
        self._spool.put_lists(lists)
        python = sys.executable or "python3"
        script = f'#!/bin/sh\nexec {_quoted(python)} -m grader class-task {_quoted(self._spool.folder)} "$SLURM_ARRAY_TASK_ID"\n'
        command = ["sbatch", "--parsable", f"--array=0-{tasks - 1}%{self._jobs}", "--job-name=bringup", "--requeue",
                   "--open-mode=append", f"--chdir={self._tree.root}", f"--output={self._spool.path('logs', '%a.txt')}",
                   *self._options]
        done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Fault(f"sbatch refused the array: {done.stderr.strip()}")
        self._spool.set_array(done.stdout.split(";")[0].strip())

    def _active(self) -> bool:
        """Whether a task of the array waits or runs; a controller that does not answer has not said no."""
        command = ["squeue", "-h", "-o", "%i", "-j", self._spool.array]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return _UNKNOWN not in done.stderr
        return bool(done.stdout.strip())

    def _cancel(self) -> None:
        """End what is left of the last array, and wait for its end."""
        if not self._spool.array:
            return
        subprocess.run(["scancel", "-Q", self._spool.array], capture_output=True, check=False)
        while self._active():
            time.sleep(_POLL_SECONDS)
        self._spool.set_array("")


def _quoted(word: str) -> str:
    """@word for a shell."""
    return "'" + word.replace("'", "'\\''") + "'"
