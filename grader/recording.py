# SPDX-License-Identifier: MIT
"""Records one boot of a failing run, so that gdb can step through it backwards.

QEMU's record and replay: the instruction counter makes the run repeatable, the
log holds what came from outside, and a snapshot at the start gives gdb a point
to go back to. Only one boot is recorded: replay does not survive a reset of the
machine, so QEMU ends where the proctor would reset it.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from grader.cases import Kernel
from grader.elf import load_elf
from grader.emulator import Emulator
from grader.errors import Fault, Unusable
from grader.flash import Flash
from grader.intlog import Nest
from grader.machine import graded_machine, quoted
from grader.record import record
from grader.results import Check, StageResult
from grader.runner import run_flash
from grader.transcript import Boot, Entry, Stop, Transcript


@record
class Scene:
    """What to show: one boot, and where in it to stop."""

    level: int
    boot: Boot
    stop: Stop | None = None
    check: Check | None = None


@record
class Recording:
    """The files of a recorded boot."""

    flash: str
    log: str
    disk: str

    def options(self, mode: str) -> tuple[str, tuple[str, ...]]:
        """(-icount, other arguments) to record or replay it."""
        # Without sleep=off: QEMU 7.2's recorder loses count with it when an access faults.
        icount = f"shift=0,rr={mode},rrfile={quoted(self.log)},rrsnapshot=start"
        return icount, ("-no-reboot", "-drive", f"file={quoted(self.disk)},if=none,id=snapshots")


def _boot_of(entry: Entry, index: int) -> Boot:
    """The boot in which case @index ran."""
    return next(b for b in reversed(entry.boots) if b.first <= index)


def choose(result: StageResult, kernel: Kernel, transcript: Transcript) -> Scene | None:
    """The first thing that went wrong: a stop before the tests, or the first failed check."""
    for entry in transcript.entries:
        for boot in entry.boots:
            if boot.stop is not None and (boot.stop.case < 0 or boot.stop.kind == "void"):
                return Scene(entry.level, boot, boot.stop)
        for case in kernel.cases:
            check = next((c for c in result.checks if c.name == case.name), None)
            run = entry.cases.get(case.index)
            if run is None or check is None or check.passed:
                continue
            if any(entry.level in f.levels and f.kind != "not-reached" for f in check.failures):
                return Scene(entry.level, _boot_of(entry, case.index), run.stop, check)
    return None


def record(place: str, flash: Flash) -> Recording:
    """Run @flash once more with QEMU's recorder on; the files go to the folder @place."""
    if not shutil.which("qemu-img"):
        raise Unusable("replay needs `qemu-img` (Debian package qemu-utils) for its snapshots")
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    files = Recording(*(os.path.join(place, n) for n in ("flash.bin", "run.rr", "snapshots.qcow2")))
    with open(files.flash, "wb") as out:
        out.write(flash.data())
    made = subprocess.run(
        ["qemu-img", "create", "-q", "-f", "qcow2", files.disk, "1M"], capture_output=True, check=False
    )
    if made.returncode:
        raise Fault(f"qemu-img failed: {made.stderr.decode('utf-8', 'replace').strip()}")
    icount, extra = files.options("record")
    run_flash(flash, Emulator(icount, extra), on_freeze="quit")
    return files


def replay_machine(files: Recording) -> list[str]:
    """QEMU's command line that plays @files; its serial lines go nowhere."""
    icount, extra = files.options("replay")
    serial = ("-serial", "null", "-serial", "null", "-monitor", "none")
    return [*graded_machine(files.flash, icount), *extra, *serial]


def to_the_place(scene: Scene, nest: Nest | None, proctor: str) -> list[str]:
    """gdb's commands that bring the replayed machine to where it went wrong."""
    if scene.stop is None:
        assert scene.check is not None
        failure = next((f for f in scene.check.failures if scene.level in f.levels), None)
        # An expectation has a line of its own; a rule about the console has only its test.
        here = failure.where if failure and failure.kind == "expect" and failure.expected else ""
        return [f"break {here or 'test_' + scene.check.name}", "continue"]
    if nest is not None:
        return [f"hbreak *{nest.loop.pc:#x}", "continue", "delete", "reverse-stepi"]
    elf = load_elf(proctor)
    commands = [f"hbreak *{elf.address(name):#x}" for name in ("stop", "stop_void")]
    commands += ["continue", "delete"]
    # Back to where the kernel was; a waiting CPU's pc, or a return address, is behind the place.
    pc = scene.stop.regs["pc"]
    behind = scene.stop.kind in ("watchdog", "panic")
    commands += [f"hbreak *{at:#x}" for at in ((pc, pc - 4) if behind else (pc,))]
    return [*commands, "reverse-continue", "delete"]
