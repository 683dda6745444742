# SPDX-License-Identifier: MIT
"""The machine that kernels are graded on, as QEMU's command line.

It has a secure world for the proctor, and everything in it counts instructions.
The one for a person at the console is in plain.py.
"""

from __future__ import annotations

import os

MEMORY = "256M"
CPU = "cortex-a72"
RAM_BASE = 0x40000000
RAM_SIZE = 256 << 20
ICOUNT = "shift=0,sleep=off"


def qemu_program() -> str:
    """The emulator's name; the environment variable QEMU chooses another."""
    return os.environ.get("QEMU") or "qemu-system-aarch64"


def quoted(path: str) -> str:
    """@path as a value in one of QEMU's comma-separated options."""
    return path.replace(",", ",,")


def graded_machine(flash: str, icount: str = ICOUNT, cpus: int = 1, memory: str = "") -> list[str]:
    """The machine under the proctor, without its serial lines: those come first, console then verdict.

    @flash: file for -bios; @memory: file that is the machine's memory, if any.
    Everything in it counts instructions, so its results depend on the tree and
    the seed alone.
    """
    machine = "virt,secure=on,virtualization=on,gic-version=3,dtb-randomness=off"
    backend: list[str] = []
    if memory:
        machine += ",memory-backend=ram"
        place = f"size={MEMORY},mem-path={quoted(memory)},share=on"
        backend = ["-object", f"memory-backend-file,id=ram,{place}"]
    return [
        qemu_program(),
        *("-M", machine, *backend),
        *("-cpu", CPU, "-m", MEMORY, "-smp", str(cpus)),
        *("-nodefaults", "-display", "none"),
        *("-icount", icount, "-rtc", "clock=vm"),
        *("-bios", flash),
    ]
