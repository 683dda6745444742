# SPDX-License-Identifier: MIT
"""Hashes of what a verdict depends on: a submission is graded again only when one has changed."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess

from grader.errors import Unusable
from grader.machine import qemu_program
from grader.stagefile import Stage
from grader.tree import Tree

_PIECE = 1 << 20
_MOST = 1 << 20  # of one file in a folder; a larger one is refused anyway
# Of the grader: all that leads to a verdict. How a class is reported does not.
_WITHOUT = ("grader/tests", "grader/reports")


def hash_text(*parts: str) -> str:
    """A hash of @parts that no other split into parts has."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


def hash_file(path: str) -> str:
    """Of one regular file; a note of what it is of anything else. Nothing is followed or waited for."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as err:
        return f"unreadable {err.errno}"
    try:
        mode = os.fstat(fd).st_mode
        if not stat.S_ISREG(mode):
            return f"kind {stat.S_IFMT(mode):o}"
        digest = hashlib.sha256()
        while piece := os.read(fd, _PIECE):
            digest.update(piece)
        return digest.hexdigest()
    finally:
        os.close(fd)


def hash_submission(path: str, stages: list[Stage]) -> str:
    """Of an archive all bytes; of a folder the files that are taken from it.

    The entry itself is the instructor's, and may be a link; what is in it may not.
    """
    path = os.path.realpath(path)
    if not stat.S_ISDIR(os.lstat(path).st_mode):
        return hash_file(path)
    parts = []
    for stage in stages:
        for file in stage.files:
            relative = f"{stage.place}/{file}"
            whole = os.path.join(path, relative)
            # A linked folder on the way is told apart from a plain one: the one is refused.
            links = [p for p in _parents(relative) if os.path.islink(os.path.join(path, p))]
            size = os.lstat(whole).st_size if os.path.lexists(whole) else -1
            parts += [relative, *links, hash_file(whole) if size <= _MOST else f"size {size}"]
    return hash_text(*parts)


def _parents(relative: str) -> list[str]:
    parts = relative.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def _hash_tree(root: str, tops: list[str]) -> str:
    """Of all files below @tops, by name and content; what Python compiled is left out."""
    parts: list[str] = []
    for top in tops:
        if os.path.isfile(os.path.join(root, top)):
            parts += [top, hash_file(os.path.join(root, top))]
        for place, folders, files in os.walk(os.path.join(root, top)):
            relative = os.path.relpath(place, root)
            folders[:] = sorted(
                f for f in folders if f != "__pycache__" and f"{relative}/{f}" not in _WITHOUT
            )
            for name in sorted(files):
                if not name.endswith((".pyc", "~")):
                    parts += [f"{relative}/{name}", hash_file(os.path.join(place, name))]
    return hash_text(*parts)


def _first_line(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except OSError as err:
        raise Unusable(f"`{command[0]}` cannot be run: {err.strerror}") from None
    return done.stdout.partition("\n")[0]


def hash_course(tree: Tree, hidden: str = "") -> str:
    """Of the tests, the given code, the grader and its tools; @hidden: a folder of more hidden tests."""
    prefix = os.environ.get("CROSS_COMPILE", "" if os.uname().machine == "aarch64" else "aarch64-linux-gnu-")
    tools = [_first_line([f"{prefix}gcc", "--version"]), _first_line([f"{prefix}ld", "--version"])]
    tools.append(_first_line([qemu_program(), "--version"]))
    ours = _hash_tree(tree.root, ["Makefile", "arch", "common", "grader", "stages"])
    return hash_text(ours, _hash_tree(hidden, ["."]) if hidden else "", *tools)
