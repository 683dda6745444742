# SPDX-License-Identifier: MIT
"""What other people's systems take: each form is held against what its makers have published."""

import base64
import json
import os
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile
from typing import Any

from grader.demo.pack import write_folder
from grader.junit import to_junit
from grader.reports.autograder import write_archive
from grader.reports.export import restored
from grader.reports.github import output_line, to_result
from grader.reports.gradescope import dump, refused_results, to_results
from grader.reports.workflow import to_workflow
from grader.stubs import resolved
from grader.tests.classes import make_report
from grader.tree import Tree

try:
    import yaml
except ModuleNotFoundError:
    yaml = None  # type: ignore[assignment]

TREE = Tree.find()
os.makedirs(TREE.path("build"), exist_ok=True)
# https://gradescope-autograders.readthedocs.io/en/latest/specs/, "Output format": key -> type, and values.
_VISIBLE = ("hidden", "after_due_date", "after_published", "visible")
_FORMATS = ("text", "html", "simple_format", "md", "ansi")
_TOP: dict[str, Any] = {
    "score": (int, float), "execution_time": (int, float), "output": str, "output_format": _FORMATS,
    "test_output_format": _FORMATS, "test_name_format": _FORMATS, "visibility": _VISIBLE,
    "stdout_visibility": _VISIBLE, "extra_data": dict, "tests": list, "leaderboard": list,
}
_TEST: dict[str, Any] = {
    "score": (int, float), "max_score": (int, float), "status": ("passed", "failed"), "name": str, "name_format": _FORMATS,
    "number": str, "output": str, "output_format": _FORMATS, "tags": list, "visibility": _VISIBLE, "extra_data": dict,
}
_BOARD: dict[str, Any] = {"name": str, "value": (int, float, str), "order": ("asc", "desc")}


def problems(data: dict[str, Any], keys: dict[str, Any], where: str = "") -> list[str]:
    """What in @data is not as published."""
    found = []
    for key, value in data.items():
        want = keys.get(key)
        if want is None:
            found.append(f"{where}{key}: unknown")
        elif isinstance(want, tuple) and isinstance(want[0], str):
            found += [] if value in want else [f"{where}{key}: {value!r}"]
        elif not isinstance(value, want) or isinstance(value, bool):
            found.append(f"{where}{key}: {type(value).__name__}")
    for number, test in enumerate(data.get("tests", []) if keys is _TOP else []):
        found += problems(test, _TEST, f"test {number}: ")
    for entry in data.get("leaderboard", []) if keys is _TOP else []:
        found += problems(entry, _BOARD, "leaderboard: ")
    if keys is _TOP and "score" not in data and not all("score" in t for t in data.get("tests", [{}])):
        found.append("neither a score nor one on each test")
    return found


class Gradescope(unittest.TestCase):
    def test_as_published(self) -> None:
        for show in ("name", "category", "nothing"):
            for seed in range(8):
                results = to_results(make_report(seed), show, leaderboard=seed % 2 == 0)
                self.assertEqual(problems(json.loads(dump(results)), _TOP), [])
        self.assertEqual(problems(refused_results("no"), _TOP), [])

    def test_the_validator_finds_what_is_wrong(self) -> None:
        good = to_results(make_report(), "name")
        for change in ({"scores": 1}, {"visibility": "staff"}, {"tests": [{"status": "pass"}]}, {"score": "9"},
                       {"leaderboard": [{"order": "up"}]}):
            self.assertNotEqual(problems({**good, **change}, _TOP), [], change)

    def test_points_add_up_and_the_hidden_half_is_as_staff_allow(self) -> None:
        report = make_report(5)
        for show in ("name", "category", "nothing"):
            tests = to_results(report, show)["tests"]
            self.assertAlmostEqual(sum(t["score"] for t in tests), report["score"], 1, show)
            self.assertAlmostEqual(sum(t["max_score"] for t in tests), report["max"], 1, show)
            shown = [t for t in tests if t["visibility"] == "visible"]
            self.assertEqual(any("(hidden)" in t["name"] for t in shown), show == "name")
            self.assertEqual(any("hidden, subject" in t["name"] for t in shown), show == "category")
            for test in shown:
                self.assertNotIn("/hidden/", test["output"])

    def test_the_archive(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("a.zip", "b.zip")]
            for path in paths:
                write_archive(TREE.root, path)
            with open(paths[0], "rb") as one, open(paths[1], "rb") as other:
                self.assertEqual(one.read(), other.read())
            with zipfile.ZipFile(paths[0]) as archive:
                names = {info.filename: info for info in archive.infolist()}
                for script in ("setup.sh", "run_autograder"):
                    self.assertEqual(names[script].external_attr >> 16, 0o100755)
                    self.assertTrue(archive.read(script).startswith(b"#!"))
                    done = subprocess.run(["bash", "-n"], input=archive.read(script), check=False)
                    self.assertEqual(done.returncode, 0)
                self.assertIn("grader/setup.sh", names)
                self.assertFalse([n for n in names if n.startswith(("build/", ".git/")) or n.endswith(".pyc")])

    def test_the_archive_grades(self) -> None:
        """As Gradescope does it: unpacked to source/, a submission beside it, results.json afterwards."""
        with tempfile.TemporaryDirectory(dir=TREE.path("build")) as folder:
            path = os.path.join(folder, "a.zip")
            write_archive(TREE.root, path, options="--stages 1")
            with zipfile.ZipFile(path) as archive:
                archive.extractall(os.path.join(folder, "source"))
            stage = TREE.stage(1)
            texts = {f"{stage.place}/{f}": resolved(TREE.root, stage, f, True).encode() for f in stage.files}
            for files, score in ((texts, 10), ({"notes.txt": b"x"}, 0)):
                subprocess.run(["rm", "-rf", os.path.join(folder, "submission"), os.path.join(folder, "results")], check=True)
                write_folder(folder, "submission", files)
                done = subprocess.run(["bash", os.path.join(folder, "source", "run_autograder")], check=False,
                                      env={**os.environ, "AUTOGRADER": folder}, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                with open(os.path.join(folder, "results", "results.json"), encoding="utf-8") as file:
                    results = json.load(file)
                self.assertEqual(problems(results, _TOP), [])
                self.assertEqual(results["score"], score, done.stdout)
            self.assertIn("has no folder stages/", results["output"])


# The schema that Jenkins publishes (junit-10.xsd of its xUnit plugin): element -> attributes, those needed, children.
_JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"name", "time", "tests", "failures", "disabled", "errors"}, set(), {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id",
                   "package"}, {"name"}, {"properties", "testcase", "system-out", "system-err"}),
    "testcase": ({"name", "assertions", "time", "classname", "status", "class", "file", "line"}, {"name"},
                 {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": ({"type", "message"}, set(), set()),
}


class JUnit(unittest.TestCase):
    def check(self, element: xml.etree.ElementTree.Element) -> None:
        attributes, needed, children = _JUNIT[element.tag]
        self.assertLessEqual(set(element.attrib), attributes)
        self.assertLessEqual(needed, set(element.attrib))
        for child in element:
            self.assertIn(child.tag, children)
            self.check(child)

    def test_as_published(self) -> None:
        for seed in range(4):
            report = make_report(seed)
            tree = xml.etree.ElementTree.fromstring(to_junit(restored(report)))
            self.assertEqual(tree.tag, "testsuites")
            self.check(tree)
            for suite, stage in zip(tree, report["stages"]):
                lost = sum(c["status"] == "fail" for c in stage["checks"])
                self.assertEqual((suite.get("tests"), suite.get("failures")), (str(len(stage["checks"])), str(lost)))
                self.assertEqual(len(suite.findall("testcase/failure")), lost)


class GitHub(unittest.TestCase):
    def test_what_the_reporter_takes(self) -> None:
        """src/notify-classroom.js of the reporter adds up max_score, and the score of each of tests."""
        report = make_report(5, stages=1)
        key, _, data = output_line(report).partition("=")
        result = json.loads(base64.b64decode(data, validate=True))
        self.assertEqual((key, result), ("result", to_result(report)))
        visible = [c for c in report["stages"][0]["checks"] if c["visibility"] == "visible"]
        self.assertEqual((len(result["tests"]), result["max_score"]), (6, 5))
        self.assertAlmostEqual(sum(t["score"] for t in result["tests"]), sum(c["points"] for c in visible))
        self.assertIn(result["status"], ("pass", "fail"))
        for test in result["tests"]:
            self.assertIn(test["status"], ("pass", "fail"))
            self.assertIsInstance(test["line_no"], int)

    @unittest.skipIf(yaml is None, "PyYAML is not installed (Debian package python3-yaml)")
    def test_the_workflow(self) -> None:
        """https://docs.github.com/actions/reference/workflow-syntax-for-github-actions"""
        flow = yaml.safe_load(to_workflow([(1, "boot"), (8, "page-faults")]))
        self.assertEqual(set(flow), {"name", "on", "permissions", "jobs"})
        self.assertEqual(flow["on"], ["push", "workflow_dispatch", "repository_dispatch"])
        (job,) = flow["jobs"].values()
        self.assertEqual(set(job), {"runs-on", "if", "steps"})
        for step in job["steps"]:
            self.assertLessEqual(set(step), {"name", "id", "if", "uses", "run", "with", "env", "timeout-minutes"})
            self.assertEqual(("uses" in step) + ("run" in step), 1)
        report = job["steps"][-1]
        ids = [step["id"] for step in job["steps"] if "id" in step]
        self.assertEqual(report["with"]["runners"].split(","), ids)
        self.assertEqual(report["env"], {f"{i.upper()}_RESULTS": f"${{{{ steps.{i}.outputs.result }}}}" for i in ids})


if __name__ == "__main__":
    unittest.main()
