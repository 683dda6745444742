# SPDX-License-Identifier: MIT
"""`submit`: the archive to hand in, with the files that a student writes and nothing else."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from grader.commands.grade import chosen_stages
from grader.errors import PASSED, Unusable
from grader.handin.source import MAX_FILE, Folder
from grader.packing import pack
from grader.tree import Tree


def collect(tree: Tree, stages_text: str) -> dict[str, bytes]:
    """The files to hand in; Unusable names every one that is missing or is no plain file."""
    files: dict[str, bytes] = {}
    problems: list[str] = []
    source = Folder(tree.root)
    for stage in chosen_stages(tree, stages_text):
        for file in stage.files:
            name = f"{stage.place}/{file}"
            try:
                data = source.read(name)
            except Unusable as err:
                problems.append(str(err))
                continue
            if data is None:
                problems.append(f"{name}: is missing; put it back, as it came or as you wrote it")
            else:
                files[name] = data
    if problems:
        raise Unusable("nothing was packed:\n  " + "\n  ".join(problems))
    return files


def run(args: Namespace) -> int:
    """Writes the archive; the same files give the same bytes."""
    tree = Tree.find()
    files = collect(tree, args.stages)
    try:
        with open(args.out, "wb") as file:
            file.write(pack(files))
    except OSError as err:
        raise Unusable(f"{args.out}: cannot be written: {err.strerror}") from None
    print(f"{args.out}: {len(files)} files, {os.path.getsize(args.out)} bytes")
    largest = max(files, key=lambda name: len(files[name]))
    if len(files[largest]) > MAX_FILE // 2:
        print(f"grader: {largest} is {len(files[largest])} bytes long; 1 MiB is the most", file=sys.stderr)
    return PASSED
