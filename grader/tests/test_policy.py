# SPDX-License-Identifier: MIT
"""The policy file and the roster: what is read from them, and what is refused with the place."""

import datetime
import os
import tempfile
import unittest

from grader.classroom.policy import Late, Policy, load_policy, parse_policy, parse_time
from grader.classroom.roster import Student, entry_id, match, read_roster
from grader.errors import Unusable

DEADLINE = parse_time("", "2026-11-20T23:59:00+01:00")


def later(**span: float) -> datetime.datetime:
    return DEADLINE + datetime.timedelta(**span)


class Lateness(unittest.TestCase):
    late = Late(DEADLINE, grace_minutes=15, late_days=1, penalty_per_day=10.0, last_day=4)

    def test_days(self) -> None:
        for span, days in (({"minutes": -1}, 0), ({"minutes": 15}, 0), ({"minutes": 16}, 1), ({"days": 1}, 1),
                           ({"days": 1, "minutes": 16}, 2)):
            self.assertEqual(self.late.days(later(**span)), days, span)
        self.assertEqual(self.late.days(None), 0)
        self.assertEqual(Late().days(later(days=9)), 0)

    def test_zones_count(self) -> None:
        self.assertEqual(self.late.days(parse_time("", "2026-11-20T23:15:00Z")), 1)
        self.assertEqual(self.late.days(parse_time("", "2026-11-20T22:50:00Z")), 0)

    def test_penalty(self) -> None:
        for days, extra, seen in ((0, 0, (0, 0.0)), (1, 0, (0, 0.0)), (3, 0, (2, 20.0)), (3, 2, (0, 0.0)),
                                  (5, 0, (4, 100.0)), (5, 1, (3, 30.0))):
            self.assertEqual(self.late.penalty(days, extra), seen, (days, extra))
        self.assertEqual(Late(DEADLINE, penalty_per_day=30.0).penalty(9), (9, 100.0))


class Reading(unittest.TestCase):
    def test_defaults(self) -> None:
        self.assertEqual(load_policy(""), Policy())
        self.assertEqual(parse_policy("p", ""), Policy())

    def test_everything(self) -> None:
        policy = parse_policy("p", """
            [class]
            name = "C"
            stages = "1-3"
            base = "own"
            seed = 9
            seeds = "submission"
            [late]
            deadline = 2026-11-20T23:59:00+01:00
            penalty_per_day = 2.5
            [show]
            hidden = "nothing"
            leaderboard = false
            [similarity]
            percent = 70
            common = 3
        """)
        self.assertEqual((policy.name, policy.stages, policy.base, policy.seed, policy.seeds), ("C", "1-3", "own", 9, "submission"))
        self.assertEqual((policy.late.deadline, policy.late.penalty_per_day), (DEADLINE, 2.5))
        self.assertEqual((policy.hidden, policy.leaderboard, policy.similar_percent, policy.similar_common), ("nothing", False, 70, 3))

    def test_refused(self) -> None:
        for text, words in (
            ("[lat]\n", "unknown `lat`"), ("[late]\ndays = 1\n", "unknown key `days`"),
            ("[class]\nseed = -1\n", "`seed` must be"), ("[class]\nseed = true\n", "`seed` must be"),
            ("[class]\nbase = 'mine'\n", "own, reference or best"), ("[show]\nhidden = 'all'\n", "name, category or nothing"),
            ("[late]\ndeadline = '2026-11-20'\n", "with its zone"), ("[late]\ndeadline = '2026-11-20T10:00:00'\n", "with its zone"),
            ("[late]\npenalty_per_day = 101\n", "percentage"), ("[similarity]\ncommon = 1\n", "2 or more"), ("class = 1\n", "unknown `class`"),
        ):
            with self.assertRaisesRegex(Unusable, words):
                parse_policy("p", text)
        with self.assertRaisesRegex(Unusable, "cannot be read"):
            load_policy("/nonexistent/policy.toml")


class Roster(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.entries = os.path.join(self.folder, "entries")
        os.mkdir(self.entries)

    def roster(self, text: str) -> list[Student]:
        path = os.path.join(self.folder, "roster.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return read_roster(path)

    def put(self, *names: str) -> None:
        for name in names:
            with open(os.path.join(self.entries, name), "wb"):
                pass

    def test_rows(self) -> None:
        rows = self.roster("\ufeffid,name,email,submitted,late_days\na1,\"B, A\",a@b,2026-11-20T22:59:00Z,2\nb2,C,,,\n")
        self.assertEqual([(s.id, s.name, s.email, s.late_days) for s in rows], [("a1", "B, A", "a@b", 2), ("b2", "C", "", 0)])
        self.assertEqual(rows[0].submitted, DEADLINE)

    def test_refused(self) -> None:
        for text, words in (
            ("", "must name the columns"), ("id\na\n", "must name the columns"), ("id,name\n../x,A\n", r"csv:2: '../x' is no id"),
            ("id,name\na,A\na,B\n", "csv:3: a is on the roster twice"), ("id,name,file\na,A,x/y\n", "not a path"),
            ("id,name,late_days\na,A,many\n", "number of days"), ("id,name,submitted\na,A,yesterday\n", "with its zone"),
            ("id,name\n.a,A\n", "no id"),
        ):
            with self.assertRaisesRegex(Unusable, words):
                self.roster(text)

    def test_ids_of_entries(self) -> None:
        for name, student in (("a.tar.gz", "a"), ("a.TGZ", "a"), ("a.b.zip", "a.b"), ("a", "a"), ("a.c", "a.c")):
            self.assertEqual(entry_id(name), student)

    def test_matching(self) -> None:
        self.put("a.zip", "b.tar", "stranger.zip", "late work.zip", ".DS_Store", "d.zip", "d.tar", "thesis.zip")
        rows = self.roster("id,name,file\nb,B,\na,A,\nc,C,\nd,D,\ne,E,thesis.zip\n")
        students, strange = match(rows, self.entries)
        self.assertEqual([(s.id, s.file, s.listed) for s in students], [
            ("a", "a.zip", True), ("b", "b.tar", True), ("c", "", True), ("d", "d.tar", True),
            ("e", "thesis.zip", True), ("stranger", "stranger.zip", False),
        ])
        self.assertEqual(strange, ["'d.zip': d has handed in 'd.tar' already", "'late work.zip': not the name of a submission"])

    def test_the_roster_names_another_file(self) -> None:
        self.put("a.zip", "b.zip")
        students, strange = match(self.roster("id,name,file\na,A,b.zip\n"), self.entries)
        self.assertEqual([(s.id, s.file) for s in students], [("a", "b.zip")])
        self.assertEqual(strange, ["'a.zip': the roster says that a handed in 'b.zip'"])

    def test_without_a_roster(self) -> None:
        self.put("b.zip", "a.tar.gz")
        students, strange = match(None, self.entries)
        self.assertEqual(([(s.id, s.listed) for s in students], strange), ([("a", True), ("b", True)], []))


if __name__ == "__main__":
    unittest.main()
