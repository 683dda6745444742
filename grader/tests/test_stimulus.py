# SPDX-License-Identifier: MIT
"""Input from outside: what a test may ask for, who may ask, and that the machine gets it."""

import os
import shutil
import struct
import subprocess
import tempfile
import unittest
from unittest import mock

from grader.build import build_proctor
from grader.cases import CASE, Kernel
from grader.emulator import Emulator
from grader.errors import Fault
from grader.flash import MIB2, pack_flash
from grader.lines import Lines
from grader.machine import RAM_BASE
from grader.make import PROCTOR
from grader.runner import Run, run_flash
from grader.stimulus import answer
from grader.tests.fixtures import make_kernel
from grader.tree import Tree

BASE = RAM_BASE + MIB2  # without the MMU: linked where it runs
TESTS, CASES, STRINGS, DATA = 0x1000, 0x1100, 0x1180, 0x2000
PEND, READ32, TYPE, PRESS, PASS = (0xC2000000 + n for n in (13, 14, 15, 16, 17))

# A kernel whose one test is BODY: `call` is the harness, from inside of the tests, `stray` outside.
# W0 to W3 are set by `ask`; put writes W0 to the UART.
SOURCE = """
        b       start
        .balign 64
start:  adr     x4, start
        add     sp, x4, #0x100000
        mov     x29, xzr
        mov     x19, #0x9000000
        .macro  ask fn, arg=0
        ldr     x0, =\\fn
        ldr     x1, =\\arg
        .endm
        .macro  put
        str     w0, [x19]
        .endm
        {before}
        ask     0xc2000002
        bl      call
        ask     0xc2000003, 0
        bl      call
        bl      test
        {stray}
        ask     0xc200000b
        bl      call
        .ltorg
gate:   smc     #0
        ret
        .org    0x1000
call:   stp     x29, x30, [sp, #-16]!
        mov     x29, sp
        bl      gate
        ldp     x29, x30, [sp], #16
        ret
test:   stp     x29, x30, [sp, #-16]!
        mov     x29, sp
        b       body
back:   ldp     x29, x30, [sp], #16
        ret
        .org    0x1080
body:   {body}
        b       back
        .ltorg
        .org    0x1100
"""
HEADER = struct.pack("<2I6Q4sI", 0x14000010, 0, 0, 0x400000, 0xA, 0, 0, 0, b"ARM\x64", 0)
HAVE = shutil.which("qemu-system-aarch64") and shutil.which("aarch64-linux-gnu-gcc")


def assemble(folder: str, **parts: str) -> bytes:
    """SOURCE with @parts, behind the header of an Image, with a table of one case."""
    filled = SOURCE.format(**{"before": "", "body": "nop", "stray": "", **parts})
    # The header's branch goes to 0x40, where `start` is.
    text, obj, out = (os.path.join(folder, name) for name in ("a.S", "a.o", "a.bin"))
    with open(text, "w", encoding="ascii") as file:
        file.write(filled)
    subprocess.run(["aarch64-linux-gnu-gcc", "-c", "-o", obj, text], check=True)
    subprocess.run(["aarch64-linux-gnu-objcopy", "-O", "binary", obj, out], check=True)
    with open(out, "rb") as file:
        code = file.read()
    table = CASE.pack(BASE + STRINGS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    return (HEADER + code[64:CASES] + table).ljust(STRINGS, b"\0") + b"only\0".ljust(DATA - STRINGS, b"\0")


def placed(image: bytes) -> Kernel:
    """What the grader knows of @image."""
    kernel = make_kernel(cases=[("only", 0, 0)])
    smc = image.index(struct.pack("<2I", 0xD4000003, 0xD65F03C0))
    kernel.text, kernel.gate = BASE, BASE + smc
    kernel.etext = kernel.data = kernel.test_end = BASE + DATA
    kernel.test_start, kernel.cases_start = BASE + TESTS, BASE + CASES
    return kernel


@unittest.skipUnless(HAVE, "QEMU or the cross compiler is not installed")
class OnTheMachine(unittest.TestCase):
    proctor = b""

    @classmethod
    def setUpClass(cls) -> None:
        tree = Tree.find()
        build_proctor(tree.root)
        with open(tree.path(PROCTOR), "rb") as file:
            cls.proctor = file.read()

    def boot(self, stage: int = 5, entry: tuple[int, ...] = (1,), **parts: str) -> Run:
        with tempfile.TemporaryDirectory() as folder:
            image = assemble(folder, **parts)
        return run_flash(pack_flash(
            self.proctor, [(0, image), (DATA, bytes(64))], placed(image),
            stage=stage, seed=1, entry=entry, boot_budget=1_000_000, case_budget=1_000_000,
        ))

    def void(self, words: str, **parts: str) -> None:
        run = self.boot(**parts)
        self.assertIn(b"#! stop kind=void", run.verdict)
        self.assertIn(words.replace(" ", "%20").encode(), run.verdict)

    def test_a_byte_comes_in(self) -> None:
        echo = "ldr w0, [x19]\n put"
        run = self.boot(body=f"ask {TYPE}, 0x41\n bl call\n {echo}\n ask {TYPE}, 0x142\n bl call\n {echo}")
        self.assertIn(b"AB", run.console)
        self.assertEqual(run.verdict.count(b"#! stimulus kind=type"), 2)

    def test_a_byte_without_room_is_lost(self) -> None:
        # Without its FIFO the UART holds one byte; "0" + 0 is what the second call returns.
        typed = f"ask {TYPE}, 0x41\n bl call"
        run = self.boot(body=f"{typed}\n {typed}\n add w0, w0, #0x30\n put")
        self.assertIn(b" case 0\n0", run.console)
        self.assertEqual(run.verdict.count(b"#! stimulus"), 1)

    def test_what_was_typed_for_one_boot_is_gone_in_the_next(self) -> None:
        flags = "ldr w0, [x19, #0x18]\n and w0, w0, #0x10\n add w0, w0, #0x30\n put"
        run = self.boot(entry=(1, 1), before=flags, body=f"ask {TYPE}, 0x41\n bl call\n b .")
        self.assertIn(b"kind=watchdog", run.verdict)
        self.assertEqual(run.console.count(b"\n@"), 2, run.console)  # RXFE, each time

    def test_a_press_is_an_edge_and_costs_no_budget(self) -> None:
        # PL061: line 3 rising (IBE 0, IEV 8), then what GPIORIS says.
        edge = "movz x20, #0x903, lsl #16\n mov w0, #8\n str w0, [x20, #0x40c]"
        run = self.boot(body=f"{edge}\n ask {PRESS}\n bl call\n ldr w0, [x20, #0x414]\n add w0, w0, #0x30\n put")
        self.assertNotIn(b"watchdog", run.verdict)
        self.assertIn(b"8", run.console.partition(b" case 0\n")[2][:1])

    def test_time_passes_and_costs_no_budget(self) -> None:
        # Hours that the counter shows, and the kernel's own timer, which was due after one second: it still counts.
        arm = "mrs x20, cntvct_el0\n ldr x1, =62500000\n add x0, x20, x1\n msr cntv_cval_el0, x0\n mov x0, #1\n msr cntv_ctl_el0, x0"
        hours = "mrs x0, cntvct_el0\n sub x0, x0, x20\n ldr x1, =(62500000 * 3600)\n udiv x0, x0, x1\n add w0, w0, #0x30\n put"
        status = "mrs x0, cntv_ctl_el0\n add w0, w0, #0x30\n put"
        run = self.boot(body=f"{arm}\n ask {PASS}, 7201000000000\n bl call\n {hours}\n {status}")
        self.assertNotIn(b"watchdog", run.verdict)
        self.assertIn(b"25", run.console.partition(b" case 0\n")[2][:2])

    def test_a_timer_that_has_expired_does_not_stop_the_clock(self) -> None:
        # The kernel's timer expires, nobody takes its interrupt, the watchdog resets the machine: it goes on.
        expired = "msr daifset, #15\n msr cntv_cval_el0, xzr\n mov x0, #1\n msr cntv_ctl_el0, x0\n isb"
        for _ in range(5):
            run = self.boot(entry=(1, 1), body=f"{expired}\n b .")
            self.assertIn(b"kind=watchdog", run.verdict)
            self.assertEqual(run.verdict.count(b"#! boot"), 2)
            self.assertIn(b"#! done", run.verdict)

    def test_more_time_than_there_is(self) -> None:
        self.void("more than a day", body=f"ask {PASS}, 86400000000001\n bl call")

    def test_pending_and_reading(self) -> None:
        # ISPENDR4, bit 4: interrupt 132.
        run = self.boot(body=f"ask {PEND}, 132\n bl call\n ask {READ32}, 0x8000210\n bl call\n"
                             "lsr w0, w0, #4\n add w0, w0, #0x30\n put")
        self.assertIn(b" case 0\n1", run.console)

    def test_from_outside_the_tests(self) -> None:
        for call in (PEND, READ32, TYPE, PRESS, PASS):
            with self.subTest(call=hex(call)):
                self.void("from outside the tests", stray=f"ask {call}, 100\n bl call")

    def test_outside_of_any_test(self) -> None:
        # `test` runs before the case has begun.
        self.void("outside of any test", before="bl test", body=f"ask {TYPE}, 0x41\n bl call")

    def test_not_the_kernels(self) -> None:
        for number in (29, 40, 900, 1023, 1 << 32):
            with self.subTest(number=number):
                self.void("not the kernel's", body=f"ask {PEND}, {number}\n bl call")

    def test_no_register(self) -> None:
        # Memory, secure memory, the secure UART, the console's data, no redistributor, no word.
        for place in (RAM_BASE, 0x0E000000, 0x09040018, 0x09000000, 0x080C0000, 0x08000001):
            with self.subTest(place=hex(place)):
                self.void("no register", body=f"ask {READ32}, {place}\n bl call")

    def test_a_machine_without_input(self) -> None:
        with self.assertRaisesRegex(Fault, "stages from 5 on"):
            self.boot(stage=4, body=f"ask {TYPE}, 0x41\n bl call")


class Answers(unittest.TestCase):
    def emulator(self) -> mock.Mock:
        lines = Lines()
        self.addCleanup(lines.close)
        emulator = mock.Mock()
        emulator.lines = lines
        emulator.monitor.gone = False
        return emulator

    def test_order(self) -> None:
        emulator = self.emulator()
        console = emulator.lines.by_name["console"]
        verdict = emulator.lines.by_name["verdict"]
        seen = []

        def fetch() -> None:
            for line in (console, verdict):
                if line.unread():
                    seen.append(os.read(line.inherited[1], 10))

        emulator.monitor.tell.side_effect = seen.append
        emulator.monitor.round_trip.side_effect = fetch
        answer(emulator, b"#! stimulus kind=type byte=0x7\n")
        self.assertEqual(seen, ["stop", b"\x07", b"g", "cont"])
        seen.clear()
        answer(emulator, b"#! stimulus kind=press-power\n")
        self.assertEqual(seen, ["stop", "system_powerdown", b"g", "cont"])

    def test_a_byte_that_is_never_taken(self) -> None:
        with mock.patch("grader.stimulus._PATIENCE", 3), self.assertRaisesRegex(Fault, "does not take"):
            answer(self.emulator(), b"#! stimulus kind=type byte=0x41\n")

    def test_unknown(self) -> None:
        with self.assertRaisesRegex(Fault, "unknown stimulus"):
            answer(self.emulator(), b"#! stimulus kind=shout\n")

    def test_no_trace_on_the_disk(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {"TMPDIR": folder}):
            before = len(os.listdir("/proc/self/fd"))
            lines = Lines()
            self.assertEqual(len(os.listdir(folder)), 1)
            lines.opened()
            self.assertEqual(os.listdir(folder), [])
            lines.close()
            lines = Lines()
            lines.close()
            self.assertEqual(os.listdir(folder), [])
            self.assertEqual(len(os.listdir("/proc/self/fd")), before)

    def test_no_trace_without_qemu(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            away = {"TMPDIR": folder, "QEMU": os.path.join(folder, "none")}
            with mock.patch.dict(os.environ, away), self.assertRaises(Fault):
                Emulator(b"proctor", typed=True)
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
