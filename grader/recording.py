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
from collections.abc import Callable

from grader.cases import Kernel
from grader.elf import load_elf
from grader.emulator import Emulator
from grader.errors import Fault, Unusable
from grader.flash import Flash
from grader.machine import graded_machine, quoted
from grader.record import record
from grader.results import Check, StageResult
from grader.runner import run_flash
from grader.transcript import Boot, Entry, Stop, Transcript

_MOST_STEPS = 500
# From the proctor, where its watchdog stopped the kernel, back to the kernel: whatever
# lies below the kernel's address is the proctor's. Nothing is printed for the steps.
_STEP_BACK = [
    "define bring_back",
    "set logging file /dev/null",
    "set logging redirect on",
    "set logging enabled on",
    "set $steps = 0",
    f"while (unsigned long)$pc < $arg0 && $steps < {_MOST_STEPS}",
    "reverse-stepi",
    "set $steps = $steps + 1",
    "end",
    "set logging enabled off",
    "end",
]
_TICK = 16  # instructions: the finest that the proctor's clock tells apart
_LOOP = 64  # bytes: how far apart two addresses of the same loop may be


@record
class Scene:
    """What to show: one boot, and where in it to stop."""

    level: int
    boot: Boot
    stop: Stop | None = None
    check: Check | None = None


def watchdog_budget(scene: Scene, budget: int, stops: Callable[[int], Stop | None]) -> int:
    """A budget under which the boot of @scene ends near where it goes wrong.

    An endless loop is recorded from when it begins to turn, not for millions of
    instructions. A machine that froze cannot be recorded at all (the recorder
    starves QEMU of everything else), so the watchdog stops it shortly before.
    @stops: the stop of that boot under a given budget, None if there is none.
    """
    assert scene.stop is not None
    if scene.stop.kind == "frozen":
        low, high = 0, budget
        while high - low > _TICK:
            middle = (low + high) // 2
            stop = stops(middle)
            low, high = (middle, high) if stop and stop.kind == "watchdog" else (low, middle)
        return max(low, 1)
    if scene.stop.kind != "watchdog":
        return 0
    where = scene.stop.regs["pc"]
    for shorter in (budget >> shift for shift in range(10, 0, -1)):
        stop = stops(shorter)
        if stop and stop.kind == "watchdog" and abs(stop.regs["pc"] - where) <= _LOOP:
            return shorter
    return 0


@record
class Recording:
    """The files of a recorded boot."""

    flash: str
    log: str
    disk: str
    cpus: int = 1

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


def make_recording(place: str, flash: Flash) -> Recording:
    """Run @flash once more with QEMU's recorder on; the files go to the folder @place."""
    if not shutil.which("qemu-img"):
        raise Unusable("replay needs `qemu-img` (Debian package qemu-utils) for its snapshots")
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    files = Recording(*(os.path.join(place, n) for n in ("flash.bin", "run.rr", "snapshots.qcow2")), cpus=flash.cpus)
    with open(files.flash, "wb") as out:
        out.write(flash.data())
    made = subprocess.run(
        ["qemu-img", "create", "-q", "-f", "qcow2", files.disk, "1M"], capture_output=True, check=False
    )
    if made.returncode:
        raise Fault(f"qemu-img failed: {made.stderr.decode('utf-8', 'replace').strip()}")
    icount, extra = files.options("record")
    # A snapshot names its memory: it has to be the same as in the replay.
    emulator = Emulator(flash.data(), icount, extra, shared=False, typed=flash.typed, cpus=flash.cpus)
    try:
        run_flash(flash, emulator, on_freeze="quit", hasty=False)
    finally:
        emulator.close()
    return files


def replay_machine(files: Recording) -> list[str]:
    """QEMU's command line that plays @files; its serial lines go nowhere."""
    icount, extra = files.options("replay")
    serial = ("-serial", "null", "-serial", "null", "-monitor", "none")
    return [*graded_machine(files.flash, icount, files.cpus), *extra, *serial]


def to_the_place(scene: Scene, proctor: str) -> list[str]:
    """gdb's commands that bring the replayed machine to where it went wrong."""
    if scene.stop is None:
        assert scene.check is not None
        failure = next((f for f in scene.check.failures if scene.level in f.levels), None)
        # An expectation has a line of its own; a rule about the console has only its test.
        here = failure.where if failure and failure.kind == "expect" and failure.expected else ""
        return [f"break {here or 'test_' + scene.check.name}", "continue"]
    elf = load_elf(proctor)
    commands = [f"hbreak *{elf.address(name):#x}" for name in ("stop", "stop_void")]
    commands += ["continue", "delete"]
    kind, pc = scene.stop.kind, scene.stop.regs.get("pc", 0)
    if kind in ("watchdog", "frozen"):
        return commands + _STEP_BACK + [f"bring_back {scene.boot.base:#x}"]
    # The PC of a panic is a return address, that of any other stop an instruction that ran.
    place = pc - 4 if kind == "panic" else pc
    return [*commands, f"hbreak *{place:#x}", "reverse-continue", "delete"]
