# SPDX-License-Identifier: MIT
"""From a run to a result: what was seen is compared with what had to be seen, and explained.

Imported while the machine runs, so what it imports costs no time of its own.
"""

from __future__ import annotations

import os
from functools import partial

from grader.build import Built
from grader.cases import Case, Kernel
from grader.console import Console, split_console
from grader.flash import Flash
from grader.grading import Order, Outcome, make_flash
from grader.halt import place_stop
from grader.machine import RAM_SIZE
from grader.refuse import judge_refusal, refusals
from grader.results import Check, Failure, StageResult
from grader.runner import Run
from grader.transcript import Stop, Transcript, parse_transcript
from grader.tree import Tree
from grader.verdict import judge


_COURSE = "course/"  # how the names of a course's own files begin


def _result(order: Order) -> StageResult:
    stage = order.stage
    usual = order.memory == RAM_SIZE
    machines = stage.machines if usual else tuple(m.without_ranges() for m in stage.machines)
    result = StageResult(
        number=stage.number,
        name=stage.name,
        title=stage.title,
        handout=stage.handout,
        base=order.base,
        seed=order.seed,
        machines={m.level: m.words for m in machines if m.words},
    )
    if order.course is not None:
        result.course_points = order.course.points
        result.hidden_points = order.course.repository
    return result


def _refusals(tree: Tree, order: Order) -> list[tuple[Case, str]]:
    found = refusals(tree.root, order.stage, order.hidden)
    return found + (order.course.refusals(order.stage) if order.course else [])


def _set_points(result: StageResult) -> None:
    """Which checks are the course's own, says where they stand."""
    for check in result.checks:
        check.course = check.where.startswith(_COURSE)
    result.set_points()


def not_built(tree: Tree, order: Order, built: Built) -> Outcome:
    """The result of a submission that does not compile: every check fails."""
    from grader.buildfail import explain_build
    from grader.sourcescan import scan_stage

    result = _result(order)
    result.diagnosis = explain_build(tree.root, order, built)
    result.diagnoses = [result.diagnosis]
    cases = scan_stage(tree.root, order.stage, order.hidden)
    cases += order.course.cases(order.stage) if order.course else []
    cases += [case for case, _ in _refusals(tree, order)]
    for case in cases:
        check = Check(case.name, case.title, case.hidden, case.where, case.hint)
        words = "not reached: the kernel does not compile"
        check.failures.append(Failure("not-reached", words, where=case.where))
        result.checks.append(check)
    _set_points(result)
    return Outcome(result, built)


def _read_run(run: Run, flash: Flash) -> tuple[Transcript, Console]:
    """What came out of the machine, with a stop put in where this side stopped it."""
    transcript = parse_transcript(run.verdict, complete=not run.stopped)
    console = split_console(run.console, flash.key)
    if run.stopped and not transcript.done:
        place_stop(transcript, console, run.stopped)
    return transcript, console


def judge_run(
    tree: Tree, order: Order, built: Built, kernel: Kernel, run: Run, flash: Flash
) -> Outcome:
    """What @run of @kernel is worth."""
    transcript, console = _read_run(run, flash)
    result = _result(order)
    result.instructions = transcript.instructions
    result.warnings = [f"{m.where}: {m.text}" for m in built.warnings]
    levels = order.stage.entry
    checks = judge(kernel.cases, kernel.rules, levels, transcript, console, kernel.site)
    roots = [order.sub, tree.root, os.path.realpath(tree.root)]
    refused = [
        judge_refusal(case, regex, built.output, roots)
        for case, regex in _refusals(tree, order)
    ]
    hidden = order.hidden or order.course is not None
    result.checks = [c for c in (*checks, *refused) if hidden or not c.hidden]
    result.checks.sort(key=lambda c: c.hidden)
    _set_points(result)
    if transcript.void is not None:
        result.flags.append("void")
    if not result.passed or transcript.void is not None:
        _explain(tree, order, result, kernel, transcript, run, built)
    return Outcome(result, built, kernel, transcript, run)


def _explain(
    tree: Tree,
    order: Order,
    result: StageResult,
    kernel: Kernel,
    transcript: Transcript,
    run: Run,
    built: Built,
) -> None:
    """Add the reasons; imported only now, since a run that passes needs none of it."""
    from grader.diagnosis import Explainer

    explainer = Explainer(tree, order.stage, kernel, built.path("vmlinux"), order.sub, run.log)
    stops: list[tuple[Stop, int, int]] = []  # stop, entry level, load address
    for entry in transcript.entries:
        for boot in entry.boots:
            if boot.stop is None:
                continue
            if boot.stop.kind == "flood":
                from grader.floodsite import locate_flood

                again = partial(make_flash, tree, order.stage, kernel, order.seed, None, cpus=order.cpus)
                locate_flood(again, boot.stop, entry.level)
            stops.append((boot.stop, entry.level, boot.base))
    if transcript.bad_image is not None:
        stops.append((transcript.bad_image, 0, 0))
    explainer.explain(result, stops)
