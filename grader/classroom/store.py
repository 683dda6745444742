# SPDX-License-Identifier: MIT
"""What is known about a class: one SQLite file, written as results come.

A submission's rows change in one transaction, so that a grader that is killed
leaves each submission either as it was or done. The tables: grader/classroom/schema.py.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from grader.classroom.jobs import Graded
from grader.classroom.policy import Policy
from grader.classroom.roster import Student
from grader.classroom.schema import migrate
from grader.errors import Unusable

FILE = "class.sqlite"


def after_penalty(score: float, percent: float) -> float:
    """What is left of @score."""
    return round(score * (100 - percent) / 100, 2)


class Store:
    """The database of one class."""

    def __init__(self, folder: str) -> None:
        """Open or make the one in @folder; Unusable if it is none, or too new."""
        self.path = os.path.join(folder, FILE)
        try:
            self.base = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            self.base.row_factory = sqlite3.Row
            self.base.execute("PRAGMA journal_mode = WAL")
            self.base.execute("PRAGMA synchronous = FULL")
            self.base.execute("PRAGMA foreign_keys = ON")
            migrate(self.base, self.path)
        except sqlite3.Error as err:
            raise Unusable(f"{self.path}: {err}") from None

    def close(self) -> None:
        """Close it."""
        self.base.close()

    def set_meta(self, values: dict[str, str]) -> None:
        """What the whole class was graded with."""
        with self.base:
            self.base.execute("BEGIN IMMEDIATE")
            self.base.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))

    def meta(self) -> dict[str, str]:
        """All of that."""
        return {row["key"]: row["value"] for row in self.base.execute("SELECT * FROM meta")}

    def enrol(self, students: list[Student]) -> None:
        """Make the class consist of @students; what is known of those who stay is kept."""
        keep = {s.id for s in students}
        with self.base:
            self.base.execute("BEGIN IMMEDIATE")
            known = {row["id"] for row in self.base.execute("SELECT id FROM submission")}
            self.base.executemany("DELETE FROM submission WHERE id = ?", [(i,) for i in sorted(known - keep)])
            for s in students:
                time = s.submitted.isoformat() if s.submitted else ""
                values = (s.name, s.email, s.file, s.listed, time, s.id)
                if s.id in known:
                    words = "UPDATE submission SET name=?, email=?, file=?, listed=?, submitted=? WHERE id=?"
                else:
                    words = "INSERT INTO submission (name, email, file, listed, submitted, id) VALUES (?,?,?,?,?,?)"
                self.base.execute(words, values)

    def works(self) -> dict[str, str]:
        """Id -> the hash of all that its verdict rests on, where there is one."""
        rows = self.base.execute("SELECT id, work FROM submission WHERE state NOT IN ('', 'fault')")
        return {row["id"]: row["work"] for row in rows}

    def submissions(self) -> list[sqlite3.Row]:
        """All submissions by id, without their reports, which are long."""
        return self.base.execute(
            "SELECT id, name, email, file, listed, submitted, content, work, state, reason, seed, score, max,"
            " days, charged, penalty, final FROM submission ORDER BY id"
        ).fetchall()

    def submission(self, student: str) -> sqlite3.Row:
        """That of @student, with the report; Unusable if there is none."""
        row = self.base.execute("SELECT * FROM submission WHERE id = ?", (student,)).fetchone()
        if row is None:
            raise Unusable(f"{student} is not in {self.path}")
        return row

    def rows(self, table: str, student: str) -> list[sqlite3.Row]:
        """The rows of @table that belong to @student, in order."""
        order = {"stage": "stage", "attempt": "stage, base", "result": "stage, place", "flag": "place",
                 "transcript": "stage"}[table]
        words = f"SELECT * FROM {table} WHERE submission = ? ORDER BY {order}"
        return self.base.execute(words, (student,)).fetchall()

    def record(self, graded: Graded) -> None:
        """Put what came of a submission in the place of what was known."""
        report = json.loads(graded.result) if graded.result else {}
        with self.base:
            self.base.execute("BEGIN IMMEDIATE")
            for table in ("stage", "attempt", "result", "flag", "transcript", "source"):
                self.base.execute(f"DELETE FROM {table} WHERE submission = ?", (graded.id,))
            self.base.execute(
                "UPDATE submission SET content=?, work=?, state=?, reason=?, seed=?, score=?, max=?, result=?"
                " WHERE id=?",
                (graded.content, graded.work, graded.state, graded.reason, str(graded.seed),
                 report.get("score", 0), report.get("max", 0), graded.result, graded.id),
            )
            self._stages(graded.id, report.get("stages", []))
            texts = sorted(graded.transcripts.items())
            self.base.executemany(
                "INSERT INTO transcript VALUES (?,?,?)", [(graded.id, n, text) for n, text in texts]
            )
            files = sorted(graded.sources.items())
            self.base.executemany("INSERT INTO source VALUES (?,?,?)", [
                (graded.id, file, zlib.compress(text.encode("utf-8", "surrogateescape"))) for file, text in files
            ])
            flags = enumerate(report.get("flags", []))
            self.base.executemany("INSERT INTO flag VALUES (?,?,?)", [(graded.id, n, f) for n, f in flags])

    def _stages(self, student: str, stages: Iterable[dict[str, Any]]) -> None:
        for stage in stages:
            why = stage["diagnosis"] or {}
            cause = next(iter(why.get("causes", [])), {"says": "", "section": ""})
            number = stage["stage"]
            self.base.execute(
                "INSERT INTO stage VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (student, number, stage["name"], stage["score"], stage["max"], stage["base"],
                 stage["instructions"], why.get("kind", ""), why.get("fault", ""), cause["says"],
                 cause["section"], why.get("summary", "")),
            )
            for tried in [stage, *([stage["other_base"]] if "other_base" in stage else [])]:
                values = (student, number, tried["base"], tried["score"])
                self.base.execute("INSERT INTO attempt VALUES (?,?,?,?)", values)
            for place, check in enumerate(stage["checks"]):
                self.base.execute(
                    "INSERT INTO result VALUES (?,?,?,?,?,?,?,?,?,?)",
                    (student, number, check["name"], place, check["visibility"], check["status"],
                     check["points"], check["max"], check["message"], check["where"]),
                )

    def apply_lateness(self, policy: Policy, students: list[Student]) -> None:
        """Count days and penalties anew for everybody; no submission is graded for that."""
        with self.base:
            self.base.execute("BEGIN IMMEDIATE")
            scores = {row["id"]: row["score"] for row in self.base.execute("SELECT id, score FROM submission")}
            for s in students:
                days = policy.late.days(s.submitted)
                charged, penalty = policy.late.penalty(days, s.late_days)
                final = after_penalty(scores[s.id], penalty)
                words = "UPDATE submission SET days=?, charged=?, penalty=?, final=? WHERE id=?"
                self.base.execute(words, (days, charged, penalty, final, s.id))

    def sources(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Id, and file -> text, of each who was graded, one at a time."""
        for row in self.base.execute("SELECT DISTINCT submission FROM source ORDER BY submission").fetchall():
            who = row["submission"]
            files = self.base.execute("SELECT file, text FROM source WHERE submission = ? ORDER BY file", (who,))
            yield who, {f["file"]: zlib.decompress(f["text"]).decode("utf-8", "replace") for f in files}

    def set_alike(self, pairs: list[tuple[str, str, int, int, str]]) -> None:
        """Put the pairs of alike submissions in the place of those that were known."""
        with self.base:
            self.base.execute("BEGIN IMMEDIATE")
            self.base.execute("DELETE FROM alike")
            self.base.executemany("INSERT INTO alike VALUES (?,?,?,?,?)", pairs)

    def alike(self) -> list[sqlite3.Row]:
        """The pairs, the most alike first."""
        words = "SELECT * FROM alike ORDER BY percent DESC, tokens DESC, one, other"
        return self.base.execute(words).fetchall()
