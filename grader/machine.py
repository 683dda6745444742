# SPDX-License-Identifier: MIT
"""The machines that kernels run on, as QEMU's command line.

One for grading (with a secure world for the proctor, counting instructions),
one for a person at the console (as a boot loader would start the kernel).
"""

from __future__ import annotations

import os
from dataclasses import dataclass

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


def graded_machine(flash: str, icount: str = ICOUNT, cpus: int = 1) -> list[str]:
    """The machine under the proctor, without its serial lines: those come first, console then verdict.

    @flash: file for -bios. Everything in it counts instructions, so its results
    depend on the tree and the seed alone.
    """
    return [
        qemu_program(),
        "-M",
        "virt,secure=on,virtualization=on,gic-version=3,dtb-randomness=off",
        *("-cpu", CPU, "-m", MEMORY, "-smp", str(cpus)),
        *("-nodefaults", "-display", "none"),
        *("-icount", icount, "-rtc", "clock=vm"),
        *("-bios", flash),
    ]


@dataclass(frozen=True)
class PlainOptions:
    """What a person may choose for `run` and `debug`."""

    entry: int = 1
    icount: str = ""  # shift, "off", or empty: off
    smp: str = "1"
    mem: str = MEMORY
    append: str = ""


def plain_machine(image: str, options: PlainOptions) -> list[str]:
    """The machine that boots @image by -kernel, at EL1 or EL2, without the proctor."""
    virtualization = ",virtualization=on" if options.entry == 2 else ""
    command = [
        qemu_program(),
        *("-M", f"virt,gic-version=3{virtualization}"),
        *("-cpu", CPU, "-m", options.mem, "-smp", options.smp),
        *("-nodefaults", "-display", "none"),
        *("-kernel", image),
    ]
    if options.icount not in ("", "off"):
        command += ["-icount", f"shift={options.icount},sleep=off", "-rtc", "clock=vm"]
    if options.append:
        command += ["-append", options.append]
    return command
