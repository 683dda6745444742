# SPDX-License-Identifier: MIT
"""`class DIR`: grades a class, and writes all its reports."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from grader.classroom.desk import Executor, Tally, compare, describe, grade_class, lock_folder, plan
from grader.classroom.policy import Policy, load_policy
from grader.classroom.roster import match, read_roster
from grader.classroom.store import Store
from grader.course import check_course
from grader.errors import FAILED, PASSED, Unusable
from grader.handin.cell import bubblewrap
from grader.reports.export import export
from grader.tree import Tree


def executor_for(args: Namespace, tree: Tree) -> Executor:
    """Whoever does the work, as the command line says."""
    if args.jobs < 1:
        raise Unusable("--jobs: want 1 or more")
    if args.executor == "slurm":
        from grader.classroom.slurm import Slurm

        return Slurm(tree, os.path.abspath(args.out), args.jobs, getattr(args, "slurm_options", ""))
    from grader.classroom.pool import Pool

    return Pool(tree, args.jobs)


def _say(tally: Tally, out: str, strange: list[str]) -> None:
    for words in strange:
        print(f"grader: {words}", file=sys.stderr)
    words = f"{tally.done} done now, {tally.known} known already: {tally.graded} graded"
    for count, how in (
        (tally.refused, "refused"), (tally.missing, "not handed in"), (tally.fault, "not graded by the grader's own fault")
    ):
        words += f", {count} {how}" if count else ""
    print(f"{words}. Open {os.path.join(out, 'index.html')}")


def grade_folder(
    tree: Tree, args: Namespace, policy: Policy, roster: str, folder: str, hidden: str = ""
) -> Tally:
    """From a folder of submissions to a folder of reports."""
    students, strange = match(read_roster(roster) if roster else None, folder)
    if not students:
        raise Unusable(f"{folder}: there is no submission in it")
    lock = lock_folder(args.out)
    store = Store(args.out)
    try:
        sandbox = not getattr(args, "unsafe_no_sandbox", False)
        if sandbox:
            bubblewrap()
        jobs = plan(tree, folder, students, policy, hidden, sandbox)
        store.enrol(students)
        store.set_meta(describe(tree, jobs, policy, folder))
        executor = executor_for(args, tree)
        tally = grade_class(store, [] if getattr(args, "reports_only", False) else jobs, executor)
        store.apply_lateness(policy, students)
        compare(store, tree, policy, not getattr(args, "no_similarity", False))
        export(store, args.out)
        _say(tally, args.out, strange)
        return tally
    finally:
        store.close()
        lock.close()


def run(args: Namespace) -> int:
    """0 if everything was graded; 1 if something was the grader's own fault."""
    tree = Tree.find()
    hidden = check_course(args.hidden, tree.stages()) if args.hidden else ""
    tally = grade_folder(tree, args, load_policy(args.policy), args.roster, args.dir, hidden)
    return FAILED if tally.fault else PASSED
