# SPDX-License-Identifier: MIT
"""`debug N`: the stage's kernel stopped at its first instruction, gdb attached."""

from __future__ import annotations

import os
from argparse import Namespace

from grader.build import Built
from grader.cases import read_kernel
from grader.elf import load_elf
from grader.flash import load_offsets
from grader.gdb import session, symbol_commands
from grader.kernel_build import compile_kernel
from grader.machine import RAM_BASE, graded_machine
from grader.plain import plain_machine, plain_options
from grader.stagefile import Stage
from grader.tree import Tree, parse_seed

# Where QEMU's own loader puts an Image with text_offset 0 (hw/arm/boot.c).
_PLAIN_BASE = RAM_BASE + (2 << 20)
_CONSOLE = ["-chardev", "file,id=console,path=/dev/fd/1,append=on", "-serial", "chardev:console"]


def _commands(tree: Tree, built: Built, base: int, proctor: str = "") -> list[str]:
    vmlinux = built.path("vmlinux")
    text = load_elf(vmlinux).address("_text")
    return [
        *symbol_commands(tree.root, vmlinux, text, base, proctor),
        "target remote SOCKET",
        f"thbreak *{base:#x}",
        "continue",
        "echo \\nThe next instruction is the kernel's first. Until the MMU is on, use the\\n",
        "echo second copy of each symbol. Try `hbreak start_kernel`, `continue`, `x/8i $pc`.\\n",
    ]


def _under_proctor(tree: Tree, stage: Stage, args: Namespace) -> int:
    """The test kernel, as it is graded."""
    from grader.grading import make_flash

    built = compile_kernel(tree, stage, args, tests=True)
    seed = parse_seed(args.seed)
    kernel = read_kernel(load_elf(built.path("vmlinux")))
    flash = make_flash(tree, stage, kernel, seed)
    memory = os.memfd_create("flash", 0)
    with open(memory, "wb", closefd=False) as file:
        file.write(flash.data())
    verdict = built.path("debug-verdict.txt")
    # Without sleep=off: with it a stop at a breakpoint would run the watchdog's time out.
    command = [*graded_machine(f"/dev/fd/{memory}", "shift=0", stage.cpus), *_CONSOLE]
    command += ["-serial", f"file:{verdict}"]
    command += ["-monitor", "none"]
    print(f"the proctor's words go to {os.path.relpath(verdict, tree.root)}")
    base = RAM_BASE + load_offsets(seed)[0]
    commands = _commands(tree, built, base, tree.path("build/proctor/proctor.elf"))
    return session(command, commands, (memory,), not args.no_gdb)


def run(args: Namespace) -> int:
    """gdb's exit status."""
    tree = Tree.find()
    stage = tree.stage(args.number)
    options = plain_options(args)
    if args.tests:
        return _under_proctor(tree, stage, args)
    built = compile_kernel(tree, stage, args, tests=False)
    command = [*plain_machine(built.path("Image"), options), *_CONSOLE, "-monitor", "none"]
    return session(command, _commands(tree, built, _PLAIN_BASE), (), not args.no_gdb)
