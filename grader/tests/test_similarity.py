# SPDX-License-Identifier: MIT
"""Alike submissions: the copies that were planted are found, and nobody else."""

import json
import random
import unittest
from collections.abc import Iterator

from grader.classroom.similarity import Text, alike, common_lines, installed, own_text
from grader.demo.handwriting import helper, signed

STUB = "/* The stub. */\n#include <linux/types.h>\n\nint given(int a)\n{\n\treturn a;\n}\n"
SOLUTION = "int solved(int a)\n{\n\tint i;\n\n\tfor (i = 0; i < a; i++)\n\t\ta += given(i) * 3;\n\treturn a ? a : -1;\n}\n" * 6


class Lines(unittest.TestCase):
    def test_what_many_have_is_everybodys(self) -> None:
        files = [{"a.c": f"int  shared;\nint own{n};\n"} for n in range(5)]
        self.assertEqual(common_lines(files, 5), {"a.c": {"int shared;"}})
        self.assertEqual(common_lines(files, 6), {"a.c": set()})

    def test_lines_keep_their_numbers(self) -> None:
        self.assertEqual(own_text("a\n  b \nc\n", {"b"}), ["a", "", "c"])

    def test_places(self) -> None:
        text = Text()
        text.add("a.c", ["1", "2", "3"])
        text.add("b.c", ["1", "2"])
        self.assertEqual((text.place(2, 3), text.place(4, 5), text.place(3, 5)), ("a.c:2-3", "b.c:1-2", "a.c:3 to b.c:2"))


@unittest.skipUnless(installed(), "sim_c is not installed (Debian package similarity-tester)")
class Pairs(unittest.TestCase):
    def people(self) -> dict[str, dict[str, str]]:
        """Twelve who solved it alike in their own hand; s03 has copied from s01, s07 only a little from s05."""
        found = {}
        for n in range(12):
            text = signed("a.c", STUB + SOLUTION, f"student {n}", n, n)
            found[f"s{n:02d}"] = {"x/a.c": text, "x/b.S": f"\t/* {n} */\n" + "\tmov x0, x1\n" * 30}
        copied = signed("a.c", STUB + SOLUTION, "student 3", 1, 3)
        found["s03"]["x/a.c"] = copied.replace("\t", "        ")
        found["s07"]["x/a.c"] += helper(5, 7)[:300] + ";\n\treturn 0;\n}\n"
        return found

    def pairs(self, people: dict[str, dict[str, str]], percent: int = 40) -> list[tuple[str, str, int, int, str]]:
        def read() -> Iterator[tuple[str, dict[str, str]]]:
            yield from sorted(people.items())

        return alike(read, {"x/a.c": STUB, "x/b.S": ""}, percent, 5)

    def test_the_copy_is_found_though_all_names_differ(self) -> None:
        people = self.people()
        self.assertNotEqual(people["s01"]["x/a.c"].split()[-20:], people["s03"]["x/a.c"].split()[-20:])
        found = self.pairs(people)
        self.assertEqual([pair[:2] for pair in found], [("s01", "s03")])
        self.assertGreater(found[0][2], 90)
        (one, other, tokens), *_ = json.loads(found[0][4])
        self.assertRegex(one, r"^x/a\.c:\d+-\d+$")
        self.assertGreater(tokens, 100)

    def test_the_same_each_time(self) -> None:
        people = self.people()
        shuffled = list(people.items())
        random.Random(3).shuffle(shuffled)
        self.assertEqual(self.pairs(people, 1), self.pairs(dict(shuffled), 1))

    def test_the_stub_is_nobodys(self) -> None:
        self.assertEqual(self.pairs({f"s{n}": {"x/a.c": STUB * 9} for n in range(3)}, 1), [])

    def test_nothing_to_compare(self) -> None:
        self.assertEqual(self.pairs({}), [])
        self.assertEqual(self.pairs({"a": {"x/a.c": SOLUTION}}), [])


if __name__ == "__main__":
    unittest.main()
