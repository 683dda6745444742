# SPDX-License-Identifier: MIT
"""Each kind of stop, explained: the words that a student reads."""

import unittest

from grader.addresses import Map
from grader.elf import Elf
from grader.intlog import Nest, Taken
from grader.results import Frame
from grader.stops import EXPLAIN, Scene, bad_image, place, wait_address
from grader.tests.fixtures import TEXT, kernel_elf
from grader.transcript import STOP_KINDS, Stop

BASE = 0x40200000
HERE = Frame(TEXT + 0x10, "primary_entry", "stages/01-boot/head.S", 87, "str x3, [x0]", True)


def scene(kind: str, case: int = -1, insn: int = 0, **regs: int) -> Scene:
    values = {"insn": f"{insn:#x}"} if insn else {}
    registers = {"pc": TEXT + 0x10, "el": 1, "sp": TEXT + 0x204000, **regs}
    at = Map(Elf(kernel_elf()), BASE)
    return Scene(Stop(kind, case, values, registers), 2, at, [HERE], 20_000_000)


def words(where: Scene) -> str:
    diagnosis = EXPLAIN[where.stop.kind](where)
    return "\n".join([diagnosis.summary, *diagnosis.details])


class Crash(unittest.TestCase):
    def test_data_abort(self) -> None:
        text = words(scene("crash", esr=0x96000045, far=8, sctlr=1))
        self.assertIn("took a Data Abort at stages/01-boot/head.S:87 (`str x3, [x0]`)", text)
        self.assertIn("writing to 0x0000000000000008 (a null pointer plus 8), not mapped by TTBR0", text)
        self.assertIn("no vector table yet", text)
        self.assertIn("translation fault, level 1, by a write", text)

    def test_permission(self) -> None:
        self.assertIn("mapped, but not writable", words(scene("crash", esr=0x9600004E, far=TEXT, sctlr=1)))
        self.assertIn("mapped, but not executable", words(scene("crash", esr=0x8600000E, far=TEXT, sctlr=1)))

    def test_stack_that_was_never_set_up(self) -> None:
        text = words(scene("crash", esr=0x96000045, far=2**64 - 32, sp=0, sctlr=1))
        self.assertIn("SP = 0: no stack was set up", text)
        self.assertIn("the access was to the stack", text)
        text = words(scene("crash", esr=0x96000045, far=8, sp=0x5A5A5A5A5A5A5A50))
        self.assertIn("poison", text)

    def test_a_good_stack_is_not_blamed(self) -> None:
        text = words(scene("crash", esr=0x9600004E, far=TEXT + 0x204008, sctlr=1))
        self.assertNotIn("the access was to the stack", text)

    def test_el2(self) -> None:
        self.assertIn("an undefined instruction (EC 0x00, unknown reason) at EL2", words(scene("crash", esr=0x2000000, el=2)))


class Watchdog(unittest.TestCase):
    def test_loop(self) -> None:
        text = words(scene("watchdog", spsr=0x3C5))
        self.assertIn("did not reach its tests within 20,000,000 instructions", text)
        self.assertIn("endless loop at stages/01-boot/head.S:87", text)
        self.assertIn("with interrupts masked", text)
        self.assertNotIn("masked", words(scene("watchdog", spsr=0x5)))

    def test_wfi(self) -> None:
        for insn, pc in ((0xD503207F, TEXT), (0x14000000, TEXT + 0x44)):
            where = scene("watchdog", insn=insn, pc=pc)
            self.assertEqual(EXPLAIN["watchdog"](where).fault, "wfi")
            self.assertIn("waits for ever in `wfi`", words(where))

    def test_address_of_a_wait(self) -> None:
        where = scene("watchdog", insn=0x14000000, pc=BASE + 0x44)
        self.assertEqual(wait_address(where.stop, where.at), BASE + 0x40)
        where = scene("watchdog", insn=0x14000000, pc=TEXT + 0x10)
        self.assertEqual(wait_address(where.stop, where.at), TEXT + 0x10)

    def test_a_pc_that_is_nowhere(self) -> None:
        for pc in (0, 0x200, TEXT + 0x4000, TEXT + 0x205FFF, 2**64 - 4):
            self.assertIn("endless loop", words(scene("watchdog", pc=pc)))

    def test_in_a_check(self) -> None:
        self.assertIn("the check was not over after 20,000,000 instructions", words(scene("watchdog", case=3)))


class Frozen(unittest.TestCase):
    def test_chain(self) -> None:
        where = scene("frozen")
        first = Taken("Prefetch Abort", 1, 1, 0x86000005, BASE + 0x10, BASE + 0x10, 0x401FF200, False)
        loop = Taken("Prefetch Abort", 1, 1, 0x86000005, 0x401FF200, 0x401FF200, 0x401FF200, False)
        where.nest, where.nest_frames = Nest([first, loop], loop), [HERE, Frame(0x401FF200)]
        diagnosis = EXPLAIN["frozen"](where)
        self.assertEqual((diagnosis.kind, diagnosis.fault), ("frozen", "instruction-abort"))
        self.assertIn("an Instruction Abort at stages/01-boot/head.S:87", diagnosis.summary)
        self.assertIn("VBAR_EL1 + 0x200 = 0x401ff200", diagnosis.summary)
        self.assertIn("so this goes on for ever", diagnosis.summary)
        self.assertIn("current EL with SP_ELx", "\n".join(diagnosis.details))

    def test_without_a_log(self) -> None:
        self.assertIn("again and again", words(scene("frozen")))


class Others(unittest.TestCase):
    def test_panic(self) -> None:
        where = scene("panic")
        where.stop.text = ["out of \x1b[2Jmemory"]
        text = words(where)
        self.assertIn("the kernel panicked: out of \\x1b[2Jmemory", text)
        self.assertIn("stages/01-boot/head.S:87", text)

    def test_psci(self) -> None:
        self.assertIn("switched the machine off before its tests (PSCI SYSTEM_OFF)", words(scene("off")))
        self.assertIn("reset the machine in the middle of a check", words(scene("reset", case=1)))

    def test_void(self) -> None:
        where = scene("void")
        where.stop.text = ["a forged call"]
        self.assertIn("the run is void: a forged call, at stages/01-boot/head.S:87", words(where))

    def test_flood(self) -> None:
        where = scene("flood")
        where.stop.text = ["xxx\n"]
        self.assertIn('it ends in "xxx\\n"', words(where))

    def test_bad_image(self) -> None:
        stop = Stop("bad-image", -1, {"reason": "magic", "seen": "0x0", "expected": "0x644d5241"})
        diagnosis = bad_image(stop)
        self.assertIn("magic number (offset 56)", diagnosis.summary)
        self.assertIn("expected 0x644d5241, seen 0", diagnosis.details)
        self.assertIn("its surprise is wrong", bad_image(Stop("bad-image", -1, {"reason": "surprise"})).summary)

    def test_every_kind_has_words(self) -> None:
        for kind in (*STOP_KINDS, "flood", "host-limit"):
            with self.subTest(kind):
                self.assertTrue(words(Scene(Stop(kind, -1), 2, scene("off").at, [])))


class Places(unittest.TestCase):
    def test_students_frame_is_named(self) -> None:
        top = Frame(TEXT, "memset", "common/lib/string.c", 9, "*p = c;")
        text = place([top, HERE])
        self.assertEqual(
            text, "common/lib/string.c:9 (`*p = c;`), called from stages/01-boot/head.S:87 (`str x3, [x0]`)"
        )

    def test_unknown(self) -> None:
        self.assertEqual(place([Frame(0x200)]), "0x200")
        self.assertEqual(place([Frame(0x200, "f")]), "f (0x200)")
        self.assertEqual(place([]), "an unknown place")


if __name__ == "__main__":
    unittest.main()
