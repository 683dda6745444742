# SPDX-License-Identifier: MIT
"""The report for a person: what it says, how often, and in which letters."""

import io
import unittest

from grader.results import Check, Diagnosis, Failure, Frame, StageResult
from grader.screen import Status, progress, style_of
from grader.style import Style
from grader.terminal import render

HINT = "Clearing the .bss"


def result(*checks: Check) -> StageResult:
    found = StageResult(1, "boot", "From reset to C", "handouts/01-boot.md", "own", list(checks))
    found.set_points()
    return found


def check(name: str, *failures: Failure, hidden: bool = False) -> Check:
    return Check(name, f"{name} is true", hidden, "tests/a.c:10", HINT, list(failures))


EXPECT = Failure(
    "expect", "the word: expected 0, seen 0x5a", "the word (`probe[0]`)", "0", "0x5a (90)", "tests/a.c:33", (1,)
)
GONE = Failure("not-reached", "not reached: the kernel stopped before its tests", where="tests/a.c:10")


def crash() -> Diagnosis:
    frame = Frame(0x1000, "primary_entry", "stages/01-boot/head.S", 87, "str x3, [x0]", True)
    return Diagnosis("crash", "data-abort", "the CPU took a Data Abort", ["FAR = 0x8"], [frame], levels=(2,))


class Words(unittest.TestCase):
    def test_pass(self) -> None:
        text = render(result(check("a")), 2, Style())
        self.assertIn("ok   a                          a is true", text)
        self.assertIn("score: 5 of 5 points (1 of 1 visible checks)", text)
        self.assertIn("stage 1 is complete", text)

    def test_failure(self) -> None:
        text = render(result(check("a"), check("b", EXPECT), check("c", hidden=True)), 2, Style(unicode=True))
        self.assertIn("✗ b", text)
        for words in (
            "what      the word (`probe[0]`)", "expected  0", "seen      0x5a (90)",
            "test      tests/a.c:33 (only when entered at EL1)", f'read      handouts/01-boot.md, "{HINT}"',
            "score: 7.5 of 10 points (1 of 2 visible checks, 1 of 1 hidden checks)", "next: b ",
        ):
            self.assertIn(words, text)

    def test_another_machine_there(self) -> None:
        found = result(check("b", EXPECT))
        found.machines = {1: "3 banks of memory"}
        words = "(only when entered at EL1, on the machine with 3 banks of memory)"
        self.assertIn(words, render(found, 2, Style()))
        self.assertNotIn("on the machine", render(found, 1, Style()))

    def test_at_all_levels(self) -> None:
        both = Failure("expect", "m", "w", "0", "1", "tests/a.c:33", (2, 1))
        self.assertNotIn("only when", render(result(check("b", both)), 2, Style()))

    def test_a_stop_is_told_once(self) -> None:
        found = result(*(check(f"check{i}", GONE) for i in range(20)))
        found.diagnosis = crash()
        found.diagnoses = [found.diagnosis]
        text = render(found, 2, Style(unicode=True))
        self.assertEqual(text.count("Data Abort"), 1)
        self.assertEqual(text.count("not reached"), 1)
        self.assertIn("not reached (20 of 20):", text)
        self.assertIn("stages/01-boot/head.S:87 in primary_entry  str x3, [x0]", text)
        self.assertIn("only when entered at EL2", text)
        for i in range(20):
            self.assertIn(f"check{i} ", text)

    def test_causes(self) -> None:
        found = result(check("b", EXPECT))
        found.checks[0].causes = [("the loop ends one word early", "The loop")]
        text = render(found, 1, Style())
        self.assertIn("perhaps   the loop ends one word early", text)
        self.assertIn('"The loop"', text)

    def test_void(self) -> None:
        found = result(check("a", Failure("void", "the run is void: x", where="w")))
        found.flags, found.diagnoses = ["void"], [Diagnosis("void", "void", "the run is void: x", levels=(2,))]
        text = render(found, 2, Style())
        self.assertIn("the run is void: no check counts", text)
        self.assertNotIn("only when", text)

    def test_compile_error(self) -> None:
        found = result(check("a", GONE))
        details = ["a.c:1: unknown type", "    1 | u33 x;"]
        found.diagnoses = [Diagnosis("build", "build", "the kernel does not compile", details)]
        text = render(found, 2, Style())
        self.assertIn("compiler  a.c:1: unknown type", text)
        self.assertIn("next: make it compile", text)

    def test_warnings(self) -> None:
        found = result(check("a"))
        found.warnings = ["a.c:3: unused variable 'x'"]
        self.assertIn("warning: a.c:3: unused variable 'x'", render(found, 1, Style()))

    def test_a_kernels_text_cannot_command_the_terminal(self) -> None:
        evil = "\x1b]0;owned\x07\x9b2J"
        found = result(check("b", Failure("stop", evil, where="w", diagnosis=Diagnosis("panic", "panic", evil, [evil]))))
        found.checks[0].notes = [evil]
        self.assertNotRegex(render(found, 1, Style()), r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Looks(unittest.TestCase):
    def test_ascii_and_plain_by_default(self) -> None:
        text = render(result(check("a"), check("b", EXPECT)), 1, Style())
        self.assertTrue(text.isascii())
        self.assertNotIn("\x1b", text)

    def test_colours(self) -> None:
        self.assertIn("\x1b[32m", render(result(check("a")), 1, Style(colour=True)))

    def test_wrapping(self) -> None:
        long = Failure("stop", "m", where="w", diagnosis=Diagnosis("panic", "panic", "word " * 60, levels=(1,)))
        text = render(result(check("a", long)), 1, Style(width=80))
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()))

    def test_style_of_a_file(self) -> None:
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        style = style_of(stream)
        self.assertEqual((style.colour, style.unicode, style.width), (False, True, 0))
        self.assertFalse(style_of(io.TextIOWrapper(io.BytesIO(), encoding="latin-1")).unicode)

    def test_status_is_for_terminals(self) -> None:
        stream = io.StringIO()
        status = Status(stream)
        status.say("building")
        status.verdict(b"\nok 1 a\n")
        status.clear()
        self.assertEqual(stream.getvalue(), "")

    def test_progress_in_plain_lines(self) -> None:
        stream = io.StringIO()
        progress("x", 1, 2, stream)
        self.assertEqual(stream.getvalue(), "1/2 x\n")


if __name__ == "__main__":
    unittest.main()
