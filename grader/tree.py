# SPDX-License-Identifier: MIT
"""The course's tree: where it is and which stages it has."""

from __future__ import annotations

import os

from grader.errors import Unusable
from grader.record import record
from grader.stagefile import Stage, load_stage



def _number(name: str) -> int:
    """The number of a stage's folder (`03-traps`); -1 for any other name."""
    number, dash, rest = name[:2], name[2:3], name[3:]
    plain = rest.replace("-", "")
    good = number.isascii() and number.isdigit() and len(number) == 2 and dash == "-"
    return int(number) if good and plain.isascii() and plain.isalnum() and plain.islower() else -1


@record
class Tree:
    """A checkout with a root Makefile and stages/; all paths in results are relative to it."""

    root: str

    @classmethod
    def find(cls) -> Tree:
        """The tree that this package belongs to (its parent folder)."""
        root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        if not os.path.isfile(os.path.join(root, "Makefile")):
            raise Unusable(f"no Makefile beside the package `grader`; {root} is not a course tree")
        return cls(root)

    def path(self, *parts: str) -> str:
        """Absolute path of something in the tree."""
        return os.path.join(self.root, *parts)

    def folders(self) -> dict[int, str]:
        """Stage number -> folder name, for the stages that are there, in order."""
        found: dict[int, str] = {}
        try:
            names = sorted(os.listdir(self.path("stages")))
        except FileNotFoundError:
            return {}
        for name in names:
            number = _number(name)
            if number < 0 or not os.path.isfile(self.path("stages", name, "stage.toml")):
                continue
            if number in found:
                raise Unusable(f"two folders for stage {number}: {found[number]} and {name}")
            found[number] = name
        return found

    def stage(self, number: int) -> Stage:
        """Stage @number, its stage.toml read and checked."""
        folders = self.folders()
        if number not in folders:
            there = ", ".join(str(n) for n in folders) or "none"
            raise Unusable(f"there is no stage {number} in this tree (stages here: {there})")
        return load_stage(self.root, folders[number])

    def stages(self) -> list[Stage]:
        """All stages, in order."""
        return [load_stage(self.root, name) for name in self.folders().values()]


def parse_stage_list(text: str) -> list[int]:
    """`1-3`, `2`, `1,3-5` -> the numbers, in order, each once."""
    import re

    numbers: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,2})(?:\s*-\s*(\d{1,2}))?\s*", part)
        if match is None:
            raise Unusable(f"--stages {text!r}: want numbers and ranges, as in 1-3 or 1,3")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= 10:
            raise Unusable(f"--stages {text!r}: stages go from 1 to 10")
        numbers.update(range(first, last + 1))
    return sorted(numbers)


def parse_seed(text: str) -> int:
    """A seed in decimal or hexadecimal, 64 bits."""
    try:
        seed = int(text, 0)
    except ValueError:
        raise Unusable(f"seed {text!r}: want a number, decimal or 0x...") from None
    if not 0 <= seed < 1 << 64:
        raise Unusable(f"seed {text}: want 0 to 2^64-1")
    return seed
