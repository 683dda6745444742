# SPDX-License-Identifier: MIT
"""`soak N`: what goes wrong once in a million times, on CPUs that really run at the same time.

Everywhere else the machine counts instructions and its CPUs take turns, so that a run
can be repeated. Here they do not, and nothing is graded: the kernel's own workload
(common/kernel/soak.s7.c) passes, or it says what went wrong.
"""

from __future__ import annotations

import subprocess
from argparse import Namespace

from grader.errors import FAILED, PASSED, Fault, Unusable
from grader.kernel_build import compile_kernel
from grader.machine import cpu_count
from grader.plain import PlainOptions, plain_machine
from grader.tree import Tree

FIRST_SOAK = 7  # the first stage with threads
# The kernel ends by itself; if it does not, it hangs. A busy host gets some more time.
_PATIENCE = 10
_WORDS = "soak: passed"
_SHOWN = 40  # lines of the console


def soak(image: str, cpus: int, seconds: int) -> tuple[bool, str]:
    """Boot @image for @seconds of work; whether it passed, and what it printed."""
    options = PlainOptions(smp=str(cpus), append=f"soak={seconds}")
    command = [*plain_machine(image, options), "-accel", "tcg,thread=multi"]
    command += ["-serial", "stdio", "-monitor", "none", "-no-reboot"]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE * (seconds + 10),
            check=False,
        )
    except FileNotFoundError:
        raise Fault(f"`{command[0]}` is not installed (Debian package qemu-system-arm)") from None
    except subprocess.TimeoutExpired as err:
        text = (err.stdout or b"").decode("utf-8", "replace")
        return False, text + "\nit did not come to an end\n"
    text = done.stdout.decode("utf-8", "replace")
    return _WORDS in text, text + done.stderr.decode("utf-8", "replace")


def run(args: Namespace) -> int:
    """0 if the kernel passes."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    if stage.number < FIRST_SOAK:
        raise Unusable(f"stage {stage.number} has no threads yet: from stage {FIRST_SOAK} on")
    if args.seconds < 1:
        raise Unusable("--seconds: want 1 or more")
    cpus = cpu_count(args.smp)
    built = compile_kernel(tree, stage, args, tests=False)
    passed, text = soak(built.path("Image"), cpus, args.seconds)
    lines = text.replace("\r", "").splitlines()
    shown = [line for line in lines if line.startswith("soak: ")] if passed else lines[-_SHOWN:]
    print("\n".join(shown))
    return PASSED if passed else FAILED
