# SPDX-License-Identifier: MIT
"""Objects and headers of strangers: each rule with one that breaks it, made by the compiler."""

import os
import struct
import subprocess
import tempfile
import unittest
from functools import lru_cache

from grader.handin.headers import assembly_problems, fakes_places, header_problems, identifiers, macros
from grader.handin.objects import Rules, compare_test, inspect, make_rules, names_of
from grader.symbols import tool

SCRIPT = "SECTIONS { __test_cases_start = .; _text = .; _end = .; }\n  _text = .;\n\t__test_cases_start = .;\n _end = .;\n"
HARNESS = "int proctor_call(int a) { return a; } int run_tests(void) { return proctor_call(1); }"
KERNEL = """
__attribute__((weak)) int run_tests(void) { return 0; }
int start(void) { return run_tests(); }
static const long entry __attribute__((used, section("__irqchip_of_table"))) = 1;
"""


@lru_cache
def compiled(code: str, flags: tuple[str, ...]) -> bytes:
    """The object file of C @code."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = (os.path.join(folder, name) for name in ("a.c", "a.o"))
        with open(source, "w", encoding="ascii") as file:
            file.write(code + "\n")
        command = [tool("gcc"), "-O1", "-ffreestanding", "-fno-common", "-fno-pic", *flags, "-c", "-o", out, source]
        subprocess.run(command, check=True, capture_output=True)
        with open(out, "rb") as made:
            return made.read()


class Compiled(unittest.TestCase):
    def object(self, code: str, *flags: str) -> bytes:
        """The object file of C @code."""
        return compiled(code, flags)

    def rules(self) -> Rules:
        return make_rules(SCRIPT, [self.object(HARNESS)], [self.object(KERNEL)])


class Inspected(Compiled):
    def test_good(self) -> None:
        code = """int a = 1, b; const char t[] = "x"; static int c[9]; extern char _end[];
            int start(void) { return a + b + t[0] + c[a] + (_end != 0); }
            static const long e __attribute__((used, section("__irqchip_of_table"))) = 2;"""
        self.assertEqual(inspect(self.object(code, "-g", "-ffunction-sections"), self.rules()), [])
        self.assertEqual(inspect(self.object(KERNEL), self.rules()), [])

    def refused(self, code: str, words: str) -> None:
        self.assertRegex("\n".join(inspect(self.object(code), self.rules())), words)

    def test_constructors(self) -> None:
        self.refused("int n; __attribute__((constructor)) void f(void) { n++; }", r"section `\.init_array`: nothing of yours")
        self.refused("int n; __attribute__((destructor)) void f(void) { n++; }", r"section `\.fini_array`")

    def test_sections(self) -> None:
        for name in (".test.cases", ".test.sites", ".test.console", ".ctors", ".gnu.warning.f", ".preinit_array", ".interp"):
            with self.subTest(name):
                self.refused(f'asm(".section {name},\\"a\\"; .long 1; .text");', "nothing of yours belongs there")

        self.refused('asm(".section .bss..first,\\"aw\\",%nobits; .skip 8; .text");', "nothing of yours belongs there")

    def test_writable_code(self) -> None:
        self.refused('asm(".section .text.x,\\"awx\\"; nop; .text");', "writable and executable")

    def test_alignment(self) -> None:
        self.refused('asm(".data; .p2align 26; .long 1; .text");', "more than 2 MiB")

    def test_symbols_of_the_harness(self) -> None:
        self.refused("int run_tests(void) { return 0; }", "defines `run_tests`, which belongs")
        self.refused("int proctor_call(int a) { return a; }", "defines `proctor_call`")
        self.refused('asm(".globl alias; .set alias, proctor_call");extern int proctor_call(int); int f(void) { return proctor_call(1); }', "uses `proctor_call`")

    def test_symbols_of_the_script(self) -> None:
        self.refused("int _text;", "defines `_text`")
        self.refused("__attribute__((weak)) int _end;", "defines `_end`")

    def test_reaching_into_tests(self) -> None:
        self.refused("extern int proctor_call(int); int f(void) { return proctor_call(2); }", "uses `proctor_call`, which belongs to the tests")
        self.refused("extern long __test_cases_start[]; long f(void) { return __test_cases_start[0]; }", "uses `__test_cases_start`")

    def test_odd_symbols(self) -> None:
        self.refused('int f(void) { return 0; } asm(".symver f,f@V1");', "a symbol with a version")
        self.refused('asm(".comm pool, 64");', "a common symbol")
        self.refused("static int g(void) { return 0; } static int (*pick(void))(void) { return g; } int f(void) __attribute__((ifunc(\"pick\")));",
                     "resolved at run time")

    def test_no_object(self) -> None:
        good = self.object("int a;")
        for data in (b"", b"\x7fELF", good[:100], good[:16] + b"\2\0" + good[18:], good[:18] + b"\x3e\0" + good[20:]):
            with self.subTest(size=len(data)):
                self.assertRegex("".join(inspect(data, self.rules())), "not an object file")

    def test_damage_never_raises(self) -> None:
        good = bytearray(self.object("int a = 1; int f(void) { return a; }"))
        for place in range(0, len(good) - 8, 8):
            data = bytearray(good)
            struct.pack_into("<Q", data, place, 0xFFFFFFFFFFFF)
            self.assertIsInstance(inspect(bytes(data), self.rules()), list)


class Tests(Compiled):
    TEST = """extern int proctor_call(int); static const int s[2] __attribute__((used, section(".test.sites"))) = { 1 };
        int check(void) { return proctor_call(READ()); }"""

    def compared(self, header: str) -> str:
        own, reference = self.object(header + self.TEST), self.object("#define READ() 1\n" + self.TEST)
        return "\n".join(compare_test(own, reference, self.rules()))

    def test_good(self) -> None:
        self.assertEqual(self.compared("#define READ() (2 + 3)\n"), "")

    def test_changed(self) -> None:
        for header, words in (
            ("#define READ() 1\n#define section(x)\n", "what the tests check"),
            ("#define READ() 1\n#define proctor_call fake\n", "the tests' calls"),
            ('#define READ() 1\nint fake(int a) { return a; }\n', "add `fake`"),
            ('#define READ() 1\nasm(".section .init_array,\\"aw\\"; .quad 0; .text");\n', "add the section"),
        ):
            with self.subTest(words):
                self.assertIn(words, self.compared(header))

    def test_names(self) -> None:
        names = names_of(self.object(KERNEL))
        self.assertEqual((names.weak, "start" in names.defined, "__irqchip_of_table" in names.sections), ({"run_tests"}, True, True))


class Headers(unittest.TestCase):
    def problems(self, *lines: str, file: str = "/sub/stages/02-headers/include/asm/a.h") -> list[str]:
        text = '# 1 "common/include/linux/x.h"\n#define READ_ONCE(x) x\n' + f'# 1 "{file}" 1\n' + "\n".join(lines)
        return header_problems(text, ["/sub/"], {"EXPECT_EQ", "test_expect"})

    def test_good(self) -> None:
        self.assertEqual(self.problems("#define mb() asm()", "#pragma once", "static int f;", "#undef mb"), [])

    def test_bad(self) -> None:
        for line, words in (
            ("#define EXPECT_EQ(a, b, c)", "#define EXPECT_EQ: the tests are made of that"),
            ("#undef test_expect", "#undef test_expect"), ("#define volatile", "#define volatile"),
            ("#define if(x) if (1)", "#define if"), ("#pragma GCC optimize (0)", "`#pragma GCC"),
            ("#pragma push_macro(\"x\")", "no place in a header"), ("#pragma redefine_extname test_expect fake", "no place"),
            ("#undef READ_ONCE", "that is a given macro"),
        ):
            with self.subTest(line):
                self.assertRegex("".join(self.problems(line)), words)

    def test_names_of_the_tests(self) -> None:
        text = '# 1 "/sub/a.h" 1\nstatic inline int test_expect(int a) { return 1; }\n# 1 "common/include/test/test.h" 1\nint test_expect(int);\n'
        self.assertEqual(header_problems(text, ["/sub/"], set(), {"test_expect"}), ["a.h: `test_expect` belongs to the tests"])

    def test_assembly(self) -> None:
        good = "\t.set\t.LANCHOR0,. + 0\n\tbl\ttest_expect\n\t.string\t\".macro\"\n#APP\n\tdmb ish\n"
        self.assertEqual(assembly_problems(good), [])
        for line in (".macro bl f", "nop; .MACRO x", ".weakref a, b", ".rept 3", ".ifc a,b", "x .req x1", ".include \"f\""):
            self.assertEqual(len(assembly_problems(good + line + "\n")), 1, line)

    def test_fake_places(self) -> None:
        for text in ('#line 1 "common/x.h"', ' #  1 "common/x.h" 1', "int a; /*\n*/ # line 3", "%:line 9", "#\\\nline 4", "#/* c */line 4", "??=line 1"):
            self.assertTrue(fakes_places("int x;\n" + text), text)
        for text in ('asm("msr daifset, #3");', "#define line 1", "#if 1", "/* see #1 */ int a;", '\tasm("mov x0,\\\n#1");'):
            self.assertFalse(fakes_places("int x;\n" + text + "\n"), text)

    def test_only_theirs(self) -> None:
        self.assertEqual(self.problems("#define EXPECT_EQ(a)", file="common/include/test/test.h"), [])

    def test_macros(self) -> None:
        self.assertEqual(macros("#define A 1\n# define B(x) C\nD\n"), {"A", "B"})

    def test_identifiers(self) -> None:
        self.assertEqual(identifiers("/* not this */ int a_b; // nor that\n#define C d"), {"int", "a_b", "define", "C", "d"})


if __name__ == "__main__":
    unittest.main()
