# SPDX-License-Identifier: MIT
"""stage.toml is read strictly: each mistake is refused by name."""

import unittest

from grader.errors import Unusable
from grader.stagefile import parse_stage
from grader.tests.fixtures import STAGE_TOML, make_stage
from grader.tree import parse_seed, parse_stage_list

CAUSE = '[[cause]]\nkind = "crash"\nsays = "the cause"\nsection = "A section"\n'


class Good(unittest.TestCase):
    def test_fields(self) -> None:
        stage = make_stage('host = ["tests/layout.c"]\nlinux = ["a: b"]\ncase_budget = 5_000\n' + CAUSE)
        self.assertEqual((stage.number, stage.place), (1, "stages/01-boot"))
        self.assertEqual(stage.entry, (2, 1))
        self.assertEqual((stage.boot_budget, stage.case_budget), (20_000_000, 5000))
        self.assertEqual(stage.causes[0].says, "the cause")
        self.assertEqual((stage.cpus, make_stage("cpus = 4\n").cpus), (1, 4))


class Bad(unittest.TestCase):
    def refuse(self, text: str, words: str, folder: str = "01-boot") -> None:
        with self.subTest(words), self.assertRaisesRegex(Unusable, words) as caught:
            parse_stage("stages/x/stage.toml", folder, text)
        self.assertEqual(caught.exception.exit_code, 2)
        self.assertIn("stages/x/stage.toml", str(caught.exception))

    def test_not_toml(self) -> None:
        self.refuse("stage = = 1", "not TOML")

    def test_keys(self) -> None:
        self.refuse(STAGE_TOML + "budget = 3\n", "unknown key `budget`")
        self.refuse(STAGE_TOML.replace('handout = "handouts/01-boot.md"\n', ""), "`handout` is missing")

    def test_types(self) -> None:
        self.refuse(STAGE_TOML.replace("stage = 1", 'stage = "1"'), "`stage` must be of type int")
        self.refuse(STAGE_TOML.replace("stage = 1", "stage = true"), "`stage` must be of type int")
        self.refuse(STAGE_TOML.replace('["head.S", "early_printk.c"]', "[1]"), "`files` must be a list of strings")

    def test_cpus(self) -> None:
        for number in (0, 9, -1):
            self.refuse(STAGE_TOML + f"cpus = {number}\n", "`cpus` must be 1 to 8")
        self.refuse(STAGE_TOML + 'cpus = "4"\n', "`cpus` must be of type int")

    def test_folder(self) -> None:
        self.refuse(STAGE_TOML, "does not belong in 02-boot", "02-boot")

    def test_files(self) -> None:
        for name in ("../head.S", "/etc/passwd", "a//b", "./a.c", "a b.c", "", ".hidden", "a/../b.c"):
            with self.subTest(name):
                self.refuse(STAGE_TOML.replace("head.S", name), "is not a plain path")
        self.refuse(STAGE_TOML.replace("early_printk.c", "head.S"), "names a file twice")
        self.refuse(STAGE_TOML.replace('"head.S", "early_printk.c"', ""), "`files` is empty")

    def test_entry(self) -> None:
        for entry in ("[]", "[3]", "[1, 1]", '["1"]'):
            with self.subTest(entry):
                self.refuse(STAGE_TOML.replace("[2, 1]", entry), "`entry` must be")

    def test_budgets(self) -> None:
        self.refuse(STAGE_TOML + "case_budget = 0\n", "`case_budget` must be a positive")
        self.refuse(STAGE_TOML + "boot_budget = -1\n", "`boot_budget` must be a positive")

    def test_causes(self) -> None:
        self.refuse(STAGE_TOML + CAUSE.replace("says", "say"), "unknown key `say`")
        self.refuse(STAGE_TOML + CAUSE.replace('"A section"', '""'), "`section` is missing")
        self.refuse(STAGE_TOML + CAUSE.replace('kind = "crash"', ""), "one of `kind`")
        self.refuse(STAGE_TOML + CAUSE + 'regex = "("\n', "not a regular expression")
        self.refuse(STAGE_TOML + CAUSE.replace('"crash"', "3"), "table of strings")


class Arguments(unittest.TestCase):
    def test_stage_list(self) -> None:
        self.assertEqual(parse_stage_list("1-3"), [1, 2, 3])
        self.assertEqual(parse_stage_list("3,1-2, 2"), [1, 2, 3])
        for text in ("", "x", "3-1", "0", "11", "1-", "-2", "1,,2", "1 2"):
            with self.subTest(text), self.assertRaises(Unusable):
                parse_stage_list(text)

    def test_seed(self) -> None:
        self.assertEqual((parse_seed("17"), parse_seed("0x11")), (17, 17))
        for text in ("", "x", "-1", "1.5", str(1 << 64)):
            with self.subTest(text), self.assertRaises(Unusable):
                parse_seed(text)


if __name__ == "__main__":
    unittest.main()
