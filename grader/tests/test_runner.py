# SPDX-License-Identifier: MIT
"""The runner, with a stand-in for QEMU: its limits, its errors, and that nothing is left running."""

import os
import signal
import stat
import sys
import tempfile
import textwrap
import time
import unittest
from collections.abc import Callable
from unittest import mock

from grader.emulator import DELIVERY, Emulator
from grader.errors import Fault
from grader.flash import Flash
from grader.runner import CONSOLE_CAP, Run, run_flash

FLASH = Flash([(0, b"proctor"), (4096, b"image")], 8192, "0" * 16)

# A QEMU of a few lines: waits for `cont`, and has console() and verdict() to write with.
STAND_IN = """\
#!{python}
import base64, json, os, sys, threading, time
args = sys.argv[1:]
log = os.open(args[args.index("-D") + 1], os.O_WRONLY)
flash = open(args[args.index("-bios") + 1], "rb").read()
place = next(a for a in args if a.startswith("memory-backend-file")).partition("mem-path=")[2].partition(",")[0]
memory = open(place, "rb")
rings = dict(console=b"", verdict=b"")
told, started, turn = [], threading.Event(), threading.Lock()

def serve():
    for line in sys.stdin.buffer:
        command = json.loads(line)
        with turn:
            told.append(command["execute"])
            back = {{}}
            if command["execute"] == "ringbuf-read":
                name = command["arguments"]["device"]
                back, rings[name] = base64.b64encode(rings[name]).decode(), b""
            say({{"return": back}})
        if command["execute"] == "cont":
            started.set()
    os._exit(0)

def say(what):
    os.write(1, json.dumps(what).encode() + b"\\r\\n")

def write(name, text):
    with turn:
        rings[name] += text

def console(text):
    write("console", text)

def verdict(text):
    write("verdict", text)

def shut_down():
    with turn:
        say({{"event": "SHUTDOWN"}})
    time.sleep(60)

threading.Thread(target=serve, daemon=True).start()
started.wait()
{body}
shut_down()
"""


class WithStandIn(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "qemu")

    def tearDown(self) -> None:
        self.folder.cleanup()

    def emulator(self, body: str, **how: object) -> Emulator:
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(STAND_IN.format(python=sys.executable, body=textwrap.dedent(body)))
        os.chmod(self.path, stat.S_IRWXU)
        with mock.patch.dict(os.environ, {"QEMU": self.path}):
            return Emulator(how.pop("flash", b"proctor"), **how)  # type: ignore[arg-type]

    def run_with(self, body: str, progress: Callable[[bytes], None] | None = None, **how: object) -> Run:
        emulator = self.emulator(body, **how)
        try:
            with mock.patch.dict(os.environ, {"QEMU": self.path}):
                run = run_flash(FLASH, emulator, progress=progress)
        finally:
            emulator.close()
        self.assertIsNotNone(emulator.child.status, "QEMU is left running")
        return run


class Collecting(WithStandIn):
    def test_channels(self) -> None:
        seen: list[bytes] = []
        run = self.run_with('console(b"C" * 100000); verdict(b"V"); os.write(log, b"L")', seen.append)
        self.assertEqual((run.console, run.verdict, run.stopped), (b"C" * 100000, b"V", ""))
        self.assertEqual(b"".join(seen), b"V")

    def test_delivery(self) -> None:
        run = self.run_with("memory.seek(%d); console(flash + memory.read(10))" % (DELIVERY + 4094))
        self.assertEqual(run.console, b"proctor\0\0image\0\0\0")

    def test_all_in_the_flash(self) -> None:
        run = self.run_with("memory.seek(%d); console(flash + memory.read(5))" % (DELIVERY + 4096),
                            flash=FLASH.data())
        self.assertEqual(run.console, b"proctor".ljust(4096, b"\0") + b"image".ljust(4101, b"\0"))

    def test_another_proctor_was_built_meanwhile(self) -> None:
        run = self.run_with("console(flash)", flash=b"older")
        self.assertEqual(run.console, b"proctor")

    def test_the_last_word_ends_it(self) -> None:
        run = self.run_with('verdict(b"ok 1\\n#! do"); console(b"C"); verdict(b"ne t=5\\n"); time.sleep(60)')
        self.assertEqual((run.console, run.verdict, run.stopped), (b"C", b"ok 1\n#! done t=5\n", ""))

    def test_the_last_word_in_the_middle_does_not(self) -> None:
        run = self.run_with('verdict(b"ok 1\\n#! done t=5\\nmore\\n"); time.sleep(0.1); verdict(b"x\\n")')
        self.assertEqual(run.verdict, b"ok 1\n#! done t=5\nmore\nx\n")

    def test_flood(self) -> None:
        run = self.run_with('verdict(b"before")\nwhile True: console(b"x" * 65536); time.sleep(0.001)')
        self.assertEqual((run.stopped, len(run.console), run.verdict), ("flood", CONSOLE_CAP, b"before"))

    def test_exactly_the_cap_is_no_flood(self) -> None:
        run = self.run_with(f'for _ in range(16): console(b"x" * {CONSOLE_CAP // 16})')
        self.assertEqual((run.stopped, len(run.console)), ("", CONSOLE_CAP))

    def test_verdict_flood_is_a_fault(self) -> None:
        with self.assertRaisesRegex(Fault, "more than 4 MiB"):
            self.run_with('for _ in range(65): verdict(b"x" * 65536)')

    def test_cpu_limit(self) -> None:
        run = self.run_with('verdict(b"V")\nwhile True: pass', cpu_seconds=1)
        self.assertEqual((run.stopped, run.verdict), ("host-limit", b"V"))

    def test_a_frozen_machine_is_reset(self) -> None:
        run = self.run_with("""
            record = (b"Taking exception 3 [Prefetch Abort] on CPU 0\\n...from EL1 to EL1\\n"
                      b"...with ELR 0x200\\n...to EL1 PC 0x200 PSTATE 0x3c5\\n")
            os.write(log, record * 300)
            while "system_reset" not in told:
                time.sleep(0.001)
            verdict(b"reset")
        """)
        self.assertEqual((run.verdict, run.stopped, len(run.log.nests)), (b"reset", "", 1))

    def test_a_machine_that_logs_without_rest(self) -> None:
        run = self.run_with('for _ in range(40): os.write(log, b"x" * (1 << 20))\nverdict(b"V")')
        self.assertEqual(run.verdict, b"V")

    def test_patient(self) -> None:
        emulator = self.emulator('verdict(b"ok 1\\n#! done t=5\\n")\n'
                                 'while "quit" not in told: time.sleep(0.001)\nos._exit(0)')
        run = run_flash(FLASH, emulator, hasty=False)
        emulator.close()
        self.assertEqual((run.verdict[-4:], emulator.child.status), (b"t=5\n", 0))


class Failing(WithStandIn):
    def test_it_dies(self) -> None:
        with self.assertRaisesRegex(Fault, "ended with status 3: cannot do that"):
            self.run_with('sys.stderr.write("cannot do that"); sys.stderr.flush(); os._exit(3)')
        with self.assertRaisesRegex(Fault, "status -9: it gave no reason"):
            self.run_with("os.kill(os.getpid(), 9)")

    def test_it_dies_before_it_was_told_anything(self) -> None:
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\necho bad option >&2\nexit 1\n")
        os.chmod(self.path, stat.S_IRWXU)
        with mock.patch.dict(os.environ, {"QEMU": self.path}), self.assertRaisesRegex(Fault, "bad option"):
            run_flash(FLASH)

    def test_not_installed(self) -> None:
        with mock.patch.dict(os.environ, {"QEMU": os.path.join(self.folder.name, "none")}):
            with self.assertRaisesRegex(Fault, "is not installed") as caught:
                Emulator(b"proctor")
        self.assertEqual(caught.exception.exit_code, 3)

    def test_not_a_program(self) -> None:
        with mock.patch.dict(os.environ, {"QEMU": self.folder.name}), self.assertRaises(Fault):
            Emulator(b"proctor")

    def test_no_descriptors_are_left(self) -> None:
        before = len(os.listdir("/proc/self/fd"))
        self.run_with("pass")
        with mock.patch.dict(os.environ, {"QEMU": "/nonexistent"}), self.assertRaises(Fault):
            Emulator(b"proctor")
        self.assertEqual(len(os.listdir("/proc/self/fd")), before)


class Interrupted(WithStandIn):
    def gone(self, pid: int) -> bool:
        for _ in range(100):
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.02)
        return False

    def test_ctrl_c(self) -> None:
        # A shell starts what runs in the background with the signal ignored.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        emulator = self.emulator('verdict(b"x"); time.sleep(60)')

        def press(_piece: bytes) -> None:
            signal.raise_signal(signal.SIGINT)

        with self.assertRaises(KeyboardInterrupt):
            run_flash(FLASH, emulator, progress=press)
        emulator.close()
        self.assertTrue(self.gone(emulator.child.pid))

    def test_abandoned(self) -> None:
        emulator = self.emulator("time.sleep(60)")
        emulator.close()
        emulator.close()
        self.assertTrue(self.gone(emulator.child.pid))


if __name__ == "__main__":
    unittest.main()
