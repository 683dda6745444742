# SPDX-License-Identifier: MIT
"""stage.toml: a stage's own page of facts, read strictly.

A key that nobody reads is a spelling mistake, so it is refused; so is a value
of the wrong type. The message names the file and the key.
"""

from __future__ import annotations

import marshal
import os

from grader.errors import Unusable
from grader.machine import MOST_CPUS
from grader.record import record
from grader.toml import read_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BUDGET = 20_000_000


@record
class Cause:
    """A likely cause of a failure, in words: printed when all that is given matches."""

    says: str
    section: str
    kind: str = ""
    check: str = ""
    regex: str = ""


@record
class Machine:
    """Other memory than the machine's own, for the entry at one level; offsets from its start."""

    level: int
    banks: tuple[tuple[int, int], ...] = ()  # offset, size
    reserved: tuple[tuple[int, int, int], ...] = ()  # offset, size, kind: enum machine_reserved
    bootargs: str = ""

    @property
    def words(self) -> str:
        """What of it is not the machine's own; empty where there is nothing."""
        if self.banks:
            return f"{len(self.banks)} banks of memory"
        return "memory that is taken" if self.reserved else "bootargs" if self.bootargs else ""

    def without_ranges(self) -> Machine:
        """The same command line with all of the machine's own memory."""
        return Machine(self.level, bootargs=self.bootargs)


@record
class Stage:
    """One stage, as stage.toml and its folder describe it."""

    number: int
    name: str
    title: str
    folder: str  # "01-boot"
    handout: str
    files: tuple[str, ...]
    entry: tuple[int, ...]
    boot_budget: int
    case_budget: int
    cpus: int = 1  # of the machine, unless a person asks for others
    host: tuple[str, ...] = ()
    host_sources: tuple[str, ...] = ()
    linux: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    machines: tuple[Machine, ...] = ()
    map: str = ""  # the check whose first program `mapN` shows; empty: as the kernel is before its tests
    trace: str = ""  # the check that `traceN` shows

    @property
    def place(self) -> str:
        """The stage's folder, relative to the tree."""
        return f"stages/{self.folder}"


# Key -> (type, required). Lists are lists of str, but for `entry`.
_KEYS: dict[str, tuple[type, bool]] = {
    "stage": (int, True),
    "name": (str, True),
    "title": (str, True),
    "handout": (str, True),
    "files": (list, True),
    "entry": (list, True),
    "boot_budget": (int, False),
    "case_budget": (int, False),
    "cpus": (int, False),
    "host": (list, False),
    "host_sources": (list, False),
    "linux": (list, False),
    "cause": (list, False),
    "machine": (list, False),
    "map": (str, False),
    "trace": (str, False),
}
_MACHINE_KEYS = {"level", "banks", "memreserve", "reserved", "no-map", "bootargs"}
_KINDS = {"memreserve": 0, "reserved": 1, "no-map": 2}  # enum machine_reserved in test/proctor.h
_MOST = 6  # MAX_RANGES in grader/proctor/proctor.h
_CAUSE_KEYS = {"kind", "check", "regex", "says", "section"}


def _relative_name(name: str) -> bool:
    """Whether @name is a plain path below a folder: nothing absolute, nothing climbing."""
    import re

    parts = name.split("/")
    return all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", p) for p in parts)


def _check_types(where: str, data: dict[str, Any]) -> None:
    for key in data:
        if key not in _KEYS:
            raise Unusable(f"{where}: unknown key `{key}` (known: {', '.join(_KEYS)})")
    for key, (kind, required) in _KEYS.items():
        if key not in data:
            if required:
                raise Unusable(f"{where}: `{key}` is missing")
            continue
        value = data[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise Unusable(f"{where}: `{key}` must be of type {kind.__name__}")
        if kind is list and key not in ("entry", "cause", "machine"):
            if not all(isinstance(item, str) for item in value):
                raise Unusable(f"{where}: `{key}` must be a list of strings")


def _check_causes(where: str, tables: list[Any]) -> None:
    import re

    for number, table in enumerate(tables, 1):
        here = f"{where}: [[cause]] number {number}"
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise Unusable(f"{here}: want a table of strings")
        unknown = set(table) - _CAUSE_KEYS
        if unknown:
            raise Unusable(f"{here}: unknown key `{sorted(unknown)[0]}`")
        for key in ("says", "section"):
            if not table.get(key):
                raise Unusable(f"{here}: `{key}` is missing")
        if not any(table.get(key) for key in ("kind", "check", "regex")):
            raise Unusable(f"{here}: one of `kind`, `check`, `regex` is needed, or it says nothing")
        try:
            re.compile(table.get("regex", ""))
        except re.error as err:
            raise Unusable(f"{here}: `regex` is not a regular expression: {err}") from None


def _range(where: str, text: Any) -> tuple[int, int]:
    """`16M+64K`: offset and size, whole pages."""
    import re

    match = re.fullmatch(r"(0x[0-9a-f]+|\d+)([KM]?)\+(0x[0-9a-f]+|\d+)([KM]?)", str(text))
    if match is None:
        raise Unusable(f"{where}: {text!r}: want OFFSET+SIZE, as in 16M+64K")
    shift = {"": 0, "K": 10, "M": 20}
    off, size = int(match[1], 0) << shift[match[2]], int(match[3], 0) << shift[match[4]]
    if off % 4096 or size % 4096 or not size:
        raise Unusable(f"{where}: {text!r}: offset and size must be multiples of 4 KiB, the size not 0")
    return off, size


def _check_machines(where: str, tables: list[Any], entry: list[int]) -> None:
    for number, table in enumerate(tables, 1):
        here = f"{where}: [[machine]] number {number}"
        if not isinstance(table, dict) or set(table) - _MACHINE_KEYS:
            raise Unusable(f"{here}: known keys are {', '.join(sorted(_MACHINE_KEYS))}")
        if table.get("level") not in entry:
            raise Unusable(f"{here}: `level` must be one of `entry`")
        args = table.get("bootargs", "")
        if not isinstance(args, str) or not args.isascii() or len(args) > 127:
            raise Unusable(f"{here}: `bootargs` must be ASCII, 127 characters at most")
        counts = {"banks": 0, "reserved": 0}
        for key in ("banks", *_KINDS):
            for text in table.get(key, []):
                _range(f"{here}: `{key}`", text)
                counts["banks" if key == "banks" else "reserved"] += 1
        if max(counts.values()) > _MOST:
            raise Unusable(f"{here}: more than {_MOST} ranges")
        banks = [_range(here, text) for text in table.get("banks", [])]
        if any(a[0] + a[1] > b[0] for a, b in zip(banks, banks[1:])):
            raise Unusable(f"{here}: `banks` overlap, or are not in order")


def _machine(table: dict[str, Any]) -> Machine:
    taken = [(*_range("", text), kind) for key, kind in _KINDS.items() for text in table.get(key, [])]
    banks = tuple(_range("", text) for text in table.get("banks", []))
    return Machine(table["level"], banks, tuple(taken), table.get("bootargs", ""))


def parse_stage(where: str, folder: str, text: str) -> Stage:
    """A stage from the text of its stage.toml; @where names the file in messages."""
    data = read_toml(where, text)
    _check(where, folder, data)
    return _stage(folder, data)


def _check(where: str, folder: str, data: dict[str, Any]) -> None:
    """Refuse what is missing, unknown, or of no use."""
    _check_types(where, data)
    if f"{data['stage']:02d}-{data['name']}" != folder:
        raise Unusable(f"{where}: stage {data['stage']} `{data['name']}` does not belong in {folder}")
    if not data["files"]:
        raise Unusable(f"{where}: `files` is empty")
    for key in ("files", "host", "host_sources"):
        names = data.get(key, [])
        for name in names:
            if not _relative_name(name):
                raise Unusable(f"{where}: `{key}`: {name!r} is not a plain path below the stage")
        if len(set(names)) != len(names):
            raise Unusable(f"{where}: `{key}` names a file twice")
    entry = data["entry"]
    if not entry or any(level not in (1, 2) for level in entry) or len(set(entry)) != len(entry):
        raise Unusable(f"{where}: `entry` must be [1], [2], [1, 2] or [2, 1]")
    for key in ("boot_budget", "case_budget"):
        if not 1 <= data.get(key, _BUDGET) < 1 << 63:
            raise Unusable(f"{where}: `{key}` must be a positive number of instructions")
    if not 1 <= data.get("cpus", 1) <= MOST_CPUS:
        raise Unusable(f"{where}: `cpus` must be 1 to {MOST_CPUS}")
    _check_causes(where, data.get("cause", []))
    _check_machines(where, data.get("machine", []), entry)


def _stage(folder: str, data: dict[str, Any]) -> Stage:
    return Stage(
        number=data["stage"],
        name=data["name"],
        title=data["title"],
        folder=folder,
        handout=data["handout"],
        files=tuple(data["files"]),
        entry=tuple(data["entry"]),
        boot_budget=data.get("boot_budget", _BUDGET),
        case_budget=data.get("case_budget", _BUDGET),
        cpus=data.get("cpus", 1),
        host=tuple(data.get("host", [])),
        host_sources=tuple(data.get("host_sources", [])),
        linux=tuple(data.get("linux", [])),
        causes=tuple(Cause(**table) for table in data.get("cause", [])),
        machines=tuple(_machine(table) for table in data.get("machine", [])),
        map=data.get("map", ""),
        trace=data.get("trace", ""),
    )


def load_stage(root: str, folder: str) -> Stage:
    """Read stages/@folder/stage.toml of the tree at @root.

    What was read and found good is kept below build/ until the file changes:
    reading TOML takes longer than linking a kernel.
    """
    where = f"stages/{folder}/stage.toml"
    kept = os.path.join(root, "build", f".{folder}.stage")
    try:
        state = [os.stat(path) for path in (os.path.join(root, where), __file__)]
        key = [(s.st_mtime_ns, s.st_size, s.st_ino) for s in state]
        try:
            with open(kept, "rb") as file:
                known, data = marshal.load(file)
            if known == key:
                return _stage(folder, data)
        except (OSError, ValueError, EOFError, TypeError):
            pass  # not kept, or damaged
        with open(os.path.join(root, where), encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as err:
        raise Unusable(f"{where}: cannot be read: {err}") from None
    data = read_toml(where, text)
    _check(where, folder, data)
    try:
        with open(f"{kept}.{os.getpid()}", "wb") as file:
            marshal.dump((key, data), file)
        os.replace(file.name, kept)
    except OSError:
        pass  # nothing was built here yet
    return _stage(folder, data)
