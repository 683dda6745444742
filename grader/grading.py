# SPDX-License-Identifier: MIT
"""One stage from a running build to a result: the way through all the other modules."""

from __future__ import annotations

from grader.build import Built, finish_build
from grader.cases import Kernel, read_kernel
from grader.elf import load_elf
from grader.errors import Fault
from grader.flash import Excerpt, Flash, pack_flash
from grader.image import image_pieces
from grader.machine import RAM_SIZE
from grader.make import PROCTOR, Make
from grader.record import record
from grader.runner import Run, run_flash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.course import Course
    from grader.emulator import Emulator
    from grader.results import StageResult
    from grader.stagefile import Stage
    from grader.transcript import Transcript
    from grader.tree import Tree

    Progress = Callable[[bytes], None]


_PAGE = 4096
_FOR_EACH_PAGE = 64  # instructions


@record
class Order:
    """What is to be graded, besides the build: one stage of one submission."""

    stage: Stage
    seed: int = 1
    hidden: bool = False
    base: str = "own"
    solution: bool = False
    sub: str = ""  # folder that the student's files lie in; empty: the tree
    course: Course | None = None  # the course's own hidden tests, if there are any for this stage
    memory: int = RAM_SIZE  # bytes; the ranges of [[machine]] tables are for the usual size only
    cpus: int = 0  # 0: as many as the stage wants


def make_flash(
    tree: Tree,
    stage: Stage,
    kernel: Kernel,
    seed: int,
    only: Excerpt | None = None,
    budget: int = 0,
    memory: int = RAM_SIZE,
    cpus: int = 0,
) -> Flash:
    """The flash for a graded run of @kernel; @only as for pack_flash(), @budget instead of the stage's."""
    path = tree.path(PROCTOR)
    try:
        with open(path, "rb") as file:
            proctor = file.read()
    except OSError:
        raise Fault(f"{PROCTOR} was not built") from None
    usual = memory == RAM_SIZE
    # A kernel goes through its list of pages a few times before its tests.
    more = max(0, memory - RAM_SIZE) // _PAGE * _FOR_EACH_PAGE
    flash = pack_flash(
        proctor,
        image_pieces(kernel.elf),
        kernel,
        stage=stage.number,
        seed=seed,
        entry=stage.entry,
        boot_budget=budget or stage.boot_budget + more,
        case_budget=budget or stage.case_budget,
        machines=stage.machines if usual else tuple(m.without_ranges() for m in stage.machines),
        only=only,
    )
    flash.memory = memory
    flash.cpus = cpus or stage.cpus
    return flash


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
        return observe_built(tree, order, built, progress, emulator)
    finally:
        make.release()


def observe_built(
    tree: Tree,
    order: Order,
    built: Built,
    progress: Progress | None = None,
    emulator: Emulator | None = None,
) -> Outcome:
    """Run what was built, however that was done, and judge it."""
    if not built.ok:
        from grader.judging import not_built

        return not_built(tree, order, built)
    kernel = read_kernel(load_elf(built.path("vmlinux")))
    flash = make_flash(tree, order.stage, kernel, order.seed, memory=order.memory, cpus=order.cpus)
    run = run_flash(flash, emulator, progress=progress, meanwhile=lambda: _prepare(kernel))
    from grader.judging import judge_run

    return judge_run(tree, order, built, kernel, run, flash)


def _prepare(kernel: Kernel) -> None:
    """What a result needs whatever the run brings, while the machine runs."""
    import grader.terminal  # noqa: F401
    from grader.verdict import rule_pattern

    import grader.judging  # noqa: F401

    for rule in kernel.rules:
        rule_pattern(rule)
