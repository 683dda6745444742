# SPDX-License-Identifier: MIT
"""QEMU in a cell: the machine of a stranger's kernel sees its own files and nothing else."""

from __future__ import annotations

import os

from grader.emulator import CPU_SECONDS
from grader.handin.cell import Cell, Limits, nobody

# What QEMU needs beside the guest's memory: its own code, and the room for translated code.
_OWN_MEMORY = 3 << 30
# What it may write into one file; the machine's memory is one.
_OUTPUT = 1 << 30
_PROCESSES = 64  # threads count


class QemuCell:
    """A grader.emulator.Confinement made of a Cell."""

    def command(self, command: list[str], size: int, folder: str) -> list[str]:
        """The words that run QEMU, with @size bytes of memory; @folder: the names of its pipes."""
        if folder:
            os.chmod(folder, 0o755)  # it holds nothing but names
        limits = Limits(CPU_SECONDS, size + _OWN_MEMORY, max(size, _OUTPUT), _PROCESSES)
        cell = Cell(readable=[folder] if folder else [], limits=limits, devices=True)
        return cell.command(command)

    def lend(self, fd: int) -> None:
        """A pipe can be opened by name by its owner only."""
        if os.geteuid() == 0:
            os.fchown(fd, nobody(), nobody())
