# SPDX-License-Identifier: MIT
"""Addresses to functions, files, lines and the text of those lines.

Uses the cross toolchain's addr2line, once for all addresses of a report, and
only when something failed: a run that passes starts no such process.
"""

from __future__ import annotations

import os
import platform
import subprocess

from grader.addresses import Map
from grader.compiler import strip_roots
from grader.results import Frame

_MAX_INLINE = 4


def tool(name: str) -> str:
    """A binutils program for arm64, as the Makefile would call it."""
    prefix = os.environ.get("CROSS_COMPILE")
    if prefix is None:
        prefix = "" if platform.machine() in ("aarch64", "arm64") else "aarch64-linux-gnu-"
    return prefix + name


def _addr2line(vmlinux: str, addrs: list[int]) -> dict[int, list[tuple[str, str, int]]]:
    """Address -> (function, file, line), innermost inlined function first; {} without the tool."""
    if not addrs:
        return {}
    command = [tool("addr2line"), "-afie", vmlinux, *(f"{a:#x}" for a in addrs)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    found: dict[int, list[tuple[str, str, int]]] = {}
    places: list[tuple[str, str, int]] = []
    function = ""
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("0x"):
            places = found.setdefault(int(line, 16), [])
            function = ""
        elif not function:
            function = line
        else:
            file, _, number = line.rpartition(":")
            digits = number.split(" ")[0]
            name = "" if function == "??" else function
            places.append((name, "" if file == "??" else file, int(digits) if digits.isdigit() else 0))
            function = ""
    return found


class Symbolizer:
    """Places in one kernel, as the student wrote them."""

    def __init__(self, root: str, sub: str, vmlinux: str) -> None:
        self._roots = [r for r in (root, os.path.realpath(root), sub) if r]
        self._search = [p for p in (sub, root) if p]
        self._vmlinux = vmlinux
        self._lines: dict[str, list[str]] = {}

    def source(self, file: str, line: int) -> str:
        """The text of @file:@line, from the submission or the tree; empty if unknown."""
        if file not in self._lines:
            self._lines[file] = []
            for place in self._search:
                try:
                    with open(os.path.join(place, file), encoding="utf-8", errors="replace") as f:
                        self._lines[file] = f.read(1 << 20).splitlines()
                    break
                except OSError:
                    continue
        lines = self._lines[file]
        return " ".join(lines[line - 1].split()) if 0 < line <= len(lines) else ""

    def frames(self, at: Map, addrs: list[int]) -> list[Frame]:
        """Frames for @addrs: the first is a PC, the others are return addresses."""
        linked = [at.to_virtual(a) for a in addrs]
        # The line of a call is that of the instruction before the return address.
        looked_up = [a if i == 0 else a - 4 for i, a in enumerate(linked)]
        inside = [a for a in looked_up if at.text <= a < at.end]
        places = _addr2line(self._vmlinux, inside)
        frames: list[Frame] = []
        for pc, addr in zip(linked, looked_up):
            named = at.elf.function_at(addr) if at.text <= addr < at.end else None
            function = named[0].name if named else ""
            found = places.get(addr, [])[:_MAX_INLINE] or [("", "", 0)]
            for name, file, line in found:
                file = strip_roots(file, self._roots)
                known = bool(file and line and not file.startswith("/"))
                frames.append(
                    Frame(
                        pc=pc,
                        function=name or function,
                        file=file if known else "",
                        line=line if known else 0,
                        source=self.source(file, line) if known else "",
                        student=known and is_student(file),
                    )
                )
        return frames


def is_student(file: str) -> bool:
    """Whether @file is one that a student writes (or its solution)."""
    parts = file.split("/")
    return parts[0] == "stages" and len(parts) > 2 and parts[2] not in ("tests", "hidden")
