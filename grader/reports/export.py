# SPDX-License-Identifier: MIT
"""Writes all reports of a class from its database: the same database, the same bytes.

    index.html      the class page              staff/ID.html     transcripts, with the hidden half
    gradebook.csv   for a gradebook             feedback/ID.html, feedback/ID.md   for the student
    summary.md      the class in figures        json/ID.json, junit/ID.xml, gradescope/ID.json
    similarity.html pairs to look at
"""

from __future__ import annotations

import json
import os
from typing import Any

from grader.classroom.store import Store
from grader.errors import Unusable
from grader.junit import to_junit
from grader.reports.alike import to_similarity_page
from grader.reports.classpage import to_class_page
from grader.reports.feedback import state_words, to_html, to_markdown
from grader.reports.figures import Figures, read_figures
from grader.reports.gradescope import dump, refused_results, to_results
from grader.reports.shown import shown_report
from grader.reports.tables import to_gradebook, to_summary
from grader.reports.transcripts import to_staff_html
from grader.results import Check, Failure, StageResult

_FOLDERS = {"staff": (".html",), "feedback": (".html", ".md"), "json": (".json",), "junit": (".xml",),
            "gradescope": (".json",)}


def put(path: str, text: str) -> None:
    """Write a file whole or not at all; one that says the same already is left alone."""
    data = text.encode("utf-8", "replace")
    try:
        try:
            with open(path, "rb") as old:
                if old.read() == data:
                    return
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(f"{path}.new", "wb") as file:
            file.write(data)
        os.replace(f"{path}.new", path)
    except OSError as err:
        raise Unusable(f"{path}: cannot be written: {err.strerror}") from None


def restored(report: dict[str, Any]) -> list[StageResult]:
    """A JSON report as results, as far as JUnit needs them."""
    results = []
    for stage in report.get("stages", []):
        result = StageResult(stage["stage"], stage["name"], stage["name"], "", stage["base"])
        for check in stage["checks"]:
            failures = [] if check["status"] == "pass" else [Failure("check", check["message"], where=check["where"])]
            hidden = check["visibility"] == "hidden"
            result.checks.append(Check(check["name"], check["name"], hidden, check["where"], failures=failures))
        results.append(result)
    return results


class Exporter:
    """Writes the reports of one class below one folder."""

    def __init__(self, store: Store, folder: str) -> None:
        self._store, self._folder = store, folder
        self._meta = store.meta()
        self._alike: dict[str, list[tuple[str, int]]] = {}
        for pair in store.alike():
            self._alike.setdefault(pair["one"], []).append((pair["other"], pair["percent"]))
            self._alike.setdefault(pair["other"], []).append((pair["one"], pair["percent"]))

    def _put(self, name: str, text: str) -> None:
        put(os.path.join(self._folder, name), text)

    def student(self, row: Any) -> None:
        """All that belongs to one submission."""
        who, store = row["id"], self._store
        report = json.loads(row["result"]) if row["result"] else {}
        stages = shown_report(report, self._meta.get("hidden", "category"))
        self._put(f"feedback/{who}.md", to_markdown(row, stages))
        self._put(f"feedback/{who}.html", to_html(row, stages, self._meta.get("name", "")))
        texts = {t["stage"]: t["text"] for t in store.rows("transcript", who)}
        flags = [flag["text"] for flag in store.rows("flag", who)]
        self._put(f"staff/{who}.html", to_staff_html(
            row, store.rows("stage", who), store.rows("attempt", who), texts, flags, self._alike.get(who, [])))
        if report:
            board = self._meta.get("leaderboard") == "yes"
            self._put(f"json/{who}.json", row["result"])
            self._put(f"junit/{who}.xml", to_junit(restored(report)))
            self._put(f"gradescope/{who}.json", dump(to_results(report, self._meta.get("hidden", "category"), board)))
        else:
            self._put(f"gradescope/{who}.json", dump(refused_results(state_words(row))))

    def tidy(self, figures: Figures) -> None:
        """Remove what an earlier run left of those who are no longer in the class, or no longer graded."""
        graded = {row["id"] for row in figures.rows if row["state"] == "graded"}
        every = {row["id"] for row in figures.rows}
        for folder, endings in _FOLDERS.items():
            place = os.path.join(self._folder, folder)
            keep = graded if folder in ("json", "junit") else every
            for name in os.listdir(place) if os.path.isdir(place) else []:
                stem, ending = os.path.splitext(name)
                if ending not in endings or stem not in keep:
                    os.unlink(os.path.join(place, name))

    def all(self) -> None:
        """Everything."""
        figures = read_figures(self._store)
        for row in figures.rows:
            self.student(self._store.submission(row["id"]))
        self.tidy(figures)
        numbers = [s.number for s in figures.stages]
        self._put("gradebook.csv", to_gradebook(figures.rows, figures.points, numbers))
        self._put("summary.md", to_summary(figures))
        self._put("similarity.html", to_similarity_page(figures))
        self._put("index.html", to_class_page(figures))


def export(store: Store, folder: str) -> None:
    """Write all reports of the class in @store below @folder."""
    Exporter(store, folder).all()
