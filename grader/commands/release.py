# SPDX-License-Identifier: MIT
"""`release --out FILE.tar.gz`: the tree that a student gets, searched for leaks before it is written."""

from __future__ import annotations

import sys
from argparse import Namespace

from grader.errors import PASSED, Fault, Unusable
from grader.leaks import Secrets
from grader.packing import pack
from grader.release import TOP, release_files
from grader.screen import progress
from grader.tree import Tree

_SHOWN = 10


def run(args: Namespace) -> int:
    """Writes the release; a Fault, and nothing is written, if a secret is in it."""
    tree = Tree.find()
    if not args.out.endswith((".tar.gz", ".tgz")):
        raise Unusable(f"--out {args.out}: want a name that ends in .tar.gz")
    print("building the reference's objects", file=sys.stderr)
    files = release_files(tree)
    secrets = Secrets(tree)
    leaks: list[str] = []
    for done, name in enumerate(sorted(files), 1):
        leaks += secrets.search(name, files[name])
        if done % 50 == 0 or done == len(files):
            progress("looking for leaks", done, len(files))
    if leaks:
        more = f"\n  and {len(leaks) - _SHOWN} more" if len(leaks) > _SHOWN else ""
        raise Fault("the release would give secrets away:\n  " + "\n  ".join(leaks[:_SHOWN]) + more)
    data = pack(files, TOP)
    try:
        with open(args.out, "wb") as file:
            file.write(data)
    except OSError as err:
        raise Unusable(f"{args.out}: cannot be written: {err.strerror}") from None
    numbers = ", ".join(str(n) for n in tree.folders())
    print(f"{args.out}: {len(files)} files, {len(data) >> 10} KiB, stages {numbers};"
          f" none of {len(secrets.lines)} secret lines and {len(secrets.names)} hidden names is in it")
    return PASSED
