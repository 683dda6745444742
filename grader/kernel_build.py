# SPDX-License-Identifier: MIT
"""A kernel for a person rather than for a verdict: `run`, `debug` and `replay` start from here."""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.build import Built, finish_build
from grader.make import Make, Recipe
from grader.errors import GraderError
from grader.stagefile import Stage
from grader.tree import Tree


class DoesNotCompile(GraderError):
    """The student's files do not compile; the message holds the compiler's words."""

    exit_code = 1


def compile_kernel(tree: Tree, stage: Stage, args: Namespace, tests: bool, picture: bool = False) -> Built:
    """Build the stage's kernel, with its visible tests or without any; @picture: with what pictures need."""
    recipe = Recipe(stage.number, solution=args.solution, base=args.base, tests=tests, picture=picture)
    print(f"building stage {stage.number}", file=sys.stderr)
    make = Make(tree.root, recipe)
    try:
        built = finish_build(make)
    finally:
        make.release()
    if not built.ok:
        from grader.buildfail import explain_build
        from grader.grading import Order

        diagnosis = explain_build(tree.root, Order(stage), built)
        raise DoesNotCompile("\n  ".join(["the kernel does not compile", *diagnosis.details]))
    return built
