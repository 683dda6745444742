# SPDX-License-Identifier: MIT
"""`stubs [--check]`: make the stubs again from the solutions, or say where they part."""

from __future__ import annotations

from argparse import Namespace

from grader.errors import FAILED, PASSED
from grader.stubs import differences, strays, write_stubs
from grader.tree import Tree


def run(args: Namespace) -> int:
    """0 if all stubs are (now) what their solutions make."""
    tree = Tree.find()
    stages = [tree.stage(args.stage)] if args.stage else tree.stages()
    bad = 0
    for stage in stages:
        for path in strays(tree.root, stage):
            print(f"{path}: not named by `files` in {stage.place}/stage.toml")
            bad += 1
        if not args.check:
            for path in write_stubs(tree.root, stage):
                print(f"{path}: made again")
            continue
        for difference in differences(tree.root, stage):
            where = f":{difference.line}" if difference.line else ""
            words = "differs from what its solution makes" if where else "is missing"
            print(f"{difference.file}{where}: {words} (`make stubs` mends it)")
            bad += 1
    return FAILED if bad else PASSED
