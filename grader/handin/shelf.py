# SPDX-License-Identifier: MIT
"""Objects that need not be compiled again: the same text, the same headers, the same object.

A submission's files are compiled for its own stage and for each later one, and given
files once for each stage, though hardly any of them asks which stage it is in. So a
submission has a shelf: what was compiled in its cell for one stage is taken for the next, if
everything that the compiler read is the same. Nothing on it ever reaches another submission.

Below that lies a shelf that all submissions share. What is on it was compiled from the
course's own texts alone (stubs and solutions), so nobody's tricks can be in it.
"""

from __future__ import annotations

import hashlib
import json
import operator
import os
import re

from grader.record import field, record

# Its text differs by stage, and with the headers: whatever reads it is compiled anew.
_OFFSETS = "asm-offsets.h"
_ASKS = re.compile(rb"CONFIG_STAGE(?:\s*(>=|<=|==|!=|>|<)\s*(\d+))?")
_COMPARE = {b">=": operator.ge, b"<=": operator.le, b"==": operator.eq, b"!=": operator.ne, b">": operator.gt, b"<": operator.lt}
_ALL = range(1, 100)


def _hash(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


@record
class Place:
    """Where a build finds its files: the submission, the open tree, and which headers it uses."""

    sub: str
    tree: str  # the open tree
    stage: int
    kind: str  # whose headers and lower stages: own or reference

    def read(self, name: str) -> bytes | None:
        """A source or header by its short name: `sub:...` or `tree:...`."""
        root, _, relative = name.partition(":")
        try:
            with open(os.path.join(self.sub if root == "sub" else self.tree, relative), "rb") as file:
                return file.read()
        except OSError:
            return None

    def short(self, path: str) -> str:
        """The short name of a path that the compiler read; empty for what it generated itself."""
        whole = os.path.normpath(os.path.join(self.tree, path))
        for root, top in (("sub", self.sub), ("tree", self.tree)):
            if whole.startswith(top + "/"):
                return f"{root}:{whole[len(top) + 1 :]}"
        return ""

    def source(self, name: str) -> str:
        """The short name of what the object called @name is made from; empty if that is not here."""
        stem = os.path.splitext(name)[0]
        theirs = stem.startswith("student/")
        stem = f"stages/{stem[8:]}" if theirs else stem
        for end in (".c", ".S"):
            short = f"{'sub' if theirs else 'tree'}:{stem}{end}"
            if self.read(short) is not None:
                return short
        return ""

    def names(self) -> bytes:
        """Which headers the submission has up to this stage, and its lists of wrappers.

        What an include finds is decided by that: a header of a later stage is not looked for.
        """
        found = []
        for folder, folders, files in os.walk(self.sub):
            folders.sort()
            for name in sorted(files):
                relative = os.path.relpath(os.path.join(folder, name), self.sub)
                number = relative.partition("/")[2][:2]
                if "/include/" in relative and number.isdigit() and int(number) <= self.stage:
                    found.append(relative.encode())
                    if name == "Kbuild":
                        found.append(self.read(f"sub:{relative}") or b"")
        return b"\0".join(found)


@record
class Kept:
    """One object, and what it was made from."""

    reads: dict[str, str]  # short name -> hash
    stages: list[int]  # in which it comes out the same; empty: in all
    data: bytes


def same_stages(texts: list[bytes], stage: int) -> list[int]:
    """The stages in which everything that @texts ask of CONFIG_STAGE has the answer of @stage; empty: all."""
    asked = [match.groups() for text in texts for match in _ASKS.finditer(text)]
    if any(sign is None for sign, _ in asked):
        return [stage]

    def answers(number: int) -> list[bool]:
        return [_COMPARE[sign](number, int(limit)) for sign, limit in asked]

    mine = answers(stage)
    found = [n for n in _ALL if answers(n) == mine] if asked else []
    return [] if len(found) == len(_ALL) else found


@record
class Shelf:
    """Kept objects by what they are called and made from. @folder: the shared ones; @teach: write them."""

    folder: str = ""
    teach: bool = False
    taken: int = 0
    _kept: dict[str, list[Kept]] = field(default_factory=dict)
    _names: dict[str, bytes] = field(default_factory=dict)

    def _key(self, place: Place, name: str) -> str:
        source = place.source(name)
        if not source:
            return ""
        known = f"{place.stage} {place.sub}"
        if known not in self._names:
            self._names[known] = place.names()
        return _hash(name.encode(), place.kind.encode(), place.read(source) or b"", self._names[known])

    def take(self, place: Place, name: str) -> bytes | None:
        """The object called @name, if it would come out the same; None if it has to be compiled."""
        key = self._key(place, name)
        for kept in (*self._kept.get(key, ()), *self._shared(key)):
            if (not kept.stages or place.stage in kept.stages) and all(
                _hash(place.read(short) or b"") == value for short, value in kept.reads.items()
            ):
                self.taken += 1
                return kept.data
        return None

    def put(self, place: Place, name: str, data: bytes, listed: str) -> None:
        """Keep an object; @listed: what the compiler wrote of its inputs (-MMD)."""
        key = self._key(place, name)
        paths = re.sub(r"\\\n", " ", listed).partition(":")[2].partition("\n")[0].split()
        if not key or not paths or any(path.endswith(_OFFSETS) for path in paths):
            return
        texts = {short: place.read(short) or b"" for short in map(place.short, paths) if short}
        stages = same_stages(list(texts.values()), place.stage)
        # The open tree is the same for all; only the submission's files have to be compared.
        reads = {short: _hash(text) for short, text in texts.items() if short.startswith("sub:")}
        kept = Kept(reads, stages, data)
        self._kept.setdefault(key, []).append(kept)
        if self.teach:
            self._write(key, kept)

    def tests_key(self, place: Place, hidden: str) -> str:
        """What the tests of a stage about headers come to depends on its headers; @hidden: which tests."""
        texts = [place.read(f"sub:{name}") or b"" for name in place.names().decode().split("\0") if name[:7] == "stages/"]
        return _hash(b"tests", str(place.stage).encode(), hidden.encode(), place.names(), *texts)

    def tests(self, key: str) -> dict[str, bytes] | None:
        """The files kept under @key by put_tests(), by name."""
        kept = next(iter((*self._kept.get(key, ()), *self._shared(key))), None)
        if kept is None:
            return None
        self.taken += 1
        return {name: bytes.fromhex(data) for name, data in json.loads(kept.data).items()}

    def put_tests(self, key: str, files: dict[str, bytes]) -> None:
        """Keep them."""
        kept = Kept({}, [], json.dumps({name: data.hex() for name, data in sorted(files.items())}).encode())
        self._kept[key] = [kept]
        if self.teach:
            self._write(key, kept)

    def _write(self, key: str, kept: Kept) -> None:
        os.makedirs(self.folder, exist_ok=True)
        head = json.dumps({"reads": kept.reads, "stages": kept.stages}, sort_keys=True).encode()
        path = os.path.join(self.folder, f"{key}.{_hash(head)[:16]}")
        with open(f"{path}.new", "wb") as file:
            file.write(head + b"\n" + kept.data)
        os.replace(f"{path}.new", path)

    def _shared(self, key: str) -> list[Kept]:
        found = []
        for name in _listing(self.folder).get(key, ()):
            with open(os.path.join(self.folder, name), "rb") as file:
                head, _, data = file.read().partition(b"\n")
            found.append(Kept(**json.loads(head), data=data))
        return found


_listings: dict[str, dict[str, list[str]]] = {}


def _listing(folder: str) -> dict[str, list[str]]:
    """Key -> file names, read once in this process."""
    if folder not in _listings:
        found: dict[str, list[str]] = {}
        names = sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else []
        for name in names:
            if not name.endswith(".new"):
                found.setdefault(name.partition(".")[0], []).append(name)
        _listings[folder] = found
    return _listings[folder]
