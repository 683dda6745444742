# SPDX-License-Identifier: MIT
"""`class-task FOLDER N`: what a node of a cluster does: the jobs of one list, one after the other."""

from __future__ import annotations

import os
from argparse import Namespace

from grader.classroom.contents import hash_course
from grader.classroom.jobs import ended
from grader.classroom.pool import prepare
from grader.classroom.spool import Spool
from grader.classroom.work import do_job
from grader.errors import PASSED, Fault
from grader.handin.cell import bubblewrap
from grader.tree import Tree


def run(args: Namespace) -> int:
    """0 when every job of the list has a result."""
    tree = Tree.find()
    spool = Spool(os.path.abspath(args.spool))
    jobs = spool.jobs(args.number)
    if any(job.sandbox for job in jobs):
        bubblewrap()
    prepare(tree, jobs)
    known: dict[str, str] = {}
    for job in jobs:
        if spool.result(job) is not None:
            continue  # done before this task was put back into the queue
        if job.hidden not in known:
            known[job.hidden] = hash_course(tree, job.hidden)
        if known[job.hidden] != job.course:
            node = os.uname().nodename
            spool.put_result(ended(job, "fault", f"{node} has another compiler, QEMU or course than the desk"))
            raise Fault(f"{node}: the compiler, QEMU, the tests or the grader are not those of the desk")
        spool.put_result(do_job(tree, job))
    return PASSED
