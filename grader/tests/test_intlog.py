# SPDX-License-Identifier: MIT
"""The exception log: when a machine counts as frozen, and what is kept of the way there."""

import unittest

from grader.intlog import KEEP, NESTED_LIMIT, SAME_LIMIT, IntLog
from grader.tests.fixtures import returned, taken

VECTOR = 0x200
FIRST = taken(0x402002D4, VECTOR, 0x86000005, 0x402002D4)
AGAIN = taken(VECTOR, VECTOR)


def feed(*pieces: bytes) -> IntLog:
    log = IntLog()
    for piece in pieces:
        log.feed(piece)
    return log


class Frozen(unittest.TestCase):
    def test_the_limit(self) -> None:
        self.assertEqual(feed(AGAIN * (SAME_LIMIT - 1)).nests, [])
        self.assertEqual(len(feed(AGAIN * SAME_LIMIT).nests), 1)

    def test_the_first_of_the_nest_is_kept(self) -> None:
        (nest,) = feed(FIRST, AGAIN * SAME_LIMIT).nests
        self.assertEqual([t.elr for t in nest.chain], [0x402002D4, VECTOR])
        self.assertEqual((nest.chain[0].far, nest.chain[0].esr), (0x402002D4, 0x86000005))
        self.assertEqual((nest.loop.elr, nest.loop.pc), (VECTOR, VECTOR))

    def test_however_the_log_is_cut(self) -> None:
        data = FIRST + AGAIN * SAME_LIMIT
        for size in (1, 7, 100, 4096):
            log = feed(*(data[i : i + size] for i in range(0, len(data), size)))
            self.assertEqual(len(log.nests), 1, size)
            self.assertEqual(log.nests[0].chain[0].elr, 0x402002D4)

    def test_a_return_ends_a_nest(self) -> None:
        self.assertEqual(feed((AGAIN + returned(1, 1, 0x1000)) * (2 * SAME_LIMIT)).nests, [])

    def test_the_proctors_returns_do_not(self) -> None:
        self.assertEqual(len(feed((AGAIN + returned(3, 1, 0x1004)) * SAME_LIMIT).nests), 1)

    def test_a_rollback_ends_a_nest(self) -> None:
        (nest,) = feed(FIRST, returned(3, 3, 0x1234), AGAIN * SAME_LIMIT).nests
        self.assertEqual([t.elr for t in nest.chain], [VECTOR])

    def test_calls_to_the_proctor_are_no_exceptions_here(self) -> None:
        call = taken(VECTOR, VECTOR, target=3, number=13)
        log = feed(call * (2 * SAME_LIMIT))
        self.assertEqual((log.nests, log.first), ([], []))

    def test_interrupts_and_system_calls_are_no_nest(self) -> None:
        for record in (taken(VECTOR, VECTOR, number=5), taken(VECTOR, VECTOR, source=0)):
            self.assertEqual(feed(record * (2 * SAME_LIMIT)).nests, [])

    def test_a_few_instructions_each(self) -> None:
        crawl = taken(VECTOR + 8, VECTOR)
        self.assertEqual(feed(crawl * (4 * SAME_LIMIT)).nests, [])
        self.assertEqual(len(feed(crawl * NESTED_LIMIT).nests), 1)

    def test_skipped_until_the_next_entry(self) -> None:
        log = feed(FIRST, AGAIN * (5 * SAME_LIMIT), returned(3, 1, 0x40201234), AGAIN * SAME_LIMIT)
        self.assertEqual(len(log.nests), 1, "the same freeze is told once")
        log.feed(returned(3, 2, 0x40200000) + FIRST + AGAIN * SAME_LIMIT)
        self.assertEqual(len(log.nests), 2)
        self.assertEqual(log.nests[1].chain[0].elr, 0x402002D4)


class Bounded(unittest.TestCase):
    def test_first_and_last(self) -> None:
        log = feed(*(taken(i, 0x1000) + returned(1, 1, 0) for i in range(1000)))
        self.assertEqual([t.elr for t in log.first], list(range(KEEP)))
        self.assertEqual([t.elr for t in log.last], list(range(1000 - KEEP, 1000)))

    def test_a_storm_is_skipped_to_the_same_end(self) -> None:
        records = [taken(i, 0x1000, number=5) + returned(1, 1, i) for i in range(2000)]
        records += [taken(7, 0x1000), *records[:300], taken(8, 0x1000, number=5)]
        data = b"".join(records)
        slow = feed(*records)
        for size in (1000, 20_000, len(data)):
            log = feed(*(data[i : i + size] for i in range(0, len(data), size)))
            self.assertEqual(([t.elr for t in log.first], [t.elr for t in log.last]),
                             ([t.elr for t in slow.first], [t.elr for t in slow.last]), size)

    def test_rubbish_is_dropped(self) -> None:
        log = feed(*[b"x" * 65536] * 8, b"Taking exception 3 [" * 10000, b"\n", AGAIN * SAME_LIMIT)
        self.assertLess(len(log._rest), 1 << 17)
        self.assertEqual(len(log.nests), 1)


if __name__ == "__main__":
    unittest.main()
