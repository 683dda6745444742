# SPDX-License-Identifier: MIT
"""`run N`: the stage's kernel, booted as a boot loader would, with this terminal as its console."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from grader.errors import Fault
from grader.kernel_build import compile_kernel
from grader.plain import plain_machine, plain_options
from grader.tree import Tree


def run(args: Namespace) -> int:
    """Becomes QEMU: returns only if that is not there."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    options = plain_options(args)
    built = compile_kernel(tree, stage, args, tests=False)
    command = [*plain_machine(built.path("Image"), options), "-serial", "mon:stdio"]
    print("Ctrl-a x ends the machine, Ctrl-a c is QEMU's monitor", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execvp(command[0], command)
    except OSError as err:
        raise Fault(f"`{command[0]}` cannot be started: {err.strerror}") from None
