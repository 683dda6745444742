# SPDX-License-Identifier: MIT
"""A kernel for a person rather than for a verdict: `run`, `debug` and `replay` start from here."""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.build import Build, Built, Recipe
from grader.errors import GraderError, Unusable
from grader.machine import MEMORY, PlainOptions
from grader.stagefile import Stage
from grader.tree import Tree


class DoesNotCompile(GraderError):
    """The student's files do not compile; the message holds the compiler's words."""

    exit_code = 1


def plain_options(args: Namespace) -> PlainOptions:
    """The machine that was asked for; Unusable if there is no such machine."""
    shifts = [str(n) for n in range(11)]
    if args.icount not in ("", "off", *shifts):
        raise Unusable(f"--icount {args.icount}: want a shift from 0 to 10, or off")
    if args.smp not in [str(n) for n in range(1, 9)]:
        raise Unusable(f"--smp {args.smp}: want 1 to 8")
    size = args.mem or MEMORY
    if not (size[:-1].isdigit() and size[-1] in "MG" and int(size[:-1]) > 0):
        raise Unusable(f"--mem {size}: want a size such as 256M or 1G")
    return PlainOptions(args.entry, args.icount, args.smp, size, args.append)


def compile_kernel(tree: Tree, stage: Stage, args: Namespace, tests: bool) -> Built:
    """Build the stage's kernel, with its visible tests or without any."""
    recipe = Recipe(stage.number, solution=args.solution, base=args.base, tests=tests)
    print(f"building stage {stage.number}", file=sys.stderr)
    job = Build(tree, recipe)
    try:
        built = job.finish()
    finally:
        job.release()
    if not built.ok:
        from grader.buildfail import explain_build
        from grader.grading import Order

        diagnosis = explain_build(tree.root, Order(stage), built)
        raise DoesNotCompile("\n  ".join(["the kernel does not compile", *diagnosis.details]))
    return built
