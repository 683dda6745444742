# SPDX-License-Identifier: MIT
"""From stops to a diagnosis: which stop speaks for the stage, and where the blame is put."""

import os
import tempfile
import unittest
from unittest import mock

from grader.addresses import Map
from grader.build import Built
from grader.buildfail import explain_build
from grader.compiler import parse_messages
from grader.console import Console
from grader.diagnosis import Explainer
from grader.elf import Elf
from grader.grading import Order
from grader.intlog import IntLog
from grader.recording import choose, to_the_place
from grader.results import StageResult
from grader.symbols import Symbolizer, is_student
from grader.tests.fixtures import TEXT, ElfBuilder, kernel_elf, make_kernel, make_stage, passing, returned, taken, verdict_lines
from grader.transcript import Transcript, parse_transcript
from grader.tree import Tree
from grader.verdict import judge

BASE = 0x40200000
CAUSES = '[[cause]]\nkind = "wfi"\nregex = "function=idle"\nsays = "nothing wakes it"\nsection = "Sleep"\n'
REGS = f"#! regs pc={TEXT + 0x44:#x} sp={TEXT + 0x204000:#x} sctlr=0x1 el=1 spsr=0x3c5 x30={TEXT + 0x14:#x}"
STOP = "#! stop kind=watchdog case={} entry={} t=99 el=1"
PLACES = {TEXT + 0x40: [("idle", "./stages/01-boot/head.S", 2)], TEXT + 0x10: [("", "./stages/01-boot/head.S", 1)]}


class Explaining(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        os.makedirs(os.path.join(self.folder.name, "stages/01-boot"))
        with open(os.path.join(self.folder.name, "stages/01-boot/head.S"), "w", encoding="utf-8") as file:
            file.write("\tbl\tidle\n1:\twfi\n")

    def tearDown(self) -> None:
        self.folder.cleanup()

    def explain(self, text: str, log: bytes = b"") -> tuple[StageResult, Transcript]:
        transcript = parse_transcript(text.encode())
        kernel, stage, kept = make_kernel(), make_stage(CAUSES), IntLog()
        kept.feed(log)
        result = StageResult(1, "boot", "t", "h", "own")
        result.checks = judge(kernel.cases, [], (2, 1), transcript, Console(), kernel.site)
        with mock.patch("grader.symbols._addr2line", side_effect=lambda _, addrs: {a: PLACES[a] for a in addrs if a in PLACES}):
            explainer = Explainer(Tree(self.folder.name), stage, kernel, "vmlinux", "", kept)
            stops = [(b.stop, e.level, b.base) for e in transcript.entries for b in e.boots if b.stop]
            explainer.explain(result, stops)
        return result, transcript

    def test_before_the_tests_at_both_levels(self) -> None:
        head = "KTAP version 1\n#! proctor version=1 stage=1 seed=0x1 cases=2\n"
        parts = [
            f"#! boot entry={level} base={BASE:#x} fdt=0x0 first=0 t=1\n{STOP.format(-1, level)}\n{REGS}\n" for level in (2, 1)
        ]
        result, transcript = self.explain(head + "".join(parts) + "#! done t=9\n")
        (diagnosis,) = result.diagnoses
        self.assertIs(result.diagnosis, diagnosis)
        self.assertEqual((diagnosis.kind, diagnosis.fault, diagnosis.levels), ("watchdog", "wfi", (2, 1)))
        self.assertIn("waits for ever in `wfi` at stages/01-boot/head.S:2 (`1: wfi`)", diagnosis.summary)
        self.assertEqual(diagnosis.causes, [("nothing wakes it", "Sleep")])
        self.assertEqual([f.where for f in diagnosis.frames], ["stages/01-boot/head.S:2", "stages/01-boot/head.S:1"])
        self.assertTrue(all(not c.reached for c in result.checks))
        scene = choose(result, make_kernel(), transcript)
        assert scene is not None and scene.stop is not None
        self.assertEqual((scene.level, scene.boot.base), (2, BASE))

    def test_in_a_check(self) -> None:
        lines = [*passing(0), "#! begin case=1 t=5", STOP.format(1, 2), REGS, "not ok 2 second"]
        text = verdict_lines(*lines) + f"#! boot entry=2 base={BASE:#x} fdt=0x0 first=2 t=1\n#! plan\n"
        text += "\n".join(passing(2)) + "\n" + verdict_lines(*passing(0), *passing(1), *passing(2), "#! done t=9", level=1, more=True)
        result, transcript = self.explain(text)
        self.assertEqual(result.diagnoses, [], "a stop in a check is that check's")
        failure = result.checks[1].failures[0]
        assert failure.diagnosis is not None
        self.assertIs(result.diagnosis, failure.diagnosis)
        self.assertIn("the check was not over", result.checks[1].message)
        self.assertTrue(result.checks[0].passed and result.checks[2].passed)
        scene = choose(result, make_kernel(), transcript)
        assert scene is not None and scene.check is not None
        self.assertEqual((scene.check.name, scene.boot.first), ("second", 0))

    def test_frozen_takes_the_log(self) -> None:
        lines = ["#! begin case=0 t=5", "#! stop kind=frozen case=0 t=7", "not ok 1 first"]
        text = verdict_lines(*lines) + f"#! boot entry=2 base={BASE:#x} fdt=0x0 first=1 t=1\n#! plan\n"
        text += "\n".join([*passing(1), *passing(2), "#! done t=9"]) + "\n"
        log = taken(TEXT + 0x10, 0x200, 0x96000005, 8) + taken(0x200, 0x200) * 300 + returned(3, 2, BASE)
        result, _ = self.explain(text, log)
        self.assertIn("a Data Abort at stages/01-boot/head.S:1 (`bl idle`)", result.checks[0].message)

    def test_failed_expectation_to_replay(self) -> None:
        site = TEXT + 0x1000
        lines = ["#! begin case=0 t=1", f"#! expect case=0 site={site:#x} expected=0x0 seen=0x1", "#! end case=0 t=2 failed=1"]
        text = verdict_lines(*lines, "not ok 1 first", *passing(1), *passing(2))
        text += verdict_lines(*passing(0), *passing(1), *passing(2), "#! done t=9", level=1, more=True)
        result, transcript = self.explain(text)
        scene = choose(result, make_kernel(), transcript)
        assert scene is not None and scene.stop is None
        self.assertEqual(to_the_place(scene, "")[0], "break stages/01-boot/tests/a.c:33")

    def test_way_back_from_a_stop(self) -> None:
        builder = ElfBuilder()
        section = builder.section(".text", 0x1000, bytes(64))
        builder.symbol("stop", 0x1000, section)
        builder.symbol("stop_void", 0x1010, section)
        path = os.path.join(self.folder.name, "proctor.elf")
        with open(path, "wb") as file:
            file.write(builder.build())
        lines = [*passing(0), "#! begin case=1 t=5", STOP.format(1, 2), REGS, "not ok 2 second", "#! done t=9"]
        result, transcript = self.explain(verdict_lines(*lines))
        scene = choose(result, make_kernel(), transcript)
        assert scene is not None and scene.stop is not None
        commands = to_the_place(scene, path)
        self.assertEqual(commands[:4], ["hbreak *0x1000", "hbreak *0x1010", "continue", "delete"])
        self.assertEqual(commands[-1], f"bring_back {BASE:#x}")
        scene.stop.kind = "crash"
        self.assertEqual(to_the_place(scene, path)[-3:], [f"hbreak *{TEXT + 0x44:#x}", "reverse-continue", "delete"])
        scene.stop.kind = "panic"
        self.assertEqual(to_the_place(scene, path)[-3], f"hbreak *{TEXT + 0x40:#x}")


class Symbols(unittest.TestCase):
    def test_students_files(self) -> None:
        for file, own in (
            ("stages/01-boot/head.S", True), ("stages/01-boot/solution/head.S", True),
            ("stages/02-headers/include/asm/x.h", True), ("stages/01-boot/tests/a.c", False),
            ("stages/01-boot/hidden/a.c", False), ("common/init/main.c", False), ("stages/x", False),
        ):
            self.assertEqual(is_student(file), own, file)

    def test_addr2line_that_is_not_there(self) -> None:
        at = Map(Elf(kernel_elf()), BASE)
        with mock.patch.dict(os.environ, {"CROSS_COMPILE": "/nonexistent/"}):
            (frame,) = Symbolizer("/tree", "", "vmlinux").frames(at, [BASE + 0x14])
        self.assertEqual((frame.function, frame.where, frame.pc), ("primary_entry", f"{TEXT + 0x14:#x}", TEXT + 0x14))

    def test_paths_of_this_machine_do_not_show(self) -> None:
        places = {TEXT: [("f", "/tree/stages/01-boot/head.S", 3)], TEXT + 4: [("g", "/usr/lib/x.c", 4)]}
        at = Map(Elf(kernel_elf()), 0)
        with mock.patch("grader.symbols._addr2line", return_value=places):
            frames = Symbolizer("/tree", "", "vmlinux").frames(at, [TEXT, TEXT + 8])
        self.assertEqual([f.file for f in frames], ["stages/01-boot/head.S", ""])


class CompileErrors(unittest.TestCase):
    def explain(self, text: str) -> str:
        built = Built(False, "/out", parse_messages(text))
        return explain_build("/tree", Order(make_stage()), built).summary

    def test_students_own(self) -> None:
        text = "common/a.c:1:1: error: first\nstages/01-boot/head.S:9: Error: unknown mnemonic\n"
        self.assertEqual(
            self.explain(text), "the kernel does not compile: stages/01-boot/head.S:9: unknown mnemonic (and 1 more)"
        )

    def test_a_given_file_that_includes_the_students(self) -> None:
        text = "In file included from stages/02-headers/include/asm/x.h:4:\ncommon/a.h:1:1: error: no\n"
        self.assertIn("stages/02-headers/include/asm/x.h:4: no", self.explain(text))

    def test_given_files_only(self) -> None:
        self.assertIn("it relies on something in yours", self.explain("common/a.c:1:1: error: no\n"))
        self.assertIn("is it defined in one of your files?", self.explain("common/a.c:3: undefined reference to `f'\n"))


if __name__ == "__main__":
    unittest.main()
