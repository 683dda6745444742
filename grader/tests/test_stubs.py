# SPDX-License-Identifier: MIT
"""Regions and stubs: which side is kept, which mistakes are refused, and what --check sees."""

import os
import tempfile
import unittest

from grader.errors import Unusable
from grader.regions import regions, resolve
from grader.stubs import differences, strays, write_stubs
from grader.tests.fixtures import make_stage

SOURCE = """before
#ifdef SOLUTION	/* the body */
real
# ifdef DEBUG
real debug
# else
real quiet
# endif
#else	// what is left to do
stub
#endif /* SOLUTION */
#if 1
kept
#endif
"""


class Resolving(unittest.TestCase):
    def test_both_sides(self) -> None:
        real = "before\nreal\n# ifdef DEBUG\nreal debug\n# else\nreal quiet\n# endif\n#if 1\nkept\n#endif\n"
        self.assertEqual(resolve(SOURCE, True, "a.c"), real)
        self.assertEqual(resolve(SOURCE, False, "a.c"), "before\nstub\n#if 1\nkept\n#endif\n")
        self.assertEqual(regions(SOURCE, "a.c"), 1)

    def test_without_else(self) -> None:
        self.assertEqual(resolve("#ifdef SOLUTION\na\n#endif\nb\n", False, "a.c"), "b\n")

    def test_inside_a_conditional(self) -> None:
        text = "#ifdef X\n#ifdef SOLUTION\na\n#else\nb\n#endif\n#endif\n"
        self.assertEqual(resolve(text, False, "a.c"), "#ifdef X\nb\n#endif\n")

    def test_kbuild_comments_are_no_directives(self) -> None:
        text = "# if you list it\n#ifdef SOLUTION\ngeneric-y += a.h\n#else\n# Write this\n#endif\n# else\n"
        self.assertEqual(resolve(text, False, "asm/Kbuild"), "# if you list it\n# Write this\n# else\n")

    def test_mistakes(self) -> None:
        for text, words in (
            ("#ifdef SOLUTION\n", "a.c:1: a conditional is not closed"),
            ("x\n#endif\n", "a.c:2: #endif without"),
            ("#else\n", "#else without"),
            ("#ifdef SOLUTION\n#ifdef SOLUTION\n#endif\n#endif\n", "a.c:2: a SOLUTION region inside another"),
            ("#ifdef SOLUTION\n#elif X\n#endif\n", "#elif does not belong"),
            ("#ifdef SOLUTION\n#else\n#else\n#endif\n", "#else does not belong"),
            ("#ifndef SOLUTION\n#endif\n", "opened by `#ifdef SOLUTION` only"),
            ("#if defined(SOLUTION)\n#endif\n", "opened by `#ifdef SOLUTION` only"),
        ):
            with self.subTest(text), self.assertRaisesRegex(Unusable, words):
                resolve(text, True, "a.c")


class Stubs(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = self.folder.name
        self.stage = make_stage()
        for file in self.stage.files:
            self.write(f"solution/{file}", SOURCE)

    def tearDown(self) -> None:
        self.folder.cleanup()

    def write(self, name: str, text: str) -> None:
        path = os.path.join(self.root, self.stage.place, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def test_made_once(self) -> None:
        self.assertEqual(len(differences(self.root, self.stage)), 2)
        self.assertEqual(len(write_stubs(self.root, self.stage)), 2)
        self.assertEqual(differences(self.root, self.stage), [])
        self.assertEqual(write_stubs(self.root, self.stage), [])

    def test_a_stub_that_parted(self) -> None:
        write_stubs(self.root, self.stage)
        self.write("head.S", "before\nstub\nmine\n")
        found = differences(self.root, self.stage)
        self.assertEqual([(d.file, d.line) for d in found], [("stages/01-boot/head.S", 3)])

    def test_a_shorter_stub_parts_at_its_end(self) -> None:
        write_stubs(self.root, self.stage)
        self.write("head.S", "before\n")
        self.assertEqual(differences(self.root, self.stage)[0].line, 2)

    def test_no_solution(self) -> None:
        os.unlink(os.path.join(self.root, self.stage.place, "solution/head.S"))
        with self.assertRaisesRegex(Unusable, "solution/head.S: cannot be read"):
            differences(self.root, self.stage)

    def test_strays(self) -> None:
        write_stubs(self.root, self.stage)
        for name in ("stage.toml", "tests/a.c", "hidden/b.c", "notes.txt", "solution/old.c", "include/x.h"):
            self.write(name, "")
        place = self.stage.place
        found = [f"{place}/notes.txt", f"{place}/include/x.h", f"{place}/solution/old.c"]
        self.assertEqual(sorted(strays(self.root, self.stage)), sorted(found))


if __name__ == "__main__":
    unittest.main()
