# SPDX-License-Identifier: MIT
"""Submissions that are broken on the way, or meant to break something. None may stop a class.

The first ones cannot be used and are refused; the rest can be read, and what they
do has to stay in their own cell and cost their own points only.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Callable

from grader.demo.pack import Files, add, tar_of, write, write_folder, zip_of, zipped
from grader.record import record

Make = Callable[[str, str, Files], str]
_HEAD = "stages/01-boot/head.S"
_PRINTK = "stages/01-boot/early_printk.c"
_BOMB = 2 << 30


@record
class Damage:
    """One way of being no good."""

    name: str
    make: Make  # (folder, student, files) -> the entry's name


def _tar_with(*members: tuple[str, bytes, bytes, str]) -> Make:
    """An honest tar with more members at its end: name, data, kind, target of a link."""

    def make(folder: str, student: str, files: Files) -> str:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, data in sorted(files.items()):
                add(archive, name, data)
            for name, data, kind, link in members:
                add(archive, name, data, kind, link)
        return write(folder, f"{student}.tar.gz", zipped(out.getvalue()))

    return make


def _without(place: str, *members: tuple[str, bytes, bytes, str]) -> Make:
    """The same, with the honest file at @place left out."""
    inner = _tar_with(*members)
    return lambda folder, student, files: inner(folder, student, {k: v for k, v in files.items() if k != place})


def _cut_short(folder: str, student: str, files: Files) -> str:
    data = zipped(tar_of(files))
    return write(folder, f"{student}.tar.gz", data[: len(data) * 2 // 3])


def _bomb(folder: str, student: str, files: Files) -> str:
    """2 GiB of nothing in some KiB, by a header that promises them."""
    info = tarfile.TarInfo(_HEAD)
    info.size = _BOMB
    return write(folder, f"{student}.tar.gz", zipped(info.tobuf() + bytes(1 << 24)))


def _fifo(folder: str, student: str, files: Files) -> str:
    write_folder(folder, student, {k: v for k, v in files.items() if k != _HEAD})
    os.mkfifo(os.path.join(folder, student, _HEAD))
    return student


def _linked_folder(folder: str, student: str, files: Files) -> str:
    write_folder(folder, student, {k: v for k, v in files.items() if not k.startswith("stages/01-boot/")})
    os.makedirs(os.path.join(folder, student, "stages"), exist_ok=True)
    os.symlink("/etc", os.path.join(folder, student, "stages/01-boot"))
    return student


def _changed(file: str, extra: str, whole: bool = False) -> Make:
    """A readable zip in which @file has @extra at its end, or nothing but that."""

    def make(folder: str, student: str, files: Files) -> str:
        before = b"" if whole else files.get(file, b"")
        return write(folder, f"{student}.zip", zip_of({**files, file: before + extra.encode("latin-1")}))

    return make


def _text(folder: str, student: str, files: Files) -> str:
    return write(folder, f"{student}.tar.gz", b"Sorry, I will hand it in tomorrow.\n")


def _nothing(folder: str, student: str, files: Files) -> str:
    return write(folder, f"{student}.zip", b"")


def _elsewhere(folder: str, student: str, files: Files) -> str:
    return write_folder(folder, student, {f"homework/{k[7:]}": v for k, v in files.items()})


_EARLIER = "\nint before_main;\nstatic void __attribute__((constructor)) early(void) { before_main = 1; }\n"
_GATE = "\nvoid proctor_gate_smc(void);\nvoid proctor_gate_smc(void) { }\n"
_SPIN = "#define A(x) x x x x x x x x x x\n#define B(x) A(A(A(A(A(A(A(A(A(x)))))))))\nconst char b[] = B(\"b\");\n"

DAMAGES = (
    Damage("cut-short", _cut_short),
    Damage("text", _text),
    Damage("nothing", _nothing),
    Damage("elsewhere", _elsewhere),
    Damage("climbing", _tar_with(("../../../tmp/climbed", b"x", tarfile.REGTYPE, ""))),
    Damage("absolute", _tar_with(("/tmp/absolute", b"x", tarfile.REGTYPE, ""))),
    Damage("link", _without(_HEAD, (_HEAD, b"", tarfile.SYMTYPE, "/etc/passwd"))),
    Damage("hard-link", _without(_HEAD, (_HEAD, b"", tarfile.LNKTYPE, "/etc/passwd"))),
    Damage("device", _without(_HEAD, (_HEAD, b"", tarfile.CHRTYPE, ""))),
    Damage("twice", _tar_with((_PRINTK, b"int twice;\n", tarfile.REGTYPE, ""))),
    Damage("bomb", _bomb),
    Damage("fifo", _fifo),
    Damage("linked-folder", _linked_folder),
    Damage("reads-host", _changed(_HEAD, '\n\t.section .rodata\n\t.incbin "/etc/passwd"\n')),
    Damage("includes-hidden", _changed(_PRINTK, '\n#include "stages/01-boot/hidden/banner.c"\n')),
    Damage("constructor", _changed(_PRINTK, _EARLIER)),
    Damage("harness-symbol", _changed(_PRINTK, _GATE)),
    Damage("compile-bomb", _changed(_PRINTK, _SPIN, whole=True)),
    Damage("no-text", _changed(_PRINTK, "\x00\xff\xfe\x80 not a program \x1b[2J", whole=True)),
    Damage("endless", _changed(_HEAD, "\n\t.section .head.text, \"ax\"\n\t.rept 100000000\n\tb .\n\t.endr\n")),
)
