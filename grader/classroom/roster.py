# SPDX-License-Identifier: MIT
"""Who is in the class, and which entry of the folder is whose.

A submission is an archive or a folder that is called after the student's id. A
roster is a CSV file with the columns id and name, and if wanted email, file
(another name of the entry), submitted (when) and late_days (more of them).
"""

from __future__ import annotations

import csv
import datetime
import os
import re

from grader.classroom.policy import parse_time
from grader.errors import Unusable
from grader.record import record

ARCHIVES = (".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst", ".tar", ".zip", ".bundle")
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}")
_COLUMNS = ("id", "name", "email", "file", "submitted", "late_days")


@record
class Student:
    """A row of the class: somebody on the roster, or an entry that is nobody's."""

    id: str
    name: str = ""
    email: str = ""
    file: str = ""  # the entry's name in the folder; empty: nothing was handed in
    submitted: datetime.datetime | None = None
    late_days: int = 0
    listed: bool = True  # on the roster


def entry_id(name: str) -> str:
    """The id that an entry's name stands for: without the ending of an archive."""
    lower = name.lower()
    ending = next((end for end in ARCHIVES if lower.endswith(end)), "")
    return name[: len(name) - len(ending)] if ending else name


def _row(where: str, row: dict[str, str | None]) -> Student:
    values = {key: (row.get(key) or "").strip() for key in _COLUMNS}
    if not _ID.fullmatch(values["id"]):
        raise Unusable(f"{where}: {values['id']!r} is no id: letters, digits and . _ @ + - only, 64 at most")
    if "/" in values["file"] or values["file"] in (".", ".."):
        raise Unusable(f"{where}: `file` must be the name of an entry, not a path")
    days = values["late_days"] or "0"
    if not re.fullmatch(r"[0-9]{1,3}", days):
        raise Unusable(f"{where}: `late_days` must be a number of days")
    time = parse_time(where, values["submitted"]) if values["submitted"] else None
    return Student(values["id"], values["name"], values["email"], values["file"], time, int(days))


def read_roster(path: str) -> list[Student]:
    """The rows of a roster in its own order; Unusable names the line."""
    students: dict[str, Student] = {}
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            names = rows.fieldnames or []
            if "id" not in names or "name" not in names:
                raise Unusable(f"{path}: the first line must name the columns, `id` and `name` among them")
            for row in rows:
                where = f"{path}:{rows.line_num}"
                student = _row(where, row)
                if student.id in students:
                    raise Unusable(f"{where}: {student.id} is on the roster twice")
                students[student.id] = student
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise Unusable(f"{path}: cannot be read: {err}") from None
    return list(students.values())


def match(students: list[Student] | None, folder: str) -> tuple[list[Student], list[str]]:
    """The class in the order of ids, and the entries of @folder that cannot be anybody's, each with why.

    @students: None without a roster; then whoever handed something in is the class.
    """
    try:
        # Hidden entries are the file manager's, not a student's.
        names = sorted(n for n in os.listdir(folder) if not n.startswith("."))
    except OSError as err:
        raise Unusable(f"{folder}: cannot be read: {err.strerror}") from None
    people = {s.id: s for s in students or []}
    wanted = {s.file: s for s in people.values() if s.file}
    found: dict[str, str] = {}
    strange: list[str] = []
    for name in names:
        owner = wanted[name].id if name in wanted else entry_id(name)
        if not _ID.fullmatch(owner):
            strange.append(f"{name!r}: not the name of a submission")
        elif owner in found:
            strange.append(f"{name!r}: {owner} has handed in {found[owner]!r} already")
        elif people.get(owner, Student(owner)).file not in ("", name):
            strange.append(f"{name!r}: the roster says that {owner} handed in {people[owner].file!r}")
        else:
            found[owner] = name
            people.setdefault(owner, Student(owner, listed=students is None))
    for student in people.values():
        student.file = found.get(student.id, "")
    return [people[key] for key in sorted(people)], strange
