# SPDX-License-Identifier: MIT
"""One stage from a running build to a result: the way through all the other modules."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from grader.build import Built, finish_build
from grader.make import PROCTOR, Make
from grader.cases import Kernel, read_kernel
from grader.console import Console, split_console
from grader.elf import load_elf
from grader.emulator import Emulator
from grader.errors import Fault
from grader.flash import Excerpt, Flash, pack_flash
from grader.halt import place_stop
from grader.image import image_pieces
from grader.record import record
from grader.refuse import judge_refusal, refusals
from grader.results import Check, Failure, StageResult
from grader.runner import Run, run_flash
from grader.stagefile import Stage
from grader.transcript import Stop, Transcript, parse_transcript
from grader.tree import Tree
from grader.verdict import judge

Progress = Callable[[bytes], None]


@record
class Order:
    """What is to be graded, besides the build: one stage of one submission."""

    stage: Stage
    seed: int = 1
    hidden: bool = False
    base: str = "own"
    solution: bool = False
    sub: str = ""  # folder that the student's files lie in; empty: the tree


def make_flash(
    tree: Tree,
    stage: Stage,
    kernel: Kernel,
    seed: int,
    only: Excerpt | None = None,
    budget: int = 0,
) -> Flash:
    """The flash for a graded run of @kernel; @only as for pack_flash(), @budget instead of the stage's."""
    path = tree.path(PROCTOR)
    try:
        with open(path, "rb") as file:
            proctor = file.read()
    except OSError:
        raise Fault(f"{PROCTOR} was not built") from None
    return pack_flash(
        proctor,
        image_pieces(kernel.elf),
        kernel,
        stage=stage.number,
        seed=seed,
        entry=stage.entry,
        boot_budget=budget or stage.boot_budget,
        case_budget=budget or stage.case_budget,
        only=only,
    )


def _result(order: Order) -> StageResult:
    stage = order.stage
    return StageResult(
        number=stage.number,
        name=stage.name,
        title=stage.title,
        handout=stage.handout,
        base=order.base,
        seed=order.seed,
    )


def _not_built(tree: Tree, order: Order, built: Built) -> StageResult:
    """The result of a submission that does not compile: every check fails."""
    from grader.buildfail import explain_build
    from grader.sourcescan import scan_stage

    result = _result(order)
    result.diagnosis = explain_build(tree.root, order, built)
    result.diagnoses = [result.diagnosis]
    cases = scan_stage(tree.root, order.stage, order.hidden)
    cases += [case for case, _ in refusals(tree.root, order.stage, order.hidden)]
    for case in cases:
        check = Check(case.name, case.title, case.hidden, case.where, case.hint)
        words = "not reached: the kernel does not compile"
        check.failures.append(Failure("not-reached", words, where=case.where))
        result.checks.append(check)
    result.set_points()
    return result


def _read_run(run: Run, flash: Flash) -> tuple[Transcript, Console]:
    """What came out of the machine, with a stop put in where this side stopped it."""
    transcript = parse_transcript(run.verdict, complete=not run.stopped)
    console = split_console(run.console, flash.key)
    if run.stopped and not transcript.done:
        place_stop(transcript, console, run.stopped)
    return transcript, console


@record
class Outcome:
    """A graded stage with what it was judged by; without a kernel where it did not compile."""

    result: StageResult
    built: Built
    kernel: Kernel | None = None
    transcript: Transcript | None = None
    run: Run | None = None


def finish(
    tree: Tree,
    order: Order,
    make: Make,
    progress: Progress | None = None,
    emulator: Emulator | None = None,
) -> StageResult:
    """Wait for @make, run what it built (on @emulator, if one waits already), and judge it."""
    return observe(tree, order, make, progress, emulator).result


def observe(
    tree: Tree,
    order: Order,
    make: Make,
    progress: Progress | None = None,
    emulator: Emulator | None = None,
) -> Outcome:
    """The same, with everything that was seen on the way."""
    built = finish_build(make)
    try:
        if not built.ok:
            return Outcome(_not_built(tree, order, built), built)
        kernel = read_kernel(load_elf(built.path("vmlinux")))
        roots = [order.sub, tree.root, os.path.realpath(tree.root)]
        refused = [
            judge_refusal(case, regex, built.output, roots)
            for case, regex in refusals(tree.root, order.stage, order.hidden)
        ]
        flash = make_flash(tree, order.stage, kernel, order.seed)
    finally:
        make.release()
    run = run_flash(flash, emulator, progress=progress)
    transcript, console = _read_run(run, flash)
    result = _result(order)
    result.instructions = transcript.instructions
    result.warnings = [f"{m.where}: {m.text}" for m in built.warnings]
    levels = order.stage.entry
    checks = judge(kernel.cases, kernel.rules, levels, transcript, console, kernel.site)
    result.checks = [c for c in (*checks, *refused) if order.hidden or not c.hidden]
    result.checks.sort(key=lambda c: c.hidden)
    result.set_points()
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

                again = partial(make_flash, tree, order.stage, kernel, order.seed, None)
                locate_flood(again, boot.stop, entry.level)
            stops.append((boot.stop, entry.level, boot.base))
    if transcript.bad_image is not None:
        stops.append((transcript.bad_image, 0, 0))
    explainer.explain(result, stops)
