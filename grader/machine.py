# SPDX-License-Identifier: MIT
"""The machine that kernels are graded on, as QEMU's command line.

It has a secure world for the proctor, and everything in it counts instructions.
The one for a person at the console is in plain.py.
"""

from __future__ import annotations

import os

from grader.errors import Unusable

MEMORY = "256M"
CPU = "cortex-a72"
RAM_BASE = 0x40000000
RAM_SIZE = 256 << 20
LEAST_MEMORY, MOST_MEMORY = 64 << 20, 8 << 30
MOST_CPUS = 8  # MAX_CPUS in grader/proctor/machine.h, NR_CPUS in the kernel
FIRST_TYPED = 5  # from this stage on, tests may type on the console and press the power key
ICOUNT = "shift=0,sleep=off"


def qemu_program() -> str:
    """The emulator's name; the environment variable QEMU chooses another."""
    return os.environ.get("QEMU") or "qemu-system-aarch64"


def quoted(path: str) -> str:
    """@path as a value in one of QEMU's comma-separated options."""
    return path.replace(",", ",,")


def memory_size(text: str) -> int:
    """Bytes of a size such as 256M or 1G; Unusable if it is none."""
    unit = {"M": 20, "G": 30}.get(text[-1:], 0)
    if not unit or not text[:-1].isdecimal() or not int(text[:-1]):
        raise Unusable(f"--mem {text}: want a size such as 256M or 1G")
    return int(text[:-1]) << unit


def cpu_count(text: str) -> int:
    """A number of CPUs; Unusable if the machine cannot have so many."""
    if text not in [str(n) for n in range(1, MOST_CPUS + 1)]:
        raise Unusable(f"--smp {text}: want 1 to {MOST_CPUS}")
    return int(text)


def graded_machine(
    flash: str, icount: str = ICOUNT, cpus: int = 1, memory: str = "", size: int = RAM_SIZE
) -> list[str]:
    """The machine under the proctor, without its serial lines: those come first, console then verdict.

    @flash: file for -bios; @memory: file that is the machine's memory, if any; @size: its bytes.
    Everything in it counts instructions, so its results depend on the tree and
    the seed alone.
    """
    # Without ACPI the power key hangs on the GPIO block that the device tree shows.
    machine = "virt,secure=on,virtualization=on,gic-version=3,dtb-randomness=off,acpi=off"
    backend: list[str] = []
    if memory:
        machine += ",memory-backend=ram"
        place = f"size={size},mem-path={quoted(memory)},share=on"
        backend = ["-object", f"memory-backend-file,id=ram,{place}"]
    return [
        qemu_program(),
        *("-M", machine, *backend),
        *("-cpu", CPU, "-m", f"{size >> 20}M", "-smp", str(cpus)),
        *("-nodefaults", "-display", "none"),
        *("-icount", icount, "-rtc", "clock=vm"),
        *("-bios", flash),
    ]
