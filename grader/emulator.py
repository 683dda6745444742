# SPDX-License-Identifier: MIT
"""QEMU as a process: started early, given its flash late, told what to do over QMP.

Half of a short run is QEMU's own start-up. `--preconfig` lets it get as far as
it can without the flash, while make and the rest of the grader are still at
work; boot() then hands the flash over. Kept free of other modules, like make.py,
for the same reason. QMP: QEMU's docs/interop/qmp-spec.txt.
"""

from __future__ import annotations

import fcntl
import os
import resource
import socket
import subprocess

from grader.errors import Fault
from grader.machine import ICOUNT, graded_machine

CPU_SECONDS = 60
_F_SETPIPE_SZ = 1031
_PIPE = 1 << 20
_SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"


class Emulator:
    """A machine that waits for its flash; console, verdict and log are pipes to read from."""

    def __init__(
        self, icount: str = ICOUNT, extra: tuple[str, ...] = (), cpu_seconds: int = CPU_SECONDS
    ) -> None:
        self._flash = os.memfd_create("flash", 0)
        self._pipes: list[int] = []
        self._inherited: list[int] = [self._flash]
        self.monitor, theirs = socket.socketpair()
        self._inherited.append(theirs.fileno())
        command = graded_machine(f"/dev/fd/{self._flash}", icount)
        self.console, path = self._pipe()
        command += ["-serial", f"file:{path}"]
        self.verdict, path = self._pipe()
        command += ["-serial", f"file:{path}"]
        self.log, path = self._pipe()
        command += ["-d", "int", "-D", path, "-sandbox", _SANDBOX, "--preconfig"]
        command += ["-chardev", f"socket,id=monitor,fd={theirs.fileno()}"]
        command += ["-mon", "chardev=monitor,mode=control", *extra]
        try:
            # A session of its own: Ctrl-C reaches the grader alone, which then ends QEMU.
            self.child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=self._inherited,
                start_new_session=True,
            )
        except OSError as err:
            self._close_files()
            missing = isinstance(err, FileNotFoundError)
            words = "is not installed (Debian package qemu-system-arm)" if missing else err.strerror
            raise Fault(f"`{command[0]}` {words}") from None
        finally:
            theirs.close()
            for fd in self._inherited[2:]:
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

    def boot(self, pieces: list[tuple[int, bytes]], size: int) -> None:
        """Let it start with a flash of @size bytes: @pieces by offset, zeros between them."""
        os.ftruncate(self._flash, size)
        for offset, piece in pieces:
            os.pwrite(self._flash, piece, offset)
        self.tell("x-exit-preconfig")

    def _close_files(self) -> None:
        self.monitor.close()
        for fd in [self._flash, *self._pipes]:
            os.close(fd)
        self._pipes.clear()

    def close(self) -> None:
        """End it, if it has not ended by itself."""
        if not self._pipes:
            return
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        if self.child.stderr:
            self.child.stderr.close()
        self._close_files()
