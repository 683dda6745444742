# SPDX-License-Identifier: MIT
"""The secure flash that QEMU starts from: proctor, its configuration, the kernel.

Or the proctor alone, where QEMU starts before there is a kernel; the rest then
follows through ordinary memory, and is moved to the secure RAM and wiped before
the kernel runs (grader/proctor/delivery.c). Either way seed and key are nowhere
else than where the student's kernel, in the non-secure world, cannot read them.
"""

from __future__ import annotations

import os
import struct

from grader.cases import CASE, CASE_BUDGET, Kernel
from grader.errors import Fault, Unusable
from grader.image import lay_out
from grader.machine import FIRST_TYPED, RAM_SIZE
from grader.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from grader.stagefile import Machine

MAGIC = b"BRINGUP1"
CONFIG_OFFSET = 0x10000
IMAGE_OFFSET = 0x20000
# Config flags, CONFIG_* in grader/proctor/proctor.h.
PLAIN = 1  # any arm64 Image, no tests, no watchdog
STILL, STILL_READY, STILL_SHOW = 2, 4, 8  # when the machine stands still, for a picture
_ALIGN = 0x1000
_MAX = 64 << 20
MIB2 = 2 << 20


@record
class Flash:
    """The file for -bios, and the key that only the proctor and the grader know."""

    pieces: list[tuple[int, bytes]]  # by offset; zeros between them
    size: int
    key: str  # 16 hexadecimal digits, as the proctor prints it on the console; of this run only
    memory: int = RAM_SIZE  # bytes that the machine has to have
    typed: bool = False  # the tests may ask for input from outside
    cpus: int = 1  # that the machine has to have

    @property
    def proctor(self) -> bytes:
        """What the machine starts from."""
        return self.pieces[0][1]

    @property
    def delivery(self) -> list[tuple[int, bytes]]:
        """All the rest."""
        return self.pieces[1:]

    def data(self) -> bytes:
        """The whole file."""
        return lay_out(self.pieces, self.size)


@record
class Excerpt:
    """A part of a run, for a replay or a picture: one boot at one entry level, with a shorter budget."""

    level: int
    first: int = 0  # the case to begin with
    case: int = -1  # whose budget it is; -1: the boot's
    budget: int = 0  # instructions; 0: as in the whole run
    flags: int = 0  # STILL and the like


def _with_budget(
    image: list[tuple[int, bytes]], offset: int, budget: int
) -> list[tuple[int, bytes]]:
    """@image with the word at @offset, a case's own budget, set to @budget."""
    changed = []
    for start, piece in image:
        if start <= offset < start + len(piece):
            at = offset - start
            piece = piece[:at] + struct.pack("<Q", budget) + piece[at + 8 :]
        changed.append((start, piece))
    return changed


_RANGES = 6  # MAX_RANGES in grader/proctor/proctor.h
_BOOTARGS = 128


def _machine(machine: Machine | None) -> bytes:
    """A struct machine."""
    banks = list(machine.banks) if machine else []
    taken = list(machine.reserved) if machine else []
    words = [len(banks)]
    for off, size in banks + [(0, 0)] * (_RANGES - len(banks)):
        words += [off, size]
    words.append(len(taken))
    for off, size, kind in taken + [(0, 0, 0)] * (_RANGES - len(taken)):
        words += [off, size, kind]
    args = machine.bootargs.encode("ascii") if machine else b""
    return struct.pack(f"<{len(words)}Q{_BOOTARGS}s", *words, args)


def load_offsets(seed: int) -> tuple[int, int]:
    """Where in memory the Image goes, for the first and the second entry."""
    return MIB2, MIB2 * (2 + seed % 16)


def pack_flash(
    proctor: bytes,
    image: list[tuple[int, bytes]],
    kernel: Kernel,
    *,
    stage: int,
    seed: int,
    entry: tuple[int, ...],
    boot_budget: int,
    case_budget: int,
    machines: tuple[Machine, ...] = (),
    only: Excerpt | None = None,
) -> Flash:
    """The flash for a graded run of @image (by pieces), which @kernel describes.

    @only: for a replay; the Image lies where it lay in the whole run.
    """
    if not proctor or len(proctor) > CONFIG_OFFSET:
        raise Fault(f"proctor.bin has {len(proctor)} bytes; it must fit in {CONFIG_OFFSET}")
    length = max(offset + len(piece) for offset, piece in image)
    if IMAGE_OFFSET + length > _MAX:
        raise Unusable(f"the kernel Image has {length} bytes: too large for the flash")
    # Drawn, not derived: from seed and Image a kernel could work it out, and forge marks.
    key = int.from_bytes(os.urandom(8), "little")
    first, second = load_offsets(seed)
    levels = (*entry, 0)[:2]
    if only is not None:
        first = (first, second)[levels.index(only.level)]
        levels = (only.level, 0)
        if only.budget and only.case < 0:
            boot_budget = only.budget
        elif only.budget:
            table = kernel.cases_start - kernel.text
            image = _with_budget(image, table + only.case * CASE.size + CASE_BUDGET, only.budget)
    base = kernel.text
    config = struct.pack(
        "<8s23Q",
        MAGIC,
        stage,
        seed,
        key,
        IMAGE_OFFSET,
        length,
        first,
        second,
        *levels,
        boot_budget,
        case_budget,
        kernel.gate - base,
        kernel.test_start - base,
        kernel.test_end - kernel.test_start,
        kernel.cases_start - base,
        len(kernel.cases),
        base,
        kernel.etext - base,
        only.flags if only else 0,
        0,  # initrd_off
        0,  # initrd_len
        kernel.data - base,
        only.first if only else 0,
    )
    for level in levels:
        config += _machine(next((m for m in machines if m.level == level), None))
    pieces = [(0, proctor), (CONFIG_OFFSET, config)]
    pieces += [(IMAGE_OFFSET + offset, piece) for offset, piece in image]
    size = -(-(IMAGE_OFFSET + length) // _ALIGN) * _ALIGN
    return Flash(pieces, size, f"{key:016x}", typed=stage >= FIRST_TYPED)
