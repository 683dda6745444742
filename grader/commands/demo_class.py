# SPDX-License-Identifier: MIT
"""`demo-class`: an invented class, from its submissions to its page."""

from __future__ import annotations

import os
import shutil
from argparse import Namespace

from grader.classroom.policy import load_policy
from grader.commands.classroom import grade_folder
from grader.demo.damage import DAMAGES
from grader.demo.makeup import Recipe, make_class
from grader.errors import PASSED, Unusable
from grader.tree import Tree


def run(args: Namespace) -> int:
    """0 when all of it is there, whatever the marks of people who do not exist."""
    tree = Tree.find()
    if args.count < 1 or not 0 <= args.damaged <= args.count:
        raise Unusable("--count: want 1 or more, and no more of them --damaged")
    place = os.path.join(args.out, "class")
    shutil.rmtree(place, ignore_errors=True)
    people = make_class(tree, place, Recipe(args.count, args.damaged, args.seed, own_headers=args.own_headers))
    kinds = {p.damage for p in people if p.damage}
    print(f"{place}: {len(people)} students, {args.damaged} submissions damaged in {len(kinds)} of {len(DAMAGES)} ways")
    if args.make_only:
        return PASSED
    args.out = os.path.join(args.out, "out")
    policy = load_policy(os.path.join(place, "policy.toml"))
    grade_folder(tree, args, policy, os.path.join(place, "roster.csv"), os.path.join(place, "submissions"))
    return PASSED
