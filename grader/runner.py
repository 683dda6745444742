# SPDX-License-Identifier: MIT
"""Runs QEMU on a flash image and brings back what came out of it.

Three pipes: the kernel's console, the proctor's verdict channel, the log of
exceptions. No limit here is in wall-clock time: the watchdog is the proctor's
and counts instructions; this side limits what the host spends (CPU seconds,
bytes of output) and sees the one thing that stops the machine's clock. Then it
resets the machine, as a person would press a button; the proctor finds that out
and goes on with the next test.
"""

from __future__ import annotations

import fcntl
import os
import resource
import selectors
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.errors import Fault
from grader.intlog import IntLog
from grader.machine import ICOUNT, graded_machine

CPU_SECONDS = 60
CONSOLE_CAP = 1 << 20
VERDICT_CAP = 4 << 20
_PIECE = 1 << 16
_F_SETPIPE_SZ = 1031


@dataclass
class Run:
    """What a machine left behind. `stopped` is empty when it powered itself off."""

    console: bytes
    verdict: bytes
    log: IntLog
    stopped: str = ""  # "flood" or "host-limit": stopped by this side
    errors: str = ""


@dataclass
class _Lines:
    """The host's ends of the pipes while QEMU runs."""

    read: dict[int, str] = field(default_factory=dict)
    inherited: list[int] = field(default_factory=list)
    monitor: socket.socket | None = None
    on_freeze: str = ""

    def open(self, name: str) -> str:
        """A pipe called @name; returns the path that QEMU opens."""
        ours, theirs = os.pipe()
        try:
            fcntl.fcntl(theirs, _F_SETPIPE_SZ, CONSOLE_CAP)
        except OSError:
            pass  # over the user's share of pipe memory: the default will do
        self.read[ours] = name
        self.inherited.append(theirs)
        return f"/dev/fd/{theirs}"

    def open_monitor(self) -> str:
        """A line to QEMU's monitor; returns its number for -chardev socket,fd=."""
        self.monitor, theirs = socket.socketpair()
        self.inherited.append(theirs.detach())
        return str(self.inherited[-1])

    def freeze(self) -> None:
        """The machine froze: press its reset button, or what else was asked for."""
        assert self.monitor is not None
        try:
            self.monitor.sendall(self.on_freeze.encode("ascii") + b"\n")
        except OSError:
            pass  # QEMU is gone; its exit status tells why

    def close(self) -> None:
        """Close whatever is still open on this side."""
        if self.monitor is not None:
            self.monitor.close()
        for fd in [*self.read, *self.inherited]:
            os.close(fd)
        self.read.clear()
        self.inherited.clear()


def _sandbox() -> list[str]:
    return ["-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"]


def run_flash(
    flash: bytes,
    *,
    extra: tuple[str, ...] = (),
    progress: Callable[[bytes], None] | None = None,
    cpu_seconds: int = CPU_SECONDS,
    icount: str = ICOUNT,
    on_freeze: str = "system_reset",
) -> Run:
    """Boot @flash under the proctor until it powers off or has to be stopped.

    @progress sees each piece of the verdict channel as it comes; @on_freeze is
    what QEMU's monitor is told then. Raises Fault if QEMU is missing, or dies by
    itself.
    """
    memory = os.memfd_create("flash", 0)
    lines = _Lines()
    try:
        with open(memory, "wb", closefd=False) as file:
            file.write(flash)
        command = graded_machine(f"/dev/fd/{memory}", icount)
        command += ["-serial", "file:" + lines.open("console")]
        command += ["-serial", "file:" + lines.open("verdict")]
        command += ["-chardev", f"socket,id=monitor,fd={lines.open_monitor()}"]
        command += ["-mon", "chardev=monitor,mode=readline"]
        command += ["-d", "int", "-D", lines.open("log"), *_sandbox(), *extra]
        lines.on_freeze = on_freeze
        return _run(command, memory, lines, progress, cpu_seconds)
    finally:
        lines.close()
        os.close(memory)


def _run(
    command: list[str],
    memory: int,
    lines: _Lines,
    progress: Callable[[bytes], None] | None,
    cpu_seconds: int,
) -> Run:
    try:
        # A session of its own: Ctrl-C reaches the grader alone, which then ends QEMU.
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(memory, *lines.inherited),
            start_new_session=True,
        )
    except FileNotFoundError:
        raise Fault(f"`{command[0]}` is not installed (Debian package qemu-system-arm)") from None
    except OSError as err:
        raise Fault(f"`{command[0]}` cannot be started: {err.strerror}") from None
    try:
        _limit(child.pid, cpu_seconds)
        for fd in lines.inherited:
            os.close(fd)
        lines.inherited.clear()
        return _collect(child, lines, progress)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        if child.stderr:
            child.stderr.close()


def _limit(pid: int, cpu_seconds: int) -> None:
    """CPU time for the child; SIGXCPU ends it. No core files."""
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    except ProcessLookupError:
        pass  # gone already; its exit status tells why


def _collect(
    child: subprocess.Popen[bytes], lines: _Lines, progress: Callable[[bytes], None] | None
) -> Run:
    """Read everything until QEMU is gone, or stop it."""
    assert child.stderr is not None
    buffers = {"console": bytearray(), "verdict": bytearray(), "stderr": bytearray()}
    log = IntLog()
    stopped = ""
    with selectors.DefaultSelector() as selector:
        for fd, name in lines.read.items():
            selector.register(fd, selectors.EVENT_READ, name)
        selector.register(child.stderr.fileno(), selectors.EVENT_READ, "stderr")
        assert lines.monitor is not None
        selector.register(lines.monitor.fileno(), selectors.EVENT_READ, "monitor")
        while selector.get_map() and not stopped:
            for key, _ in selector.select():
                piece = _read(key.fd)
                if not piece:
                    selector.unregister(key.fd)
                    continue
                if key.data == "monitor":
                    continue  # its banner and prompts
                if key.data == "log":
                    frozen = len(log.nests)
                    log.feed(piece)
                    if len(log.nests) > frozen:
                        lines.freeze()
                    continue
                buffers[key.data] += piece
                if key.data == "verdict" and progress:
                    progress(piece)
            if len(buffers["console"]) > CONSOLE_CAP:
                stopped = "flood"
        if stopped:
            child.kill()
            _drain(selector, buffers)
    status = child.wait()
    if len(buffers["verdict"]) > VERDICT_CAP:
        raise Fault("the verdict channel held more than 4 MiB")
    errors = buffers["stderr"].decode("utf-8", "replace").strip()
    if not stopped and status != 0:
        if status != -_SIGXCPU:
            raise Fault(f"QEMU ended with status {status}: {errors or 'it gave no reason'}")
        stopped = "host-limit"
    console = bytes(buffers["console"][:CONSOLE_CAP])
    return Run(console, bytes(buffers["verdict"]), log, stopped, errors)


_SIGXCPU = 24


def _read(fd: int) -> bytes:
    """Some of what is there; nothing at the end, also where a socket says so by an error."""
    try:
        return os.read(fd, _PIECE)
    except ConnectionResetError:
        return b""


def _drain(selector: selectors.BaseSelector, buffers: dict[str, bytearray]) -> None:
    """What was in the pipes when QEMU was stopped: the verdicts that it had given by then."""
    while selector.get_map():
        for key, _ in selector.select():
            piece = _read(key.fd)
            if not piece:
                selector.unregister(key.fd)
            elif key.data in buffers:
                buffers[key.data] += piece
