# SPDX-License-Identifier: MIT
"""record: what it shares with dataclasses, held against dataclasses itself."""

import dataclasses
import unittest

from grader.record import field, record


@record
class Ours:
    """With a default, and with one made anew."""

    a: int
    b: str = "x"
    c: list[int] = field(default_factory=list)

    @property
    def twice(self) -> int:
        return 2 * self.a


@dataclasses.dataclass
class Theirs:
    """The same."""

    a: int
    b: str = "x"
    c: list[int] = dataclasses.field(default_factory=list)


class LikeDataclasses(unittest.TestCase):
    def test_values(self) -> None:
        for args, named in (((1,), {}), ((1, "y"), {}), ((1, "y", [3]), {}), ((), {"a": 1, "c": [2]}), ((1,), {"b": "z"})):
            ours, theirs = Ours(*args, **named), Theirs(*args, **named)
            self.assertEqual(vars(ours), vars(theirs))
            self.assertEqual(repr(ours).replace("Ours", "Theirs"), repr(theirs).rpartition(".")[2])

    def test_mistakes(self) -> None:
        for args, named in (((), {}), ((1, "y", [], 4), {}), ((1,), {"d": 2}), ((1,), {"a": 2})):
            for cls in (Ours, Theirs):
                with self.subTest(cls=cls, args=args), self.assertRaises(TypeError):
                    cls(*args, **named)

    def test_nothing_is_shared(self) -> None:
        first, second = Ours(1), Ours(1)
        first.c.append(3)
        self.assertEqual(second.c, [])

    def test_equality(self) -> None:
        self.assertEqual(Ours(1), Ours(1))
        self.assertNotEqual(Ours(1), Ours(2))
        self.assertNotEqual(Ours(1), Theirs(1))
        self.assertEqual(Ours(3).twice, 6)


if __name__ == "__main__":
    unittest.main()
