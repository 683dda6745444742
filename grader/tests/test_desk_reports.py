# SPDX-License-Identifier: MIT
"""The reports of a class: the same bytes, nothing hidden for students, and nothing that runs away."""

import csv
import io
import json
import os
import re
import tempfile
import unittest
import xml.etree.ElementTree
from html.parser import HTMLParser

from grader.classroom.policy import Policy
from grader.reports.export import export
from grader.reports.shown import category, shown_report
from grader.reports.tables import to_gradebook
from grader.tests.classes import NASTY, fill, make_report


def files(folder: str) -> dict[str, bytes]:
    """All reports below @folder, but not the database."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            if not name.startswith("class.sqlite"):
                with open(os.path.join(place, name), "rb") as file:
                    found[os.path.relpath(os.path.join(place, name), folder)] = file.read()
    return found


class Links(HTMLParser):
    """Collects what a page refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for key, value in attrs:
            if key in ("href", "src"):
                self.links.append(value or "")
            if key == "id":
                self.ids.add(value or "")


class Base(unittest.TestCase):
    def export(self, count: int = 12, **policy: object) -> dict[str, bytes]:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        store = fill(folder.name, count, 2, Policy(name="A class", **policy))  # type: ignore[arg-type]
        self.addCleanup(store.close)
        export(store, folder.name)
        before = files(folder.name)
        export(store, folder.name)
        self.assertEqual(files(folder.name), before)
        return before


class Exported(Base):
    def test_what_is_there(self) -> None:
        seen = self.export()
        tops = {name for name in seen if "/" not in name}
        self.assertEqual(tops, {"index.html", "gradebook.csv", "summary.md", "similarity.html"})
        kinds = {(os.path.dirname(n), os.path.splitext(n)[1]) for n in seen if "/" in n}
        self.assertEqual(kinds, {("staff", ".html"), ("feedback", ".html"), ("feedback", ".md"), ("json", ".json"),
                                 ("junit", ".xml"), ("gradescope", ".json")})
        self.assertEqual(sum(n.startswith("json/") for n in seen), 10)
        self.assertEqual(sum(n.startswith("staff/") for n in seen), 12)

    def test_the_same_bytes_in_another_folder(self) -> None:
        self.assertEqual(self.export(), self.export())

    def test_no_page_needs_the_network_and_every_link_leads_somewhere(self) -> None:
        seen = self.export()
        pages = {name: Links(data.decode()) for name, data in seen.items() if name.endswith(".html")}
        for name, links in pages.items():
            self.assertFalse({"link", "img", "iframe", "object"} & set(links.tags), name)
            self.assertIn(b"default-src 'none'", seen[name])
            self.assertNotRegex(seen[name], rb"https?://")
            for link in links.links:
                path, _, fragment = link.partition("#")
                target = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
                self.assertIn(target, seen, f"{name}: {link}")
                if fragment:
                    self.assertIn(fragment, pages[target].ids, f"{name}: {link}")

    def test_a_name_is_text_and_nothing_else(self) -> None:
        for name, data in self.export().items():
            text = data.decode()
            if name.endswith((".html", ".md")):
                self.assertNotIn("<script>alert", text, name)
                self.assertNotIn("\x1b", text, name)

    def test_a_gradebook_opens_in_a_spreadsheet(self) -> None:
        rows = list(csv.reader(io.StringIO(self.export()["gradebook.csv"].decode(), newline=""), strict=True))
        self.assertEqual(rows[0][:4] + rows[0][-4:], ["id", "name", "email", "state", "total", "days late", "penalty %", "final"])
        self.assertEqual({len(row) for row in rows}, {18})
        self.assertEqual(rows[1][1], NASTY)
        self.assertEqual((rows[12][3], rows[12][-1]), ("refused", "0"))

    def test_no_formula_in_the_gradebook(self) -> None:
        row = {"id": "a", "name": "=cmd|x", "email": "@x", "state": "graded", "score": 1, "days": 0, "penalty": 0, "final": 1}
        self.assertIn("a,'=cmd|x,'@x,graded", to_gradebook([row], {}, []))

    def test_junit(self) -> None:
        tree = xml.etree.ElementTree.fromstring(self.export()["junit/s0003.xml"])
        self.assertEqual(len(tree.findall("testsuite")), 10)

    def test_the_leaderboard_can_be_left_out(self) -> None:
        with_it, without = self.export(), self.export(leaderboard=False)
        self.assertIn(b'id="leaderboard"', with_it["index.html"])
        self.assertNotIn(b"eaderboard", re.sub(rb"<(style|script)>.*?</\1>", b"", without["index.html"], flags=re.DOTALL))
        self.assertIn("leaderboard", json.loads(with_it["gradescope/s0001.json"]))
        self.assertNotIn("leaderboard", json.loads(without["gradescope/s0001.json"]))

    def test_similarity_is_worded_as_a_place_to_look(self) -> None:
        seen = self.export()
        self.assertIn(b"a place to look, and nothing more", seen["similarity.html"])
        self.assertIn(b'href="similarity.html">1 pair with', seen["index.html"])
        self.assertIn(b"s0002.html", seen["staff/s0001.html"])
        self.assertNotIn(b"similar", seen["feedback/s0001.html"])


class Secrets(Base):
    def feedback(self, show: str) -> list[str]:
        seen = self.export(hidden=show)
        return [data.decode() for name, data in seen.items() if name.startswith("feedback/")]

    def test_what_students_read(self) -> None:
        for show, wanted, never in (
            ("name", r"check_3_7|check\\_3\\_7", r"/hidden/"),
            ("category", r"subject(\\)?_1: \d of 2 passed", r"check(\\)?_3(\\)?_7|/hidden/"),
            ("nothing", r"check(\\)?_3(\\)?_2", r"check(\\)?_3(\\)?_7|Hidden|/hidden/|subject(\\)?_1:"),
        ):
            texts = self.feedback(show)
            self.assertRegex("".join(texts), wanted, show)
            for text in texts:
                self.assertNotRegex(text, never, show)

    def test_nothing_says_nothing_of_points_either(self) -> None:
        for stage in shown_report(make_report(3), "nothing"):
            self.assertAlmostEqual(stage.max, 5, 1)
            self.assertLessEqual(stage.score, stage.max)

    def test_a_build_error_that_quotes_a_hidden_test(self) -> None:
        report = make_report(3, stages=1)
        report["stages"][0]["diagnosis"] = {
            "kind": "build", "fault": "", "summary": "stages/01-boot/hidden/secret.c:3: no member named x", "details": ["secret line"],
            "frames": [], "causes": []}
        report["stages"][0]["checks"][0].update(status="fail", message="see stages/01-boot/hidden/secret.c:3")
        (stage,) = shown_report(report, "name")
        self.assertEqual((stage.summary, stage.details, stage.checks[0]["message"]), ("the build with the hidden tests failed", [], ""))

    def test_categories(self) -> None:
        for where, name in (("stages/01-boot/hidden/walks.c:3", "walks"), ("course/stages/01-boot/hidden/refuse/x-y.c", "x-y"),
                            ("stages/01-boot/head.S:3", "other")):
            self.assertEqual(category({"where": where}), name)


if __name__ == "__main__":
    unittest.main()
