# SPDX-License-Identifier: MIT
"""Builds a stage's kernel for a picture, and runs it up to where the machine stands still.

That is where the proctor was asked to stop it, or where the kernel came to an end
of its own before: a crash, a panic, an endless loop. Either way the machine's
memory is as it was at that instant, and is handed on.
"""

from __future__ import annotations

import os

from grader.cases import Case, Kernel, read_kernel
from grader.elf import load_elf
from grader.emulator import Emulator
from grader.errors import Fault, GraderError, Unusable
from grader.flash import STILL, Excerpt, load_offsets
from grader.grading import make_flash
from grader.kernel_build import compile_kernel
from grader.machine import RAM_BASE, cpu_count
from grader.picture.memory import Memory
from grader.record import record
from grader.runner import Run, run_flash
from grader.transcript import Stop, parse_transcript
from grader.tree import Tree, parse_seed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from grader.stagefile import Stage

# Why the machine stands still, when that was not our doing.
ENDS = {
    "crash": "the kernel took an exception and had no vectors of its own",
    "watchdog": "the kernel used up its instructions",
    "panic": "the kernel panicked",
    "off": "the kernel switched the machine off",
    "reset": "the kernel reset the machine",
    "void": "the kernel interfered with the tests",
    "frozen": "an exception whose handler cannot run, for ever",
    "flood": "the kernel wrote more than 1 MiB to the console",
    "host-limit": "the emulator used up its 60 s of CPU time",
    "bad-image": "a boot loader would refuse the Image",
}


@record
class Still:
    """A machine that stands still."""

    kernel: Kernel
    case: Case | None  # the check that ran, or would have
    memory: Memory
    base: int  # physical address of the Image
    stop: Stop
    cpus: int
    stage: int
    seed: int
    ok: bool | None = None  # of the check, if it came to its end

    @property
    def wanted(self) -> bool:
        """Whether it stopped where it was to stop."""
        return self.stop.kind == "still"

    @property
    def end(self) -> str:
        """Why it stopped, in words; empty if it was to."""
        if self.wanted:
            return ""
        words = ENDS.get(self.stop.kind, self.stop.kind)
        said = " ".join(self.stop.text).strip()
        return f"{words}: {said}" if said else words

    def physical(self, linked: int) -> int:
        """Where the byte lies that is linked at @linked."""
        return self.base + linked - self.kernel.text

    def layout(self) -> dict[str, int]:
        """What common/kernel/picture.s4.c says, as it was linked."""
        symbol = self.kernel.elf.symbol("picture_layout")
        if symbol is None or symbol.size % 32:
            raise Fault("vmlinux: no picture_layout (common/kernel/picture.s4.c)")
        raw = self.kernel.elf.read(symbol.value, symbol.size)
        facts = {}
        for at in range(0, len(raw), 32):
            name = raw[at : at + 24].rstrip(b"\0").decode("ascii", "replace")
            facts[name] = int.from_bytes(raw[at + 24 : at + 32], "little")
        return facts


def find_case(kernel: Kernel, name: str) -> Case:
    """The check called @name."""
    for case in kernel.cases:
        if case.name == name:
            return case
    names = ", ".join(case.name for case in kernel.cases)
    raise Unusable(f"there is no check `{name}`; the stage has: {names}")


def stand_still(args: Namespace, stage: Stage, tree: Tree, check: str, flags: int) -> Still:
    """Run @check of @stage alone, or no check if it is empty, until STILL and @flags say stop."""
    seed = parse_seed(args.seed)
    cpus = cpu_count(args.smp) if args.smp else stage.cpus
    built = compile_kernel(tree, stage, args, tests=True, picture=True)
    kernel = read_kernel(load_elf(built.path("vmlinux")))
    case = find_case(kernel, check) if check else None
    # Of the two entries the one whose machine has all of its memory in one piece.
    level = next((n for n in stage.entry if not any(m.level == n for m in stage.machines)), stage.entry[0])
    only = Excerpt(level, case.index if case else 0, flags=STILL | flags)
    flash = make_flash(tree, stage, kernel, seed, only, cpus=cpus)
    emulator = Emulator(flash.data(), size=flash.memory, typed=flash.typed, cpus=flash.cpus)
    try:
        run = run_flash(flash, emulator, on_freeze="quit")
        emulator.child.kill()
        emulator.child.wait()  # nobody writes to its memory any more
        memory = Memory.of_file(emulator.memory, flash.memory, RAM_BASE)
    finally:
        emulator.close()
    base = RAM_BASE + load_offsets(seed)[stage.entry.index(level)]
    stop, ok = _outcome(run, case)
    return Still(kernel, case, memory, base, stop, cpus, stage.number, seed, ok)


def _outcome(run: Run, case: Case | None) -> tuple[Stop, bool | None]:
    """Why it stopped, and what became of @case."""
    if run.log.nests:
        return Stop("frozen", -1), None
    if run.stopped:
        return Stop(run.stopped, -1), None
    transcript = parse_transcript(run.verdict)
    if transcript.bad_image is not None:
        return transcript.bad_image, None
    if transcript.void is not None:
        return transcript.void, None
    for entry in transcript.entries:
        ran = entry.cases.get(case.index) if case else None
        ok = ran.ok if ran and ran.ended else None
        for boot in entry.boots:
            if boot.stop is not None:
                return boot.stop, ok
    raise Fault("the machine switched off without a word")


class NeverRan(GraderError):
    """There is no machine to make a picture of."""

    exit_code = 1


def never_ran(still: Still) -> None:
    """Raises NeverRan if the kernel was not even entered."""
    if still.stop.kind == "bad-image":
        words = ENDS["bad-image"]
        raise NeverRan(f"{words}: there is nothing to draw; `make stage{still.stage}` says more")


def put(tree: Tree, name: str, text: str) -> None:
    """Write the file @name of the tree, whole or not at all."""
    path = tree.path(name)
    try:
        with open(f"{path}.new", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(f"{path}.new", path)
    except OSError as err:
        raise Fault(f"{name}: cannot be written: {err.strerror}") from None
