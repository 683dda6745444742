# SPDX-License-Identifier: MIT
"""Grades on this machine: some processes, each with one submission at a time.

A process that dies takes its submission with it: that one is tried once more in
a new process, and then written down as the grader's fault. Processes are
replaced now and then, so that memory stays flat over any number of submissions.
"""

from __future__ import annotations

import collections
import multiprocessing
import multiprocessing.connection
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

from grader.build import build_proctor
from grader.classroom.jobs import Graded, Job, ended
from grader.classroom.teaching import fill_shelf
from grader.classroom.work import do_job
from grader.record import record
from grader.tree import Tree

Doer = Callable[[Tree, Job], Graded]
_TRIES = 2
_JOBS_A_PROCESS = 50


def _serve(tree: Tree, pipe: Connection, doer: Doer) -> None:
    """A process's life: jobs come through the pipe, results go back. Its end is the pipe's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits
    try:
        while True:
            pipe.send(doer(tree, pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # nobody waits any more


def prepare(tree: Tree, jobs: list[Job]) -> None:
    """What all of @jobs need, built once."""
    build_proctor(tree.root)
    if any(job.path for job in jobs):
        fill_shelf(tree, jobs[0].stages, jobs[0].sandbox)


@record
class _Worker:
    """One process and what it is doing."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    job: Job | None = None
    done: int = 0


class Pool:
    """The executor of this machine."""

    def __init__(self, tree: Tree, jobs: int, doer: Doer = do_job) -> None:
        self._tree, self._jobs, self._doer = tree, jobs, doer
        self._workers: list[_Worker] = []
        self._tries: collections.Counter[str] = collections.Counter()

    def run(self, jobs: list[Job]) -> Iterator[Graded]:
        """Results as they come, each job's once."""
        waiting = collections.deque(jobs)
        prepare(self._tree, jobs)
        try:
            while waiting or any(w.job for w in self._workers):
                self._give_out(waiting)
                busy = {w.pipe: w for w in self._workers if w.job}
                for pipe in multiprocessing.connection.wait(list(busy)):
                    graded = self._take(busy[pipe], waiting)  # type: ignore[index]
                    if graded is not None:
                        yield graded
        finally:
            self.close()

    def _give_out(self, waiting: collections.deque[Job]) -> None:
        for worker in self._workers:
            if worker.job is None and worker.done >= _JOBS_A_PROCESS:
                self._end(worker)
        while waiting:
            idle = next((w for w in self._workers if w.job is None), None)
            if idle is None:
                if len(self._workers) >= self._jobs:
                    return
                idle = self._start()
            idle.job = waiting.popleft()
            self._tries[idle.job.id] += 1
            try:
                idle.pipe.send(idle.job)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it is found dead when its answer is waited for

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        # Whoever is started later must not hold the other ends of earlier pipes open.
        mine = [w.pipe for w in self._workers]

        def body() -> None:
            for pipe in [*mine, ours]:
                pipe.close()
            _serve(self._tree, theirs, self._doer)

        process = multiprocessing.get_context("fork").Process(target=body, daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _take(self, worker: _Worker, waiting: collections.deque[Job]) -> Graded | None:
        job = worker.job
        assert job is not None
        try:
            graded: Graded = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._end(worker)
            code = worker.process.exitcode
            if self._tries[job.id] < _TRIES:
                waiting.append(job)
                return None
            how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
            return ended(job, "fault", f"the grading process died with {how}, {_TRIES} times")
        worker.job, worker.done = None, worker.done + 1
        return graded

    def _end(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join()
        self._workers.remove(worker)

    def close(self) -> None:
        """End what still runs; it tidies up after itself."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.job is not None and worker.process.pid:
                os.kill(worker.process.pid, signal.SIGTERM)
        for worker in list(self._workers):
            worker.process.join()
            self._workers.remove(worker)
