# SPDX-License-Identifier: MIT
"""Messages of compiler, assembler, linker and make, as the real ones write them."""

import unittest

from grader.compiler import parse_messages, strip_roots

GCC = """In file included from stages/02-headers/tests/a.c:3,
                 from x.c:1:
stages/02-headers/include/asm/atomic.h: In function 'atomic_add':
stages/02-headers/include/asm/atomic.h:12:9: error: unknown type name 'u33'
   12 |         u33 old;
      |         ^~~
      |         u32
stages/02-headers/include/asm/atomic.h:12:9: note: each undeclared identifier is reported only once
stages/01-boot/early_printk.c:5:3: warning: unused variable 'x' [-Wunused-variable]
make: *** [Makefile:109: build/x.o] Error 1
"""
AS = """stages/01-boot/head.S: Assembler messages:
stages/01-boot/head.S:302: Error: comma expected between operands at operand 3 -- `add sp,x5'
"""
LD = """aarch64-linux-gnu-ld: build/head.o: in function `primary_entry':
stages/01-boot/head.S:82:(.head.text+0x44): undefined reference to `clear_bsss'
aarch64-linux-gnu-ld: b.o: in function `f':
b.c:7: multiple definition of `f'; a.o:a.c:3: first defined here
aarch64-linux-gnu-ld: the kernel image is larger than 32 MiB
"""


class Messages(unittest.TestCase):
    def test_gcc(self) -> None:
        error, warning = parse_messages(GCC)
        self.assertEqual(error.where, "stages/02-headers/include/asm/atomic.h:12")
        self.assertEqual((error.error, error.text), (True, "unknown type name 'u33'"))
        self.assertEqual(error.included_from, ["stages/02-headers/tests/a.c:3", "x.c:1"])
        self.assertIn("   12 |         u33 old;", error.snippet)
        self.assertIn("note: each undeclared", error.snippet[-1])
        self.assertEqual((warning.error, warning.line), (False, 5))
        self.assertEqual(warning.included_from, [])

    def test_assembler(self) -> None:
        (error,) = parse_messages(AS)
        self.assertEqual(error.where, "stages/01-boot/head.S:302")
        self.assertTrue(error.text.startswith("comma expected"))

    def test_linker(self) -> None:
        first, second, third = parse_messages(LD)
        self.assertEqual(first.where, "stages/01-boot/head.S:82")
        self.assertEqual(first.text, "undefined reference to `clear_bsss'")
        self.assertEqual(second.where, "b.c:7")
        self.assertEqual((third.where, third.text), ("the linker", "the kernel image is larger than 32 MiB"))

    def test_missing_file(self) -> None:
        line = "make: *** No rule to make target 'stages/01-boot/head.S', needed by 'x.o'.  Stop."
        (error,) = parse_messages(line)
        self.assertEqual((error.where, error.text), ("stages/01-boot/head.S", "the file is missing"))
        self.assertEqual(parse_messages(line.replace("stages/", "common/")), [])

    def test_the_same_twice_is_one(self) -> None:
        self.assertEqual(len(parse_messages(GCC + GCC)), 2)

    def test_nothing_said_of_a_source(self) -> None:
        for text in ("", "make: *** [x] Error 127\n", "sh: 1: gcc: not found\n", "\0\x01: : :\n"):
            with self.subTest(text):
                self.assertEqual([m for m in parse_messages(text) if m.error], [])


class Roots(unittest.TestCase):
    def test_strip(self) -> None:
        text = "/home/me/tree/a.c:1: /home/me/tree/sub/b.c ./c.c ../d.c e./f.c"
        want = "a.c:1: b.c c.c ../d.c e./f.c"
        self.assertEqual(strip_roots(text, ["/home/me/tree", "/home/me/tree/sub/", "", "/"]), want)


if __name__ == "__main__":
    unittest.main()
