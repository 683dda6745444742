# SPDX-License-Identifier: MIT
"""`python3 -m grader.kbuild`: the headers for which asm-generic will do.

Reads a port's asm/Kbuild, the list `generic-y += a.h b.h`, and writes for each
name a wrapper that includes the header of that name from asm-generic. A header
that asm-generic/Kbuild calls mandatory gets one without being listed, unless
the port has written it. Plays the part of Linux's scripts/Makefile.asm-generic.

The file is a submission: it is read, never executed, and whatever is not a list
of header names is an error with its file and line.
"""

from __future__ import annotations

import argparse
import os
import re
import sys

from grader.errors import GraderError

_ASSIGNMENT = re.compile(r"([\w.-]+)\s*(\+=|:=|\?=|=)\s*(.*)")
_HEADER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.h")
_MAX = 1 << 16


class KbuildError(Exception):
    """An error at a place; printed as a compiler prints its own."""

    def __init__(self, file: str, line: int, words: str) -> None:
        super().__init__(f"{file}:{line}: error: {words}")


def _lines(text: str) -> list[tuple[int, str]]:
    """(number of its first line, logical line): continuations joined, comments gone."""
    found: list[tuple[int, str]] = []
    held, start = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        start = start or number
        if line.endswith("\\") and not line.endswith("\\\\"):
            held += line[:-1] + " "
            continue
        found.append((start, (held + line).split("#", 1)[0].strip()))
        held, start = "", 0
    if held:
        found.append((start, held.split("#", 1)[0].strip()))
    return found


def parse(text: str, file: str, variable: str) -> dict[str, int]:
    """Header name -> line, from the `@variable += ...` lines of @text; KbuildError for all else."""
    names: dict[str, int] = {}
    for number, line in _lines(text):
        if not line:
            continue
        if "$" in line or "`" in line:
            raise KbuildError(file, number, "this is a list of headers: nothing in it is expanded or run")
        match = _ASSIGNMENT.fullmatch(line)
        if match is None:
            raise KbuildError(file, number, f"`{line[:60]}`: want `{variable} += name.h ...`")
        if match[1] != variable:
            raise KbuildError(file, number, f"`{match[1]}` is not read here, only `{variable}`")
        if match[2] != "+=":
            raise KbuildError(file, number, f"`{variable} {match[2]}`: want `{variable} +=`")
        for name in match[3].split():
            if not _HEADER.fullmatch(name):
                raise KbuildError(file, number, f"`{name[:60]}` is not the name of a header")
            names.setdefault(name, number)
    return names


def read(path: str, variable: str, solution: bool = False) -> dict[str, int]:
    """The names in the file at @path; with @solution its regions are resolved first."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(_MAX + 1)
    except FileNotFoundError:
        raise KbuildError(path, 1, "there is no such file; it may be empty, but it must be there")
    except (OSError, UnicodeDecodeError) as err:
        raise KbuildError(path, 1, f"cannot be read: {err}")
    if len(text) > _MAX:
        raise KbuildError(path, 1, "larger than 64 KiB")
    if solution:
        from grader.regions import resolve

        text = resolve(text, True, path)
    return parse(text, path, variable)


def choose(
    path: str,
    generic_y: dict[str, int],
    mandatory: dict[str, int],
    written: set[str],
    available: set[str],
) -> tuple[list[str], list[str]]:
    """(headers that get a wrapper, warnings); KbuildError for a name that asm-generic lacks."""
    warnings = []
    for name, line in generic_y.items():
        if name not in available and name not in written:
            raise KbuildError(path, line, f"there is no asm-generic/{name}: the port has to write asm/{name}")
    redundant = sorted(n for n in generic_y if n in written or n in mandatory)
    if redundant:
        line = min(generic_y[n] for n in redundant)
        names = " ".join(redundant)
        warnings.append(f"{path}:{line}: warning: redundant generic-y found in {path}: {names}")
    for name in mandatory:
        if name not in written and name not in available:
            raise KbuildError(path, 1, f"asm/{name} is mandatory, and neither written nor in asm-generic")
    wrapped = sorted((set(generic_y) | set(mandatory)) - written)
    return wrapped, warnings


def wrapper(name: str) -> str:
    """The text of the wrapper called @name."""
    return f"#include <asm-generic/{name}>\n"


def write_wrappers(out: str, names: list[str]) -> None:
    """Make @out hold the wrappers @names: touch only what changes, drop those of earlier lists."""
    os.makedirs(out, exist_ok=True)
    for name in sorted(os.listdir(out)):
        path = os.path.join(out, name)
        if name not in names and name.endswith(".h") and _content(path) == wrapper(name):
            os.unlink(path)
    for name in names:
        path = os.path.join(out, name)
        if _content(path) != wrapper(name):
            with open(path, "w", encoding="ascii") as file:
                file.write(wrapper(name))


def _content(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(_MAX)
    except OSError:
        return None


def _headers(folders: list[str]) -> set[str]:
    return {n for d in folders if os.path.isdir(d) for n in os.listdir(d) if n.endswith(".h")}


def main(argv: list[str]) -> int:
    """Called by the root Makefile; 1 for an error in the Kbuild file."""
    parser = argparse.ArgumentParser(prog="python3 -m grader.kbuild")
    parser.add_argument("out", help="where the wrappers go (a folder called asm)")
    parser.add_argument("--arch", nargs="+", action="extend", default=[], help="asm/ of the port")
    parser.add_argument("--kbuild", required=True, help="the port's list")
    parser.add_argument("--generic", required=True, help="include/asm-generic")
    parser.add_argument("--solution", action="store_true", help="resolve solution regions")
    args = parser.parse_args(argv)
    try:
        mandatory = read(os.path.join(args.generic, "Kbuild"), "mandatory-y")
        generic_y = read(args.kbuild, "generic-y", args.solution)
        names, warnings = choose(
            args.kbuild, generic_y, mandatory, _headers(args.arch), _headers([args.generic])
        )
        write_wrappers(args.out, names)
    except KbuildError as err:
        print(err, file=sys.stderr)
        return 1
    except GraderError as err:  # a region that is not closed: the solution's own fault
        print(f"{args.kbuild}:1: error: {err}", file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
