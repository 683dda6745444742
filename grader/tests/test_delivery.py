# SPDX-License-Identifier: MIT
"""What lay in ordinary memory for the proctor is gone before the kernel's first instruction."""

import mmap
import shutil
import struct
import unittest

from grader.build import build_proctor
from grader.emulator import DELIVERY, Emulator
from grader.flash import CONFIG_OFFSET, IMAGE_OFFSET, MAGIC, Flash, pack_flash
from grader.machine import RAM_BASE
from grader.make import PROCTOR
from grader.runner import run_flash
from grader.tests.fixtures import make_kernel
from grader.tree import Tree

_LOOK = 32  # bytes: magic number, stage, seed, key
_POISON = b"Z"


def looking(place: int) -> bytes:
    """An Image that writes what it finds at @place to the UART and switches off: nothing before that."""
    header = struct.pack("<2I6Q4s", 0x14000010, 0, 0, 0x400000, 0xA, 0, 0, 0, b"ARM\x64")  # b 0x40
    return header.ljust(0x40, b"\0") + struct.pack(
        "<11I",
        0xD2A12000,  # mov x0, #0x9000000: the UART
        0xD2A00001 | place >> 16 << 5,  # movz x1, #place, lsl #16
        0xF2800001 | (place & 0xFFFF) << 5,  # movk x1, #place
        0x52800002 | _LOOK << 5,  # mov w2, #_LOOK
        0x38401423,  # 1: ldrb w3, [x1], #1
        0xB9000003,  # str w3, [x0]
        0x71000442,  # subs w2, w2, #1
        0x54FFFFA1,  # b.ne 1b
        0x52B08000,  # mov w0, #0x84000000
        0x72800100,  # movk w0, #8: SYSTEM_OFF
        0xD4000003,  # smc #0
    )


@unittest.skipUnless(shutil.which("qemu-system-aarch64"), "QEMU is not installed")
class Wiped(unittest.TestCase):
    proctor = b""

    @classmethod
    def setUpClass(cls) -> None:
        tree = Tree.find()
        build_proctor(tree.root)
        with open(tree.path(PROCTOR), "rb") as file:
            cls.proctor = file.read()

    def flash(self, place: int) -> Flash:
        return pack_flash(
            self.proctor, [(0, looking(place)), (0x200000, b"data" * 64)], make_kernel(),
            stage=1, seed=0x1234567890ABCDEF, entry=(2, 1), boot_budget=100_000, case_budget=1000,
        )

    def test_the_kernel_finds_poison(self) -> None:
        for offset in (CONFIG_OFFSET, IMAGE_OFFSET, IMAGE_OFFSET + 0x200000):
            with self.subTest(offset=hex(offset)):
                console = run_flash(self.flash(RAM_BASE + DELIVERY + offset)).console
                self.assertEqual(console.count(_POISON * _LOOK), 2, console)

    def test_nothing_of_it_is_left_in_memory(self) -> None:
        flash = self.flash(RAM_BASE)
        emulator = Emulator(flash.proctor)
        try:
            emulator.deliver(flash.delivery)
            with mmap.mmap(emulator.memory, 0, prot=mmap.PROT_READ) as memory:
                secrets = (MAGIC, struct.pack("<Q", int(flash.key, 16)), struct.pack("<Q", 0x1234567890ABCDEF))
                for secret in secrets:
                    self.assertEqual(memory.find(secret), DELIVERY + flash.data().find(secret))
                run_flash(flash, emulator)
                for secret in secrets:
                    self.assertEqual(memory.find(secret), -1)
        finally:
            emulator.close()


if __name__ == "__main__":
    unittest.main()
