# SPDX-License-Identifier: MIT
"""Looks for what must not get out: lines of solutions, hidden tests and mutants, and their names.

A secret is a line of 20 characters or more, spaces apart, that stands in a solution, a
hidden test or a mutant, and neither in a stub nor in given code (lines of a solution that a
handout shows are no secret either); and a name that hidden
tests alone use: of a check, of a function, of a variable. They are looked for in every
file of a release, and in what archives and compressed files in it hold; an object file
is bytes like any other, its string tables included.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from grader.refuse import refusals
from grader.sourcescan import scan_stage
from grader.stubs import resolved
from grader.tree import Tree

_LEAST = 20
_SPACE = re.compile(rb"\s+")
_GIVEN = ("common", "arch", "grader/proctor", "grader/host")
_NAME = re.compile(r"[A-Za-z_]\w{5,}")


def _squeezed(text: bytes) -> bytes:
    """@text with each run of white space as one space."""
    return _SPACE.sub(b" ", text).strip()


def _lines(text: str) -> set[bytes]:
    found = {_squeezed(line.encode()) for line in text.splitlines()}
    return {line for line in found if len(line) >= _LEAST}


def _texts(tree: Tree, place: str) -> Iterator[str]:
    for folder, folders, names in os.walk(tree.path(place)):
        folders[:] = [f for f in folders if not f.startswith(("__", "."))]
        for name in sorted(names):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                yield file.read()


class Secrets:
    """The lines and names of @tree that a release may not hold."""

    def __init__(self, tree: Tree) -> None:
        given, hidden, solved = self._known(tree), set(), set()
        known = {name for text in given for name in _NAME.findall(text)}
        secret_names: set[str] = set()
        for stage in tree.stages():
            for text in _texts(tree, f"{stage.place}/hidden"):
                hidden |= _lines(text)  # with the mutants
            for text in _texts(tree, f"{stage.place}/solution"):
                solved |= _lines(text)
                known |= set(_NAME.findall(text))
            secret_names |= self._names(tree, stage.place)
            secret_names |= {c.name for c in scan_stage(tree.root, stage, True) if c.hidden}
            secret_names |= {c.name for c, _ in refusals(tree.root, stage, True) if c.hidden}
        # What a handout shows of a solution it shows on purpose.
        handouts = [text for text in _texts(tree, "handouts")]
        shown = _squeezed("\n".join(given).encode())
        taught = _squeezed("\n".join(handouts).encode())
        solutions = b"\n".join(sorted(solved))
        self.lines = sorted(
            line for line in hidden | solved
            if line not in shown and not (line in solutions and line in taught)
        )
        self.names = sorted(name for name in secret_names - known if "_" in name)

    @staticmethod
    def _known(tree: Tree) -> list[str]:
        """Everything that a student may read: given code, stubs, visible tests."""
        texts = [text for place in _GIVEN for text in _texts(tree, place)]
        for stage in tree.stages():
            texts += [resolved(tree.root, stage, file, solution=False) for file in stage.files]
            texts += _texts(tree, f"{stage.place}/tests")
        return texts

    @staticmethod
    def _names(tree: Tree, place: str) -> set[str]:
        """What hidden tests define at file scope."""
        found: set[str] = set()
        for text in _texts(tree, f"{place}/hidden"):
            found |= set(re.findall(r"^(?:static\s)[^=;{()\n]*?\b(\w{6,})\s*[(=;\[]", text, re.MULTILINE))
        return found

    def search(self, name: str, data: bytes) -> list[str]:
        """What of it stands in the file @name, in words."""
        found = []
        for place, text in opened(name, data):
            plain = _squeezed(text)
            found += [f"{place}: the secret line `{line.decode()[:60]}`" for line in self.lines if line in plain]
            words = set(re.findall(rb"\w+", plain))
            found += [f"{place}: the hidden name `{n}`" for n in self.names if n.encode() in words]
        return found


def opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """@data, and what is packed in it, by name."""
    yield name, data
    if data.startswith(b"\x1f\x8b"):
        try:
            yield from opened(f"{name}!", gzip.decompress(data))
        except (OSError, EOFError, zlib.error):
            pass
    elif data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            for member in tar:
                reader = tar.extractfile(member) if member.isreg() else None
                if reader is not None:
                    yield from opened(f"{name}!{member.name}", reader.read())
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            for info in zipped.infolist():
                yield from opened(f"{name}!{info.filename}", zipped.read(info))
