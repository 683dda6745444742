# SPDX-License-Identifier: MIT
"""Runs a machine to its end and brings back what came out of it.

No limit here is in wall-clock time: the watchdog is the proctor's and counts
instructions; this side limits what the host spends (CPU seconds, bytes of
output) and sees the one thing that stops the machine's clock. Then it resets
the machine, as a person would press a button; the proctor finds that out and
goes on with the next test.
"""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections.abc import Callable

from grader.emulator import Emulator
from grader.errors import Fault
from grader.flash import Flash
from grader.intlog import IntLog
from grader.record import record

CONSOLE_CAP = 1 << 20
VERDICT_CAP = 4 << 20
_PIECE = 1 << 16
_MOST_DELIVERED = 5 << 20  # the proctor keeps it in 6 MiB: grader/proctor/delivery.c
# QEMU writes a byte at a time; waking up for each would slow both sides down.
_REST_SECONDS = 0.002


@record
class Run:
    """What a machine left behind. `stopped` is empty when it powered itself off."""

    console: bytes
    verdict: bytes
    log: IntLog
    stopped: str = ""  # "flood" or "host-limit": stopped by this side


class _Collector:
    """Everything that comes out of one machine."""

    def __init__(self, emulator: Emulator, progress: Callable[[bytes], None] | None) -> None:
        self._emulator = emulator
        self._progress = progress
        self.on_freeze = "system_reset"
        self.log = IntLog()
        self.bytes = {name: bytearray() for name in ("console", "verdict", "stderr", "monitor")}
        self.flooded = False
        self.done = False

    def _take(self, name: str, piece: bytes) -> None:
        if name == "log":
            frozen = len(self.log.nests)
            self.log.feed(piece)
            if len(self.log.nests) > frozen:
                self._emulator.tell(self.on_freeze)
            return
        self.bytes[name] += piece
        if name == "verdict":
            if self._progress:
                self._progress(piece)
            self._end_if_done()
        if name == "console" and not self.flooded and len(self.bytes[name]) > CONSOLE_CAP:
            self.flooded = True
            self._emulator.child.kill()

    def _end_if_done(self) -> None:
        """The proctor's last word is the end: QEMU need not take its time to close down."""
        text = self.bytes["verdict"]
        if not self.done and text.endswith(b"\n") and text.rfind(b"\n#! done ", -80) >= 0:
            self.done = True
            self._emulator.child.kill()

    def collect(self) -> None:
        """Read until QEMU has closed all its ends; end it when it is done or the console floods."""
        emulator = self._emulator
        ends = {
            emulator.console: "console",
            emulator.verdict: "verdict",
            emulator.log: "log",
            emulator.monitor.fileno(): "monitor",
            emulator.stderr: "stderr",
        }
        with selectors.DefaultSelector() as selector:
            for fd, name in ends.items():
                selector.register(fd, selectors.EVENT_READ, name)
            while selector.get_map():
                for key, _ in selector.select():
                    piece = _read(key.fd)
                    if piece:
                        self._take(key.data, piece)
                    else:
                        selector.unregister(key.fd)
                if not self.done:
                    time.sleep(_REST_SECONDS)


def _read(fd: int) -> bytes:
    """Some of what is there; nothing at the end, also where a socket says so by an error."""
    try:
        return os.read(fd, _PIECE)
    except ConnectionResetError:
        return b""


def _fitting(flash: Flash, emulator: Emulator | None) -> Emulator:
    """@emulator, if what it started with belongs to @flash; else another one."""
    small = sum(len(piece) for _, piece in flash.delivery) <= _MOST_DELIVERED
    if emulator is not None:
        if small and emulator.flash == flash.proctor or emulator.flash == flash.data():
            return emulator
        emulator.close()
    return Emulator(flash.proctor if small else flash.data())


def run_flash(
    flash: Flash,
    emulator: Emulator | None = None,
    *,
    progress: Callable[[bytes], None] | None = None,
    on_freeze: str = "system_reset",
    meanwhile: Callable[[], None] | None = None,
) -> Run:
    """Boot @flash under the proctor until it powers off or has to be stopped.

    @emulator: one that waits already, with the proctor or all of @flash in it;
    @progress sees each piece of the verdict channel as it comes; @on_freeze is the
    QMP command for a machine that froze; @meanwhile is called when it has begun to run.
    Raises Fault if QEMU is missing, or dies by itself.
    """
    machine = _fitting(flash, emulator)
    try:
        if machine.flash == flash.proctor:
            machine.deliver(flash.delivery)
        machine.go()
        if meanwhile:
            meanwhile()
        collector = _Collector(machine, progress)
        collector.on_freeze = on_freeze
        collector.collect()
        return _result(collector, machine.child.wait())
    finally:
        machine.close()


def _result(collector: _Collector, status: int) -> Run:
    """What was collected, or why it is worth nothing."""
    console, verdict = bytes(collector.bytes["console"]), bytes(collector.bytes["verdict"])
    if collector.flooded:
        return Run(console[:CONSOLE_CAP], verdict, collector.log, "flood")
    if len(verdict) > VERDICT_CAP:
        raise Fault("the verdict channel held more than 4 MiB")
    if status == -signal.SIGXCPU:
        return Run(console, verdict, collector.log, "host-limit")
    if status and not (collector.done and status == -signal.SIGKILL):
        words = collector.bytes["stderr"].decode("utf-8", "replace").strip()
        raise Fault(f"QEMU ended with status {status}: {words or 'it gave no reason'}")
    return Run(console, verdict, collector.log)
