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
import select
import signal

from grader.emulator import Emulator
from grader.errors import Fault
from grader.flash import Flash
from grader.process import read_all
from grader.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.intlog import IntLog

CONSOLE_CAP = 1 << 20
VERDICT_CAP = 4 << 20
_PIECE = 1 << 16
_MOST_DELIVERED = 5 << 20  # the proctor keeps it in 6 MiB: grader/proctor/delivery.c
# That the machine has switched off is heard at once; to look at anything else more often slows it down.
_REST_SECONDS = 0.005
_SHORT_REST = 0.001


@record
class Run:
    """What a machine left behind. `stopped` is empty when it powered itself off."""

    console: bytes
    verdict: bytes
    log: IntLog
    stopped: str = ""  # "flood" or "host-limit": stopped by this side


class _Collector:
    """Everything that comes out of one machine."""

    def __init__(
        self, emulator: Emulator, progress: Callable[[bytes], None] | None, on_freeze: str
    ) -> None:
        from grader.intlog import IntLog  # not before the machine runs

        self._emulator = emulator
        self._monitor = emulator.monitor
        self._progress = progress
        self._on_freeze = on_freeze
        self._both_ways = emulator.lines
        self._lines: list[str] = []  # that were asked for, and have not answered
        self._last = False  # they were asked for when nothing could follow any more
        self.log = IntLog()
        self.console, self.verdict, self.stderr = bytearray(), bytearray(), bytearray()
        self.flooded = False
        self.done = False
        for fd in (emulator.log, emulator.stderr):
            os.set_blocking(fd, False)

    def _take_log(self, piece: bytes) -> None:
        if not piece:
            return
        frozen = len(self.log.nests)
        self.log.feed(piece)
        if len(self.log.nests) > frozen:
            self._monitor.tell(self._on_freeze)

    def _take(self, line: str, piece: bytes) -> None:
        if line == "console":
            self.console += piece
            self.flooded = len(self.console) > CONSOLE_CAP
            return
        self.verdict += piece
        if piece and self._progress:
            self._progress(piece)
        if piece.endswith(b"\n") and self._last_line().startswith(b"#! stimulus "):
            from grader.stimulus import answer

            answer(self._emulator, self._last_line())
        # The proctor's last word is the end: QEMU need not take its time to close down.
        last = self._last_line()
        self.done = last.startswith(b"#! done ") and last.endswith(b"\n")

    def _last_line(self) -> bytes:
        return bytes(self.verdict[self.verdict.rfind(b"\n", 0, -1) + 1 :])

    def _ask(self) -> None:
        """Ask for both lines; the console second, so that it has all that came before."""
        self._last = self._monitor.shut_down
        if self._both_ways is not None:
            for name in ("verdict", "console"):
                self._take(name, self._both_ways.by_name[name].take())
            return
        self._lines = ["verdict", "console"]
        for line in self._lines:
            self._monitor.ask_for(line)

    def _over(self) -> bool:
        """Whether nothing more is to come, or to be waited for."""
        if self._monitor.gone:
            return True
        return not self._lines and (self._last or self.done or self.flooded)

    def collect(self) -> None:
        """Listen until the guest has switched off, is done, or prints without end."""
        more = False
        # Lines that need not be asked for are looked at more often: a test may wait for an answer.
        rest = _REST_SECONDS if self._both_ways is None else _SHORT_REST
        while not self._over():
            heard, _, _ = select.select([self._monitor], [], [], 0 if more else rest)
            if heard:
                for piece in self._monitor.hear():
                    self._take(self._lines.pop(0), piece)
            more = self._read_pipes()
            if not self._lines and not self._over() and (self._monitor.shut_down or not heard):
                self._ask()

    def _read_pipes(self) -> bool:
        """What QEMU has logged and complained of; whether there is more."""
        logged = self._piece(self._emulator.log)
        self._take_log(logged)
        self.stderr += self._piece(self._emulator.stderr)
        return len(logged) == _PIECE

    def _piece(self, fd: int) -> bytes:
        try:
            return os.read(fd, _PIECE)
        except BlockingIOError:
            return b""

    def close(self, hasty: bool) -> int:
        """End QEMU, and read what it has left; its exit status if it ended by itself, or 0."""
        emulator, died = self._emulator, self._monitor.gone
        if hasty and not died:
            emulator.child.kill()
        else:
            if not died:
                self._monitor.tell("quit")
            for fd in (emulator.log, emulator.stderr):
                os.set_blocking(fd, True)
        # QEMU logs before it goes on: when it is done, all that counts is there.
        while piece := self._piece(emulator.log):
            self.log.feed(piece)
        if hasty and not died:
            return 0
        self.stderr += read_all(emulator.stderr)
        status = emulator.exit_status()
        return status if died else 0


def _fitting(flash: Flash, emulator: Emulator | None) -> Emulator:
    """@emulator, if what it started with belongs to @flash; else another one."""
    small = sum(len(piece) for _, piece in flash.delivery) <= _MOST_DELIVERED
    wanted = (flash.memory, flash.typed, flash.cpus)
    if emulator is not None and (emulator.size, emulator.lines is not None, emulator.cpus) == wanted:
        if small and emulator.flash == flash.proctor or emulator.flash == flash.data():
            return emulator
    start = flash.proctor if small else flash.data()
    return Emulator(start, size=flash.memory, typed=flash.typed, cpus=flash.cpus)


def run_flash(
    flash: Flash,
    emulator: Emulator | None = None,
    *,
    progress: Callable[[bytes], None] | None = None,
    on_freeze: str = "system_reset",
    hasty: bool = True,
    meanwhile: Callable[[], None] | None = None,
) -> Run:
    """Boot @flash under the proctor until it powers off or has to be stopped.

    @emulator: one that waits already, with the proctor or all of @flash in it, to be
    closed by the caller;
    @progress sees each piece of the verdict channel as it comes; @on_freeze is the
    QMP command for a machine that froze; @hasty: QEMU need not end by itself;
    @meanwhile is called when the machine has begun to run. Raises Fault if QEMU is missing, or dies by itself.
    """
    machine = _fitting(flash, emulator)
    try:
        if machine.flash == flash.proctor:
            machine.deliver(flash.delivery)
        machine.go()
        if meanwhile:
            meanwhile()
        collector = _Collector(machine, progress, on_freeze)
        collector.collect()
        return _result(collector, collector.close(hasty))
    finally:
        if machine is not emulator:
            machine.close()


def _result(collector: _Collector, status: int) -> Run:
    """What was collected, or why it is worth nothing."""
    console, verdict = bytes(collector.console), bytes(collector.verdict)
    if collector.flooded:
        return Run(console[:CONSOLE_CAP], verdict, collector.log, "flood")
    if len(verdict) > VERDICT_CAP:
        raise Fault("the verdict channel held more than 4 MiB")
    if status == -signal.SIGXCPU:
        return Run(console, verdict, collector.log, "host-limit")
    if status:
        words = collector.stderr.decode("utf-8", "replace").strip()
        raise Fault(f"QEMU ended with status {status}: {words or 'it gave no reason'}")
    return Run(console, verdict, collector.log)
