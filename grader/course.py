# SPDX-License-Identifier: MIT
"""A course's own hidden tests: a private folder of the same layout as stages/.

    DIR/stages/05-irq/hidden/*.c        tests, as in the repository
    DIR/stages/05-irq/hidden/refuse/    compile-time refusals
    DIR/stages/05-irq/hidden/mutants/   wrong solutions that the tests must catch
    DIR/stages/05-irq/hidden/points.toml

points.toml says what a stage's private checks are worth together, `points = 5`, and,
if it wants, what the repository's hidden ones are worth beside them: `repository = 0`
leaves them out. handouts/instructors.md shows how to write one.
"""

from __future__ import annotations

import os
import re

from grader.cases import Case
from grader.errors import Unusable
from grader.record import record
from grader.refuse import refusals_in
from grader.results import HALF
from grader.sourcescan import scan_folder
from grader.stagefile import Stage
from grader.toml import read_toml

PREFIX = "course/"
_KEYS = {"points", "repository"}


@record
class Course:
    """The private tests of one stage."""

    folder: str  # absolute
    points: float
    repository: float = HALF

    def cases(self, stage: Stage) -> list[Case]:
        """The cases of @stage in it."""
        return scan_folder(self.folder, f"{stage.place}/hidden", PREFIX, True)

    def refusals(self, stage: Stage) -> list[tuple[Case, str]]:
        """The compile-time refusals of @stage in it."""
        return refusals_in(self.folder, f"{stage.place}/hidden/refuse", PREFIX, True)


def check_course(folder: str, stages: list[Stage]) -> str:
    """@folder, absolute; Unusable unless it has tests for a stage of the tree."""
    if not os.path.isdir(os.path.join(folder, "stages")):
        raise Unusable(f"--hidden {folder}: has no folder stages/ in it")
    if re.search(r"[^\w@%+,./-]", os.path.abspath(folder)):
        raise Unusable(f"--hidden {folder}: make cannot handle every character of that path")
    there = {stage.folder for stage in stages}
    for name in sorted(os.listdir(os.path.join(folder, "stages"))):
        if name not in there:
            raise Unusable(f"--hidden {folder}: stages/{name} is no stage of this tree")
    return os.path.abspath(folder)


def load_course(folder: str, stage: Stage) -> Course | None:
    """The course's tests of @stage in @folder; None if there are none."""
    place = os.path.join(folder, stage.place, "hidden")
    course = Course(folder, 0.0)
    if not os.path.isdir(place) or not (course.cases(stage) or course.refusals(stage)):
        return None
    where = f"{PREFIX}{stage.place}/hidden/points.toml"
    try:
        with open(os.path.join(place, "points.toml"), encoding="utf-8") as file:
            data = read_toml(where, file.read())
    except (OSError, UnicodeDecodeError) as err:
        raise Unusable(f"{where}: cannot be read: {err}") from None
    if set(data) - _KEYS or "points" not in data:
        raise Unusable(f"{where}: want `points`, and if you like `repository`")
    for key, value in data.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 100:
            raise Unusable(f"{where}: `{key}` must be a number from 0 to 100")
    return Course(folder, float(data["points"]), float(data.get("repository", HALF)))
