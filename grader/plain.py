# SPDX-License-Identifier: MIT
"""The machine of `run` and `debug`: booted by -kernel, as a boot loader would, without the proctor."""

from __future__ import annotations

import os
from argparse import Namespace

from grader.errors import Unusable
from grader.machine import CPU, MEMORY, cpu_count, memory_size, qemu_program
from grader.record import record


@record
class PlainOptions:
    """What a person may choose."""

    entry: int = 1
    icount: str = ""  # shift, "off", or empty: off
    smp: str = "1"
    mem: str = MEMORY
    append: str = ""
    initramfs: str = ""  # a file, or empty: the one in the image


def plain_options(args: Namespace) -> PlainOptions:
    """The machine that was asked for; Unusable if there is no such machine."""
    shifts = [str(n) for n in range(11)]
    if args.icount not in ("", "off", *shifts):
        raise Unusable(f"--icount {args.icount}: want a shift from 0 to 10, or off")
    cpu_count(args.smp)
    size = args.mem or MEMORY
    memory_size(size)
    if args.initramfs and not os.path.isfile(args.initramfs):
        raise Unusable(f"--initramfs {args.initramfs}: there is no such file")
    return PlainOptions(args.entry, args.icount, args.smp, size, args.append, args.initramfs)


def plain_machine(image: str, options: PlainOptions) -> list[str]:
    """QEMU's command line that boots @image at EL1 or EL2; serial lines and monitor come after."""
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
    if options.initramfs:
        command += ["-initrd", options.initramfs]
    return command
