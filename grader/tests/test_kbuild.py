# SPDX-License-Identifier: MIT
"""The Kbuild reader: which wrappers it writes, what it refuses, and that it runs nothing."""

import contextlib
import io
import os
import tempfile
import unittest

from grader.kbuild import KbuildError, choose, main, parse, wrapper


class Parsing(unittest.TestCase):
    def test_lists(self) -> None:
        text = "# SPDX\n\ngeneric-y += a.h b.h # c.h\ngeneric-y\t+=\td-e.h \\\n\tf_g.h\n"
        self.assertEqual(parse(text, "Kbuild", "generic-y"), {"a.h": 3, "b.h": 3, "d-e.h": 4, "f_g.h": 4})

    def test_last_line_continued(self) -> None:
        self.assertEqual(parse("generic-y += a.h \\", "Kbuild", "generic-y"), {"a.h": 1})

    def test_refused(self) -> None:
        for line, words in (
            ("generic-y += $(shell touch x)", "nothing in it is expanded or run"),
            ("generic-y += ${HOME}.h", "nothing in it is expanded or run"),
            ("generic-y += `id`.h", "nothing in it is expanded or run"),
            ("generic-y := a.h", "want `generic-y [+]=`"),
            ("generic-y = a.h", "want `generic-y [+]=`"),
            ("mandatory-y += a.h", "`mandatory-y` is not read here"),
            ("obj-y += a.o", "`obj-y` is not read here"),
            ("include evil.mk", "want `generic-y"),
            ("all:", "want `generic-y"),
            ("\ttouch x", "want `generic-y"),
            ("generic-y += ../a.h", "not the name of a header"),
            ("generic-y += /a.h", "not the name of a header"),
            ("generic-y += a.c", "not the name of a header"),
            ("ifeq (1,1)", "want `generic-y"),
        ):
            with self.subTest(line), self.assertRaisesRegex(KbuildError, rf"^Kbuild:2: error: .*{words}"):
                parse(f"# first\n{line}\n", "Kbuild", "generic-y")

    def test_error_names_the_first_of_joined_lines(self) -> None:
        with self.assertRaisesRegex(KbuildError, "^Kbuild:1: "):
            parse("generic-y += a.h \\\n $(x)\n", "Kbuild", "generic-y")


class Choosing(unittest.TestCase):
    def test_written_wins_with_a_warning(self) -> None:
        names, warnings = choose("Kbuild", {"a.h": 4, "b.h": 5}, {}, {"a.h"}, {"a.h", "b.h"})
        self.assertEqual(names, ["b.h"])
        self.assertEqual(warnings, ["Kbuild:4: warning: redundant generic-y found in Kbuild: a.h"])

    def test_mandatory(self) -> None:
        names, warnings = choose("Kbuild", {}, {"a.h": 1, "b.h": 2}, {"b.h"}, {"a.h", "b.h"})
        self.assertEqual((names, warnings), (["a.h"], []))
        with self.assertRaisesRegex(KbuildError, "asm/c.h is mandatory"):
            choose("Kbuild", {}, {"c.h": 1}, set(), {"a.h"})

    def test_mandatory_need_not_be_listed(self) -> None:
        names, warnings = choose("Kbuild", {"a.h": 3}, {"a.h": 1}, set(), {"a.h"})
        self.assertEqual(names, ["a.h"])
        self.assertIn("redundant generic-y", warnings[0])

    def test_no_such_generic_header(self) -> None:
        with self.assertRaisesRegex(KbuildError, "^Kbuild:7: error: there is no asm-generic/x.h"):
            choose("Kbuild", {"x.h": 7}, {}, set(), {"a.h"})


class Command(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        for name in ("generic", "arch"):
            os.mkdir(self.path(name))
        for name in ("a.h", "b.h"):
            self.write(f"generic/{name}", "")
        self.write("generic/Kbuild", "mandatory-y += a.h\n")
        self.write("arch/Kbuild", "generic-y += b.h\n")

    def tearDown(self) -> None:
        self.folder.cleanup()

    def path(self, *parts: str) -> str:
        return os.path.join(self.folder.name, *parts)

    def write(self, name: str, text: str) -> None:
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def call(self, *more: str) -> tuple[int, str]:
        said = io.StringIO()
        arguments = [self.path("out"), "--arch", self.path("arch"), "--arch", self.path("none")]
        arguments += ["--kbuild", self.path("arch", "Kbuild"), "--generic", self.path("generic"), *more]
        with contextlib.redirect_stderr(said):
            return main(arguments), said.getvalue()

    def test_wrappers(self) -> None:
        self.assertEqual(self.call(), (0, ""))
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["a.h", "b.h"])
        with open(self.path("out", "b.h"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "#include <asm-generic/b.h>\n")

    def test_only_what_changes_is_touched(self) -> None:
        self.call()
        os.utime(self.path("out", "a.h"), (1, 1))
        os.utime(self.path("out", "b.h"), (1, 1))
        self.write("out/b.h", "something else\n")
        self.call()
        self.assertEqual(os.stat(self.path("out", "a.h")).st_mtime, 1)
        with open(self.path("out", "b.h"), encoding="utf-8") as file:
            self.assertEqual(file.read(), wrapper("b.h"))

    def test_stale_wrappers_go_and_others_stay(self) -> None:
        self.call()
        self.write("out/asm-offsets.h", "#define S_X0 0\n")
        self.write("arch/Kbuild", "")
        self.call()
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["a.h", "asm-offsets.h"])

    def test_errors(self) -> None:
        self.write("arch/Kbuild", "generic-y += $(shell touch " + self.path("ran") + ").h\n")
        status, said = self.call()
        self.assertEqual(status, 1)
        self.assertRegex(said, r"arch/Kbuild:1: error: ")
        self.assertFalse(os.path.exists(self.path("ran")))
        os.unlink(self.path("arch", "Kbuild"))
        self.assertRegex(self.call()[1], "there is no such file")
        with open(self.path("arch", "Kbuild"), "wb") as file:
            file.write(b"\xff\xfe")
        self.assertRegex(self.call()[1], "cannot be read")
        self.write("arch/Kbuild", "#" * 70000)
        self.assertRegex(self.call()[1], "larger than 64 KiB")

    def test_regions(self) -> None:
        self.write("arch/Kbuild", "#ifdef SOLUTION\ngeneric-y += b.h\n#else\n# Write this: the list\n#endif\n")
        self.call("--solution")
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["a.h", "b.h"])
        self.write("arch/Kbuild", "#ifdef SOLUTION\n")
        status, said = self.call("--solution")
        self.assertEqual(status, 1)
        self.assertIn("not closed", said)


if __name__ == "__main__":
    unittest.main()
