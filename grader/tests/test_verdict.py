# SPDX-License-Identifier: MIT
"""From a run to checks: what passes, what fails, and what each failure says."""

import unittest

from grader.cases import ConsoleRule
from grader.console import BOOT, Console
from grader.halt import place_stop
from grader.results import HALF, Check, StageResult
from grader.tests.fixtures import make_case, passing, site_of, verdict_lines
from grader.transcript import parse_transcript
from grader.verdict import judge

CASES = [make_case(0), make_case(1)]
DONE = "#! done t=9"


def run(*lines: str, levels=(2,), cases=CASES, rules=(), console=None, complete=True):
    transcript = parse_transcript(verdict_lines(*lines).encode(), complete)
    return judge(cases, list(rules), levels, transcript, console or Console(), site_of)


def failed(index: int, *between: str) -> list[str]:
    return [
        f"#! begin case={index} t=1", *between, f"#! end case={index} t=2 failed=1", f"not ok {index + 1} x",
    ]


def expect(site: int, expected: str, seen: str, case: int = 0) -> str:
    return f"#! expect case={case} site={site:#x} expected={expected} seen={seen}"


class Verdicts(unittest.TestCase):
    def test_pass(self) -> None:
        checks = run(*passing(0), *passing(1), DONE)
        self.assertTrue(all(c.passed for c in checks))
        self.assertEqual([c.message for c in checks], ["", ""])

    def test_expectation(self) -> None:
        first, second = run(*failed(0, expect(0, "0x0", "0x5a")), *passing(1), DONE)
        self.assertTrue(second.passed)
        failure = first.failures[0]
        self.assertEqual((failure.expected, failure.seen), ("0", "0x5a (90)"))
        self.assertEqual(failure.where, "tests/a.c:33")
        self.assertEqual(first.message, "the word: expected 0, seen 0x5a (90)")

    def test_relations(self) -> None:
        for op, words in ((1, "not 3"), (2, "less than 3"), (3, "at most 3"), (4, "more than 3"), (5, "at least 3")):
            first, _ = run(*failed(0, expect(op, "0x3", "0x3")), *passing(1), DONE)
            self.assertEqual(first.failures[0].expected, words)
        first, _ = run(*failed(0, expect(6, "0x1", "0x0")), *passing(1), DONE)
        self.assertEqual((first.failures[0].expected, first.failures[0].seen), ("true", "false"))
        first, _ = run(*failed(0, expect(7, "a%20b", "%1b[2J")), *passing(1), DONE)
        self.assertEqual((first.failures[0].expected, first.failures[0].seen), ('"a b"', '"\\x1b[2J"'))

    def test_every_level_counts(self) -> None:
        text = verdict_lines(*passing(0), *passing(1))
        text += verdict_lines(*failed(0, expect(0, "0x0", "0x1")), *passing(1), DONE, level=1, more=True)
        transcript = parse_transcript(text.encode())
        first, second = judge(CASES, [], (2, 1), transcript, Console(), site_of)
        self.assertEqual(first.failures[0].levels, (1,))
        self.assertTrue(second.passed)

    def test_the_same_at_both_levels_is_said_once(self) -> None:
        lines = [*failed(0, expect(0, "0x0", "0x1")), *passing(1)]
        text = verdict_lines(*lines) + verdict_lines(*lines, DONE, level=1, more=True)
        first, _ = judge(CASES, [], (2, 1), parse_transcript(text.encode()), Console(), site_of)
        self.assertEqual(len(first.failures), 1)
        self.assertEqual(first.failures[0].levels, (2, 1))

    def test_a_level_that_was_never_entered(self) -> None:
        first, _ = run(*passing(0), *passing(1), DONE, levels=(2, 1))
        self.assertFalse(first.passed)
        self.assertIn("never", first.message.replace("before the kernel was entered", "never"))

    def test_stop(self) -> None:
        first, second = run("#! begin case=0 t=1", "#! stop kind=watchdog case=0 t=9", "not ok 1 x", DONE)
        self.assertEqual(first.failures[0].kind, "stop")
        self.assertTrue(first.reached)
        self.assertFalse(second.reached)
        self.assertIn("not reached", second.message)

    def test_a_case_that_expects_nothing(self) -> None:
        first, _ = run(*failed(0), *passing(1), DONE)
        self.assertEqual(first.failures[0].kind, "empty")

    def test_a_case_that_ends_without_a_result(self) -> None:
        first, _ = run("#! begin case=0 t=1", complete=False)
        self.assertFalse(first.passed)

    def test_void(self) -> None:
        checks = run(*passing(0), *passing(1), "#! stop kind=void case=-1 t=9", "#! text forged%20call", DONE)
        self.assertFalse(any(c.passed for c in checks))
        self.assertIn("forged call", checks[0].message)

    def test_bad_image(self) -> None:
        raw = "KTAP version 1\n#! proctor version=1\n#! bad-image reason=magic\n#! done t=1\n"
        checks = judge(CASES, [], (2,), parse_transcript(raw.encode()), Console(), site_of)
        self.assertFalse(any(c.passed or c.reached for c in checks))

    def test_notes_of_a_failed_case(self) -> None:
        first, second = run(
            *failed(0, "#! note case=0 text=why"), "#! begin case=1 t=1", "#! note case=1 text=hush",
            "#! end case=1 t=2 failed=0", "ok 2 x", DONE,
        )
        self.assertEqual((first.notes, second.notes), (["why"], []))


class Panics(unittest.TestCase):
    CASES = [make_case(0, panics=True), make_case(1)]

    def test_it_has_to(self) -> None:
        lines = ["#! begin case=0 t=1", "#! stop kind=panic case=0 t=9", "#! text boom", "ok 1 x"]
        first, _ = run(*lines, DONE, cases=self.CASES)
        self.assertTrue(first.passed)

    def test_its_expectations_count(self) -> None:
        lines = ["#! begin case=0 t=1", expect(0, "0x0", "0x1"), "#! stop kind=panic case=0 t=9", "not ok 1 x"]
        first, _ = run(*lines, DONE, cases=self.CASES)
        self.assertEqual([f.kind for f in first.failures], ["expect"])

    def test_it_went_on(self) -> None:
        first, _ = run(*failed(0), *passing(1), DONE, cases=self.CASES)
        self.assertIn("has to end in panic()", first.message)

    def test_it_crashed_instead(self) -> None:
        lines = ["#! begin case=0 t=1", "#! stop kind=crash case=0 t=9", "not ok 1 x"]
        first, _ = run(*lines, DONE, cases=self.CASES)
        self.assertEqual([f.kind for f in first.failures], ["stop"])

    def test_another_case_must_not(self) -> None:
        first, _ = run("#! begin case=0 t=1", "#! stop kind=panic case=0 t=9", "not ok 1 x", DONE)
        self.assertEqual([f.kind for f in first.failures], ["stop"])


class Rules(unittest.TestCase):
    def check(self, rule: ConsoleRule, text: dict[tuple[int, int], str]) -> Check:
        return run(*passing(0), *passing(1), DONE, rules=[rule], console=Console(text))[0]

    def test_has(self) -> None:
        rule = ConsoleRule("case0", False, True, "^line$")
        self.assertTrue(self.check(rule, {(2, 0): "a\nline\nb"}).passed)
        check = self.check(rule, {(2, 0): "lines", (2, 1): "line"})
        self.assertIn("lacks /^line$/", check.message)
        self.assertEqual(check.failures[0].seen, '"lines"')

    def test_not(self) -> None:
        rule = ConsoleRule("case0", False, False, "oops")
        self.assertTrue(self.check(rule, {}).passed)
        self.assertFalse(self.check(rule, {(2, 0): "an oops"}).passed)

    def test_boot(self) -> None:
        rule = ConsoleRule("case0", True, True, "banner")
        self.assertTrue(self.check(rule, {(2, BOOT): "banner"}).passed)
        self.assertFalse(self.check(rule, {(2, 0): "banner"}).passed)

    def test_rules_of_a_case_that_must_panic(self) -> None:
        lines = ["#! begin case=0 t=1", "#! stop kind=panic case=0 t=9", "ok 1 x", DONE]
        rule = ConsoleRule("case0", False, True, "Oops")
        cases = [make_case(0, panics=True), make_case(1)]
        first, _ = run(*lines, cases=cases, rules=[rule])
        self.assertEqual([f.kind for f in first.failures], ["console"])


class StoppedFromOutside(unittest.TestCase):
    def test_flood_is_cut_where_the_console_was(self) -> None:
        early = verdict_lines(*passing(0), "#! begin case=1 t=30")
        late = early + "#! stop kind=watchdog case=1 t=99\nnot ok 2 x\n#! boot entry=1 base=0x0 first=0 t=1\n"
        console = Console({(2, 1): "spam" * 99}, (2, 1))
        seen = []
        for text in (early, late):
            transcript = parse_transcript(text.encode(), complete=False)
            stop = place_stop(transcript, console, "flood")
            checks = judge(CASES, [], (2, 1), transcript, console, site_of)
            seen.append([(c.message, c.reached) for c in checks])
            self.assertEqual((stop.kind, stop.case), ("flood", 1))
        self.assertEqual(seen[0], seen[1], "how far QEMU got before it was stopped must not show")
        self.assertIn("1 MiB", seen[0][1][0])

    def test_flood_before_the_tests(self) -> None:
        raw = "KTAP version 1\n#! proctor version=1\n#! boot entry=2 base=0x0 first=0 t=1\n"
        transcript = parse_transcript(raw.encode(), complete=False)
        stop = place_stop(transcript, Console({(2, BOOT): "x"}, (2, BOOT)), "flood")
        self.assertEqual(stop.case, BOOT)
        self.assertIs(transcript.entries[0].early_stop, stop)

    def test_host_limit(self) -> None:
        transcript = parse_transcript(verdict_lines("#! begin case=0 t=1").encode(), complete=False)
        place_stop(transcript, Console(), "host-limit")
        first, second = judge(CASES, [], (2,), transcript, Console(), site_of)
        self.assertIn("60 s", first.message)
        self.assertFalse(second.reached)

    def test_nothing_was_said_at_all(self) -> None:
        transcript = parse_transcript(b"", complete=False)
        place_stop(transcript, Console(), "host-limit")
        self.assertFalse(any(c.passed for c in judge(CASES, [], (2,), transcript, Console(), site_of)))


class Points(unittest.TestCase):
    def result(self, *pattern: tuple[bool, bool]) -> StageResult:
        result = StageResult(1, "boot", "t", "h", "own")
        for hidden, passes in pattern:
            check = Check("c", "t", hidden, "w")
            if not passes:
                check.failures = run(*failed(0), *passing(1), DONE)[0].failures
            result.checks.append(check)
        result.set_points()
        return result

    def test_halves(self) -> None:
        result = self.result((False, True), (False, False), (False, True), (True, False), (True, True))
        self.assertEqual((result.score, result.max), (5.83, 10))
        self.assertEqual(result.checks[0].points, round(HALF / 3, 4))
        self.assertEqual(result.checks[1].points, 0)
        self.assertFalse(result.passed)

    def test_all_of_thirds_is_the_whole(self) -> None:
        result = self.result(*[(False, True)] * 3, *[(True, True)] * 7)
        self.assertEqual((result.score, result.passed), (10, True))

    def test_without_hidden_ones(self) -> None:
        self.assertEqual(self.result((False, True)).max, 5)

    def test_no_checks_is_no_pass(self) -> None:
        self.assertFalse(self.result().passed)


if __name__ == "__main__":
    unittest.main()
