# SPDX-License-Identifier: MIT
"""QEMU as a process: started early, given its kernel late, told what to do over QMP.

Half of a short run is QEMU's own start-up. So it starts stopped, with nothing
but the proctor in its flash, while make and the rest of the grader are still at
work. Its memory is a file of ours: deliver() writes configuration and kernel to
where the proctor takes them from (grader/proctor/delivery.c), and go() lets the
machine run. Kept free of other modules, like make.py, for the same reason. QMP:
QEMU's docs/interop/qmp-spec.txt.
"""

from __future__ import annotations

import fcntl
import os
import resource
import socket

from grader.errors import Fault
from grader.machine import ICOUNT, RAM_SIZE, graded_machine
from grader.process import Child

CPU_SECONDS = 60
DELIVERY = 48 << 20  # from the start of memory: DELIVERY_BASE in grader/proctor/machine.h
_F_SETPIPE_SZ = 1031
_PIPE = 1 << 20
_SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"


def _file(name: str, size: int, content: bytes = b"") -> int:
    """A file of @size bytes without a place on any disk."""
    fd = os.memfd_create(name, 0)
    os.ftruncate(fd, size)
    os.pwrite(fd, content, 0)
    return fd


class Emulator:
    """A machine that stands still; console, verdict and log are pipes to read from."""

    def __init__(
        self,
        flash: bytes,
        icount: str = ICOUNT,
        extra: tuple[str, ...] = (),
        cpu_seconds: int = CPU_SECONDS,
    ) -> None:
        """@flash: the proctor alone, or all that it needs."""
        self.flash = flash
        self._memory = _file("memory", RAM_SIZE)
        self._pipes: list[int] = []
        bios = _file("flash", len(flash), flash)
        self._inherited: list[int] = [self._memory, bios]
        self.monitor, theirs = socket.socketpair()
        self._inherited.append(theirs.fileno())
        command = graded_machine(f"/dev/fd/{bios}", icount, memory=f"/dev/fd/{self._memory}")
        self.console, path = self._pipe()
        command += ["-serial", f"file:{path}"]
        self.verdict, path = self._pipe()
        command += ["-serial", f"file:{path}"]
        self.log, path = self._pipe()
        command += ["-d", "int", "-D", path, "-sandbox", _SANDBOX, "-S"]
        command += ["-chardev", f"socket,id=monitor,fd={theirs.fileno()}"]
        command += ["-mon", "chardev=monitor,mode=control", *extra]
        self.stderr, errors = os.pipe()
        self._pipes.append(self.stderr)
        nothing = os.open(os.devnull, os.O_RDWR)
        try:
            # A session of its own: Ctrl-C reaches the grader alone, which then ends QEMU.
            self.child = Child(
                command,
                {0: nothing, 1: nothing, 2: errors},
                keep=self._inherited,
                session=True,
            )
        except OSError as err:
            self._close_files()
            missing = isinstance(err, FileNotFoundError)
            words = "is not installed (Debian package qemu-system-arm)" if missing else err.strerror
            raise Fault(f"`{command[0]}` {words}") from None
        finally:
            theirs.close()
            for fd in (bios, nothing, errors, *self._inherited[3:]):
                os.close(fd)
        self._limit(cpu_seconds)
        self.tell("qmp_capabilities")

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

    def tell(self, command: str) -> None:
        """Send a QMP command without arguments."""
        try:
            self.monitor.sendall(b'{"execute": "%s"}\n' % command.encode("ascii"))
        except OSError:
            pass  # QEMU is gone; its exit status tells why

    def deliver(self, pieces: list[tuple[int, bytes]]) -> None:
        """Give it what is missing in its flash: @pieces by offset."""
        for offset, piece in pieces:
            os.pwrite(self._memory, piece, DELIVERY + offset)

    def go(self) -> None:
        """Let the machine run."""
        self.tell("cont")

    def _close_files(self) -> None:
        self.monitor.close()
        for fd in [self._memory, *self._pipes]:
            os.close(fd)
        self._pipes.clear()

    def close(self) -> None:
        """End it, if it has not ended by itself."""
        if not self._pipes:
            return
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        self._close_files()
