# SPDX-License-Identifier: MIT
"""The database of a class: its versions, and that a submission's rows change together or not at all."""

import os
import sqlite3
import tempfile
import unittest

from grader.classroom import schema
from grader.classroom.jobs import Job, ended, graded_from_json, graded_to_json, job_from_json, job_to_json, seed_of
from grader.classroom.policy import Late, Policy, parse_time
from grader.classroom.roster import Student
from grader.classroom.store import FILE, Store
from grader.errors import Unusable
from grader.tests.classes import fill, make_graded, make_report


class Database(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def open(self) -> Store:
        store = Store(self.folder)
        self.addCleanup(store.close)
        return store

    def version(self) -> int:
        base = sqlite3.connect(os.path.join(self.folder, FILE))
        self.addCleanup(base.close)
        return base.execute("PRAGMA user_version").fetchone()[0]

    def test_a_new_one_has_the_newest_version(self) -> None:
        self.open()
        self.assertEqual(self.version(), len(schema.STEPS))

    def test_an_old_one_is_brought_up(self) -> None:
        base = sqlite3.connect(os.path.join(self.folder, FILE))
        base.executescript(f"{schema.STEPS[0]} PRAGMA user_version = 1;"
                           "INSERT INTO submission (id, name, email, file, listed, submitted) VALUES ('a','A','','',1,'');")
        base.close()
        store = self.open()
        self.assertEqual(self.version(), len(schema.STEPS))
        self.assertEqual((store.submission("a")["name"], store.alike()), ("A", []))

    def test_a_newer_one_is_refused(self) -> None:
        base = sqlite3.connect(os.path.join(self.folder, FILE))
        base.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
        base.close()
        with self.assertRaisesRegex(Unusable, "newer grader"):
            self.open()

    def test_no_database_at_all(self) -> None:
        with open(os.path.join(self.folder, FILE), "wb") as file:
            file.write(b"something else" * 100)
        with self.assertRaisesRegex(Unusable, "not a database"):
            self.open()

    def test_a_result_replaces_what_was_known(self) -> None:
        store = self.open()
        store.enrol([Student("a", "A")])
        for seed, checks in ((1, 12), (2, 4)):
            store.record(make_graded("a", make_report(seed, stages=2, checks=checks)))
        self.assertEqual(len(store.rows("result", "a")), 8)
        self.assertEqual(store.submission("a")["score"], make_report(2, 2, 4)["score"])
        self.assertEqual(store.works(), {"a": "work of a"})
        store.record(ended(Job("a", "/x", "c", "k", 1, "best", [1]), "refused", "no"))
        self.assertEqual((store.rows("result", "a"), store.submission("a")["state"]), ([], "refused"))

    def test_a_fault_is_tried_again(self) -> None:
        store = self.open()
        store.enrol([Student("a", "A")])
        store.record(ended(Job("a", "/x", "c", "k", 1, "best", [1]), "fault", "no"))
        self.assertEqual(store.works(), {})

    def test_half_a_result_is_none(self) -> None:
        store = self.open()
        store.enrol([Student("a", "A")])
        broken = make_report(1, stages=2)
        del broken["stages"][1]["checks"][3]["status"]
        with self.assertRaises(KeyError):
            store.record(make_graded("a", broken))
        self.assertEqual((store.works(), store.rows("stage", "a"), store.rows("result", "a")), ({}, [], []))

    def test_both_bases_are_on_record(self) -> None:
        report = make_report(1, stages=1)
        stage = report["stages"][0]
        stage["base"], stage["other_base"] = "reference", {**stage, "base": "own", "score": 1.5}
        store = self.open()
        store.enrol([Student("a", "A")])
        store.record(make_graded("a", report))
        seen = [(row["base"], row["score"]) for row in store.rows("attempt", "a")]
        self.assertEqual(seen, [("own", 1.5), ("reference", stage["score"])])

    def test_who_leaves_and_who_stays(self) -> None:
        store = self.open()
        store.enrol([Student("a", "A"), Student("b", "B")])
        store.record(make_graded("a", make_report()))
        store.enrol([Student("a", "Anna"), Student("c", "C")])
        self.assertEqual([(r["id"], r["name"], r["state"]) for r in store.submissions()], [("a", "Anna", "graded"), ("c", "C", "")])

    def test_lateness_is_counted_without_grading(self) -> None:
        store = self.open()
        when = parse_time("", "2026-11-23T10:00:00Z")
        students = [Student("a", "A", submitted=when), Student("b", "B", submitted=when, late_days=2)]
        store.enrol(students)
        for student in students:
            store.record(make_graded(student.id, make_report()))
        late = Late(parse_time("", "2026-11-21T10:00:00Z"), penalty_per_day=25.0)
        store.apply_lateness(Policy(late=late), students)
        score = make_report()["score"]
        self.assertEqual([(r["days"], r["charged"], r["penalty"], r["final"]) for r in store.submissions()],
                         [(2, 2, 50.0, round(score * 50 / 100, 2)), (2, 0, 0.0, score)])

    def test_sources_come_back(self) -> None:
        store = fill(self.folder, 3, 1)
        self.addCleanup(store.close)
        self.assertEqual(list(store.sources()), [(f"s000{n}", {"stages/a.c": "int a;\n"}) for n in (0, 1)])


class Messages(unittest.TestCase):
    job = Job("a", "/x", "content", "course", 2**63 + 5, "best", [1, 2], "/h")

    def test_there_and_back(self) -> None:
        self.assertEqual(job_from_json(job_to_json(self.job)), self.job)
        graded = make_graded("a", make_report(stages=2))
        self.assertEqual(graded_from_json(graded_to_json(graded)), graded)

    def test_no_result(self) -> None:
        for text in ("", "[]", "{}", '{"transcripts": 1}', '{"id": "a", "transcripts": {}, "more": 1}'):
            with self.assertRaises(ValueError):
                graded_from_json(text)

    def test_what_changes_the_work(self) -> None:
        def work(**change: object) -> str:
            return Job(**{**self.job.__dict__, **change}).work  # type: ignore[arg-type]

        for change in ({"content": "x"}, {"course": "x"}, {"seed": 1}, {"base": "own"}, {"stages": [12]}):
            self.assertNotEqual(work(**change), self.job.work, change)
        self.assertEqual(work(path="/elsewhere"), self.job.work)

    def test_seeds(self) -> None:
        self.assertEqual(seed_of("a", 7, "class"), 7)
        self.assertNotEqual(seed_of("a", 7, "submission"), seed_of("b", 7, "submission"))
        self.assertEqual(seed_of("a", 7, "submission"), seed_of("a", 7, "submission"))


if __name__ == "__main__":
    unittest.main()
