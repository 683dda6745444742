# SPDX-License-Identifier: MIT
"""Grades mutants, and says of each whether the tests noticed it as they should."""

from __future__ import annotations

import os
import queue
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from grader.build import build_proctor
from grader.course import load_course
from grader.make import Make, Recipe, folder_tag
from grader.errors import GraderError
from grader.grading import Order, finish
from grader.mutant import Mutant, lay_out_mutant, mutate
from grader.record import field, record
from grader.results import StageResult
from grader.stagefile import Stage
from grader.style import Style
from grader.terminal import render
from grader.tree import Tree


@record
class Finding:
    """What came of one mutant: no problems means that it was caught as it should be."""

    mutant: Mutant
    problems: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # checks that it lost
    reached: list[str] = field(default_factory=list)  # those of them that ran
    report: str = ""


def examine(mutant: Mutant, result: StageResult, report: str) -> Finding:
    """Hold a mutant's result against what its file promises."""
    names = {check.name for check in result.checks}
    lost = [check for check in result.checks if not check.passed]
    finding = Finding(mutant, report=report)
    finding.failed = [check.name for check in lost]
    finding.reached = [check.name for check in lost if check.reached]
    for name in mutant.kills:
        if name not in names:
            finding.problems.append(f"there is no check `{name}`")
        elif name not in finding.failed:
            finding.problems.append(f"`{name}` passes")
    for regex in mutant.says:
        if not re.search(regex, report, re.MULTILINE):
            finding.problems.append(f"the report does not say /{regex}/")
    broken = result.diagnosis is not None and result.diagnosis.kind == "build"
    if broken and not mutant.says:
        finding.problems.append(f"does not compile: {result.diagnosis.summary}")
    return finding


def _grade(tree: Tree, stage: Stage, mutant: Mutant, place: str, hidden_dir: str) -> Finding:
    """Build and run one mutant in the folder @place (relative to the tree)."""
    sub = os.path.join(place, "sub")
    try:
        lay_out_mutant(tree.path(sub), stage, mutate(tree.root, stage, mutant))
        course = load_course(hidden_dir, stage) if hidden_dir else None
        more = hidden_dir if course else ""
        recipe = Recipe(stage.number, base="reference", hidden=True, sub=sub, out=place, hidden_dir=more)
        order = Order(stage, hidden=True, base="reference", sub=tree.path(sub), course=course)
        result = finish(tree, order, Make(tree.root, recipe, jobs=1, proctor=False))
    except GraderError as err:
        return Finding(mutant, [str(err)])
    return examine(mutant, result, render(result, len(stage.entry), Style(unicode=True)))


def grade_mutants(
    tree: Tree, stage: Stage, mutants: list[Mutant], jobs: int, hidden_dir: str = ""
) -> Iterator[Finding]:
    """Findings in the order of @mutants, @jobs of them under way at a time.

    @hidden_dir: a course's own hidden tests, to run as well (grader/course.py).
    """
    places: queue.SimpleQueue[str] = queue.SimpleQueue()
    kind = f"{folder_tag(hidden_dir)}-" if hidden_dir else "stage"
    for job in range(jobs):
        places.put(f"build/mutants/{kind}{stage.number}-{job}")

    build_proctor(tree.root)

    def one(mutant: Mutant) -> Finding:
        place = places.get()
        try:
            return _grade(tree, stage, mutant, place, hidden_dir)
        finally:
            places.put(place)

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(one, mutants)
