# SPDX-License-Identifier: MIT
"""What has to hold of every stage in the tree, one function each.

Each returns the problems that it found; none means that it holds.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import lru_cache

from grader.build import finish_build
from grader.commands.soak import FIRST_SOAK, soak
from grader.machine import memory_size
from grader.make import Make, Recipe
from grader.grading import Order, finish, observe
from grader.mutant import Mutant, lay_out_mutant, mutate
from grader.refuse import refusals
from grader.sourcescan import scan_stage
from grader.stagefile import Stage
from grader.stubs import differences, resolved, strays
from grader.tree import Tree

MIN_VISIBLE, MIN_HIDDEN = 12, 8
FIRST_TICKING = 6


def stubs_in_step(tree: Tree, stage: Stage) -> list[str]:
    """The checked-in stubs are what their solutions make, and nothing else lies beside them."""
    problems = [f"{d.file}:{d.line} differs from its solution's stub" for d in differences(tree.root, stage)]
    return problems + [f"{path} is not named by stage.toml" for path in strays(tree.root, stage)]


def stub_is_polite(tree: Tree, stage: Stage) -> list[str]:
    """An untouched stub builds, scores nothing, and every check says why."""
    place = f"build/selftest/stub{stage.number}"
    untouched = Mutant("stub", stage.place, "the untouched stub", ("-",), (), True, ())
    sub = os.path.join(place, "sub")
    lay_out_mutant(tree.path(sub), stage, mutate(tree.root, stage, untouched))
    recipe = Recipe(stage.number, base="reference", hidden=True, sub=sub, out=place)
    order = Order(stage, hidden=True, base="reference", sub=tree.path(sub))
    result = finish(tree, order, Make(tree.root, recipe))
    problems = []
    reason = result.diagnosis
    if reason is not None and reason.kind == "build":
        problems.append(f"does not build: {reason.summary}")
    if reason is not None and reason.kind != "build" and not any(f.file for f in reason.frames):
        problems.append(f"stops at an unknown place: {reason.summary}")
    if reason is not None and reason.kind == "host-limit":
        problems.append("runs into the host's limit")
    problems += [f"{c.name} passes on a stub" for c in result.checks if c.passed]
    problems += [f"{c.name} gives no reason" for c in result.checks if not c.passed and not c.message]
    return problems


def reference_is_full(tree: Tree, stage: Stage) -> list[str]:
    """The reference gets full marks, and the tests are those that the sources list."""
    recipe = Recipe(stage.number, solution=True, hidden=True)
    order = Order(stage, hidden=True, base="reference", solution=True)
    outcome = observe(tree, order, Make(tree.root, recipe))
    problems = [f"{c.name} fails: {c.message}" for c in outcome.result.checks if not c.passed]
    listed = [(c.name, c.title, c.file, c.line, c.hidden) for c in scan_stage(tree.root, stage, True)]
    cases = outcome.kernel.cases if outcome.kernel else []
    if sorted(listed) != sorted((c.name, c.title, c.file, c.line, c.hidden) for c in cases):
        problems.append("the CHECK() lines of the test files are not the cases in the kernel")
    return problems


def enough_checks(tree: Tree, stage: Stage) -> list[str]:
    """Twelve visible checks or more, eight hidden ones or more."""
    cases = scan_stage(tree.root, stage, True) + [c for c, _ in refusals(tree.root, stage, True)]
    hidden = sum(case.hidden for case in cases)
    problems = []
    if len(cases) - hidden < MIN_VISIBLE:
        problems.append(f"{len(cases) - hidden} visible checks, not {MIN_VISIBLE}")
    if hidden < MIN_HIDDEN:
        problems.append(f"{hidden} hidden checks, not {MIN_HIDDEN}")
    return problems


def hints_lead_somewhere(tree: Tree, stage: Stage) -> list[str]:
    """Every hint, and every likely cause, names a section of the stage's handout."""
    try:
        with open(tree.path(stage.handout), encoding="utf-8") as file:
            headings = re.findall(r"^#+\s+(.*?)\s*#*$", file.read(), re.MULTILINE)
    except OSError:
        return [f"{stage.handout} is missing"]
    cases = scan_stage(tree.root, stage, True) + [c for c, _ in refusals(tree.root, stage, True)]
    sections = {title.strip() for title in headings}
    wanted = [(case.where, case.hint) for case in cases]
    wanted += [(f"{stage.place}/stage.toml", cause.section) for cause in stage.causes]
    return [
        f"{where}: {stage.handout} has no section \"{hint}\"" if hint else f"{where}: no hint"
        for where, hint in wanted
        if hint not in sections
    ]


def other_memory(tree: Tree, stage: Stage) -> list[str]:
    """From stage 4 on, which manages memory, the reference passes whatever its size is."""
    problems = []
    for size in ("64M", "1G", "8G") if stage.number >= 4 else ():
        recipe = Recipe(stage.number, solution=True, hidden=True)
        order = Order(stage, hidden=True, base="reference", solution=True, memory=memory_size(size))
        result = finish(tree, order, Make(tree.root, recipe))
        problems += [f"{size}: {c.name} fails: {c.message}" for c in result.checks if not c.passed]
    return problems


def other_rate(tree: Tree, stage: Stage) -> list[str]:
    """From stage 6 on, which has a clock, the reference passes however often it ticks."""
    problems = []
    for hz in (64, 250, 1000) if stage.number >= FIRST_TICKING else ():
        recipe = Recipe(stage.number, solution=True, hidden=True, hz=hz)
        order = Order(stage, hidden=True, base="reference", solution=True)
        result = finish(tree, order, Make(tree.root, recipe))
        problems += [f"HZ={hz}: {c.name} fails: {c.message}" for c in result.checks if not c.passed]
    return problems


@lru_cache(maxsize=1)
def _release(root: str) -> dict[str, bytes]:
    """The files of a release, cut once for all stages."""
    from grader.release import release_files

    return release_files(Tree(root))


def release_reference(tree: Tree, stage: Stage) -> list[str]:
    """In a student release the reference's files have full marks on BASE=reference: objects, and opaque headers."""
    root = tree.path("build", "selftest", "release")
    files = dict(_release(tree.root))
    for file in stage.files:
        files[f"{stage.place}/{file}"] = resolved(tree.root, stage, file, solution=True).encode()
    for folder in ("reference", "stages"):
        shutil.rmtree(os.path.join(root, folder), ignore_errors=True)
    for name, data in files.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(data)
    released = Tree(root)
    recipe = Recipe(stage.number, base="reference")
    result = finish(released, Order(stage, base="reference"), Make(root, recipe))
    return [f"{c.name} fails: {c.message}" for c in result.checks if not c.passed]


def soaks_briefly(tree: Tree, stage: Stage) -> list[str]:
    """From stage 7 on, which has threads, the reference works on CPUs that run at the same time."""
    if stage.number < FIRST_SOAK:
        return []
    built = finish_build(Make(tree.root, Recipe(stage.number, solution=True, tests=False)))
    if not built.ok:
        return ["does not build without tests"]
    passed, text = soak(built.path("Image"), 4, 3)
    return [] if passed else text.splitlines()[-10:]


CHECKS = (
    ("stubs are in step with their solutions", stubs_in_step),
    ("an untouched stub fails politely", stub_is_polite),
    ("the reference gets full marks", reference_is_full),
    ("memory of another size makes no difference", other_memory),
    ("another number of ticks a second makes no difference", other_rate),
    ("a student release's reference is as good", release_reference),
    ("threads work on CPUs that run at the same time", soaks_briefly),
    ("there are enough checks", enough_checks),
    ("every hint leads to a section of the handout", hints_lead_somewhere),
)
