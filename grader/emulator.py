# SPDX-License-Identifier: MIT
"""QEMU as a process: started early, given its kernel late, told what to do over QMP.

Half of a short run is QEMU's own start-up. So it starts stopped, with nothing
but the proctor in its flash, while make and the rest of the grader are still at
work. Its memory is a file of ours: deliver() writes configuration and kernel to
where the proctor takes them from (grader/proctor/delivery.c), and go() lets the
machine run. Kept free of other modules, like make.py, for the same reason.
"""

from __future__ import annotations

import fcntl
import os
import resource

from grader.errors import Fault
from grader.machine import ICOUNT, RAM_SIZE, graded_machine
from grader.monitor import Monitor
from grader.process import Child

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from grader.lines import Lines

    class Confinement(Protocol):
        """What keeps a machine from the rest of this one: grader/handin/confine.py."""

        def command(self, command: list[str], size: int, folder: str) -> list[str]:
            """The words that run @command where it sees only its files; @folder: names of pipes."""

        def lend(self, fd: int) -> None:
            """Let the machine open @fd by its name."""

CPU_SECONDS = 60
DELIVERY = 48 << 20  # from the start of memory: DELIVERY_BASE in grader/proctor/machine.h
_F_SETPIPE_SZ = 1031
_PIPE = 1 << 20
# Far more than a kernel writes while nobody asks; memory that is not written to costs nothing.
_RING = 1 << 26
_confinement: Confinement | None = None
_SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"


def _file(name: str, size: int, content: bytes = b"") -> int:
    """A file of @size bytes without a place on any disk."""
    fd = os.memfd_create(name, 0)
    os.ftruncate(fd, size)
    os.pwrite(fd, content, 0)
    return fd


def confine(how: Confinement | None) -> None:
    """From now on every machine of this process runs as @how says."""
    global _confinement
    _confinement = how


class Emulator:
    """A machine that stands still, with its serial lines "console" and "verdict".

    `log` is a pipe to read from, and so is `stderr`; both must be read while it runs.
    """

    def __init__(
        self,
        flash: bytes,
        icount: str = ICOUNT,
        extra: tuple[str, ...] = (),
        cpu_seconds: int = CPU_SECONDS,
        sandbox: bool = True,
        shared: bool = True,
        size: int = RAM_SIZE,
        typed: bool = False,
        cpus: int = 1,
    ) -> None:
        """@flash: the proctor alone, or all that it needs.

        @shared: its memory, of @size bytes, is a file of ours; if it is not, nothing can be
        delivered.
        @sandbox: QEMU gives up the system calls that it does not need, as it has to
        with a stranger's kernel; that costs as much CPU time as half of its start.
        @typed: its serial lines take input, and are read from `lines`.
        """
        self.flash, self.size, self.cpus = flash, size, cpus
        self.memory = _file("memory", size)
        self._pipes: list[int] = []
        bios = _file("flash", len(flash), flash)
        self._inherited: list[int] = [self.memory, bios]
        self.monitor = Monitor()
        memory = f"/dev/fd/{self.memory}" if shared else ""
        command = graded_machine(f"/dev/fd/{bios}", icount, cpus, memory, size)
        self.lines: Lines | None = None
        lent: list[int] = []  # that it inherits, and we keep as well
        if typed:
            from grader.lines import Lines

            self.lines = Lines()
            for both in self.lines.by_name.values():
                command += both.options
                lent += both.inherited
        else:
            for line in ("console", "verdict"):
                command += ["-chardev", f"ringbuf,id={line},size={_RING}", "-serial", f"chardev:{line}"]
        self.log, path = self._pipe()
        command += ["-d", "int", "-D", path, "-S", "-no-shutdown"]
        command += ["-sandbox", _SANDBOX] if sandbox else []
        command += ["-chardev", "stdio,id=monitor,signal=off"]
        command += ["-mon", "chardev=monitor,mode=control", *extra]
        self.stderr, errors = os.pipe()
        self._pipes.append(self.stderr)
        self._confined = _confinement is not None
        if _confinement is not None:
            for fd in self._inherited + lent:
                _confinement.lend(fd)
            folder = self.lines.folder if self.lines else ""
            command = _confinement.command(command, size, folder)
        try:
            # A session of its own: Ctrl-C reaches the grader alone, which then ends QEMU.
            self.child = Child(
                command,
                {**self.monitor.for_qemu(), 2: errors},
                keep=self._inherited + lent,
                session=True,
            )
        except OSError as err:
            self._close_files()
            missing = isinstance(err, FileNotFoundError)
            words = "is not installed (Debian package qemu-system-arm)" if missing else err.strerror
            raise Fault(f"`{command[0]}` {words}") from None
        finally:
            self.monitor.give_away()
            for fd in (bios, errors, *self._inherited[2:]):
                os.close(fd)
        self._limit(cpu_seconds)
        self.monitor.tell("qmp_capabilities")

    def _pipe(self) -> tuple[int, str]:
        """A pipe: our end, and the path that QEMU opens for its own."""
        ours, theirs = os.pipe()
        self._pipes.append(ours)
        self._inherited.append(theirs)
        try:
            fcntl.fcntl(theirs, _F_SETPIPE_SZ, _PIPE)
        except OSError:
            pass  # over the user's share of pipe memory: the default will do
        return ours, f"/dev/fd/{theirs}"

    def _limit(self, cpu_seconds: int) -> None:
        """CPU time for the child; SIGXCPU ends it. No core files."""
        try:
            resource.prlimit(self.child.pid, resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
            resource.prlimit(self.child.pid, resource.RLIMIT_CORE, (0, 0))
        except ProcessLookupError:
            pass  # gone already; its exit status tells why

    def deliver(self, pieces: list[tuple[int, bytes]]) -> None:
        """Give it what is missing in its flash: @pieces by offset."""
        for offset, piece in pieces:
            os.pwrite(self.memory, piece, DELIVERY + offset)

    def go(self) -> None:
        """Let the machine run."""
        if self.lines is not None:
            self.monitor.round_trip()  # it answers when it has opened everything
            self.lines.opened()
        self.monitor.tell("cont")

    def exit_status(self) -> int:
        """Wait for its end: its exit status, or minus the signal that ended it."""
        status = self.child.wait()
        # bubblewrap says 128 + n of signal n.
        return 128 - status if self._confined and 128 < status < 128 + 65 else status

    def _close_files(self) -> None:
        self.monitor.close()
        if self.lines is not None:
            self.lines.close()
        for fd in [self.memory, *self._pipes]:
            os.close(fd)
        self._pipes.clear()

    def close(self, wait: bool = True) -> None:
        """End it, if it has not ended by itself. Without @wait it may take a moment longer."""
        if not self._pipes:
            return
        self.child.kill()
        if wait:
            self.child.wait()
        self._close_files()
