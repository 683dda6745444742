# SPDX-License-Identifier: MIT
"""JSON and JUnit: the schema, the same bytes each time, and any text in them."""

import json
import os
import tempfile
import unittest
import xml.etree.ElementTree

from grader.errors import Unusable
from grader.junit import to_junit
from grader.report import to_json, write_text
from grader.results import Check, Diagnosis, Failure, Frame, StageResult


def make(message: str = "boom") -> StageResult:
    result = StageResult(1, "boot", "t", "handouts/01-boot.md", "own", instructions=77)
    result.checks = [
        Check("good", "t", False, "tests/a.c:1"),
        Check("bad", "t", False, "tests/a.c:2", failures=[Failure("expect", message, where="tests/a.c:9")]),
        Check("secret", "t", True, "hidden/a.c:1"),
    ]
    result.set_points()
    frame = Frame(0x40, "f", "stages/01-boot/head.S", 3, "b .", True)
    result.diagnosis = Diagnosis("watchdog", "endless-loop", "s", ["d"], [frame], causes=[("c", "Sec")])
    return result


class Json(unittest.TestCase):
    def test_schema(self) -> None:
        report = json.loads(to_json([make()], 7, ["missing file: x"]))
        self.assertEqual(
            (report["schema"], report["score"], report["max"], report["seed"]), (1, 7.5, 10, 7)
        )
        self.assertEqual(report["flags"], ["missing file: x"])
        stage = report["stages"][0]
        self.assertEqual({k: stage[k] for k in ("stage", "name", "score", "max", "base", "instructions")},
                         {"stage": 1, "name": "boot", "score": 7.5, "max": 10, "base": "own", "instructions": 77})
        self.assertEqual(
            stage["checks"][1],
            {"name": "bad", "visibility": "visible", "status": "fail", "points": 0, "max": 2.5,
             "message": "boom", "where": "tests/a.c:9"},
        )
        self.assertEqual(stage["checks"][2]["visibility"], "hidden")
        self.assertEqual((stage["checks"][0]["status"], stage["checks"][0]["points"]), ("pass", 2.5))
        self.assertEqual(stage["diagnosis"]["frames"][0]["where"], "stages/01-boot/head.S:3")

    def test_flags_of_stages(self) -> None:
        result = make()
        result.flags.append("void")
        self.assertEqual(json.loads(to_json([result], 1))["flags"], ["stage 1: void"])

    def test_no_diagnosis(self) -> None:
        result = make()
        result.diagnosis = None
        self.assertIsNone(json.loads(to_json([result], 1))["stages"][0]["diagnosis"])

    def test_the_same_bytes(self) -> None:
        self.assertEqual(to_json([make()], 1), to_json([make()], 1))
        self.assertTrue(to_json([make("\u00e9\ud800")], 1).isascii())

    def test_a_place_that_cannot_be_written(self) -> None:
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(Unusable, "cannot be written"):
            write_text(os.path.join(folder, "none", "x.json"), "")


class Junit(unittest.TestCase):
    def test_document(self) -> None:
        root = xml.etree.ElementTree.fromstring(to_junit([make()]))
        suite = root[0]
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("3", "1"))
        failure = suite[1][0]
        self.assertEqual((failure.get("type"), failure.get("message")), ("expect", "boom"))
        self.assertIn("tests/a.c:9: boom", failure.text or "")

    def test_text_that_xml_cannot_hold(self) -> None:
        evil = 'a<b>&"c\'\x00\x1b]]>\x0b'
        failure = xml.etree.ElementTree.fromstring(to_junit([make(evil)]))[0][1][0]
        self.assertIn("a<b>&\"c'", failure.get("message") or "")


if __name__ == "__main__":
    unittest.main()
