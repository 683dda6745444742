# SPDX-License-Identifier: MIT
"""Cells: what a program in one cannot see, reach or use up."""

import os
import shutil
import tempfile
import unittest
from unittest import mock

from grader.emulator import Emulator, confine
from grader.errors import Unusable
from grader.handin import cell
from grader.handin.cell import Cell, Done, Limits
from grader.handin.confine import QemuCell
from grader.tests.cells import needs_cells

SMALL = Limits(cpu_seconds=1, memory=256 << 20, file_bytes=1 << 20, processes=16, temporary=1 << 20)


def processes() -> dict[int, tuple[int, str, str]]:
    """Process -> (parent, name, command line) of everything that runs here."""
    found = {}
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                stat = file.read()
            with open(f"/proc/{name}/cmdline", encoding="ascii", errors="replace") as file:
                words = file.read()
        except (OSError, ValueError):
            continue
        if name.isdigit():
            rest = stat.rpartition(") ")[2].split()
            found[int(name)] = (int(rest[1]), stat.split("(", 1)[1].rpartition(")")[0], words)
    return found


@needs_cells
class Inside(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        for name in ("given", "work", "secret"):
            os.mkdir(self.path(name))
            with open(self.path(name, "file"), "w", encoding="ascii") as file:
                file.write(name)

    def path(self, *parts: str) -> str:
        return os.path.join(self.folder, *parts)

    def sh(self, script: str, limits: Limits = SMALL, **how: object) -> Done:
        inside = Cell(True, [self.path("given")], [self.path("work")], limits, self.path("work"))
        return inside.run(["sh", "-c", script], **how)  # type: ignore[arg-type]

    def test_sees_what_it_is_given(self) -> None:
        done = self.sh(f"cat {self.path('given')}/file; echo more >new; ls {self.folder} /tmp /dev")
        self.assertIn(b"given", done.output)
        self.assertNotIn(b"secret", done.output)
        self.assertTrue(os.path.exists(self.path("work", "new")))
        self.assertNotEqual(self.sh(f"cat {self.path('secret')}/file").status, 0)
        self.assertNotEqual(self.sh("cat /etc/passwd").status, 0)
        self.assertNotEqual(self.sh("ls /home /root /proc/1").status, 0)

    def test_writes_nowhere_else(self) -> None:
        for place in (self.path("given", "file"), "/usr/x", "/x", "/etc/x"):
            self.assertNotEqual(self.sh(f"echo evil >{place}").status, 0, place)
        with open(self.path("given", "file"), encoding="ascii") as file:
            self.assertEqual(file.read(), "given")

    def test_is_nobody_and_alone(self) -> None:
        done = self.sh("id -u; kill -9 1 2>/dev/null; echo alive")
        user, alive = done.output.split()
        self.assertEqual(alive, b"alive")
        self.assertNotEqual(user, b"0")

    def test_has_no_network(self) -> None:
        done = self.sh("python3 -c 'import socket; print(socket.if_nameindex()); socket.create_connection((\"1.1.1.1\", 53), 3)'")
        self.assertNotEqual(done.status, 0)
        self.assertRegex(done.output.decode(), r"^\[\(1, 'lo'\)\]")
        self.assertIn(b"unreachable", done.errors)

    def test_environment(self) -> None:
        with mock.patch.dict(os.environ, {"SECRET_TOKEN": "x"}):
            self.assertNotIn(b"SECRET_TOKEN", self.sh("env").output)

    def test_cpu(self) -> None:
        self.assertEqual(self.sh("while :; do :; done").status, -24)

    def test_memory(self) -> None:
        done = self.sh("python3 -c 'b = bytearray(1 << 30)'")
        self.assertIn(b"MemoryError", done.errors)

    def test_file_size(self) -> None:
        self.assertNotEqual(self.sh("head -c 3000000 /dev/zero >big || head -c 3000000 /dev/urandom >big").status, 0)
        self.assertLessEqual(os.path.getsize(self.path("work", "big")), SMALL.file_bytes)

    def test_temporary_files(self) -> None:
        script = "for i in 1 2 3 4 5; do head -c 900000 /dev/urandom >/tmp/$i || exit 9; done"
        self.assertEqual(self.sh(script).status, 9)

    def test_processes(self) -> None:
        done = self.sh("for i in $(seq 40); do sleep 0.5 & done; wait")
        self.assertRegex(done.errors.decode(), "fork")

    def test_output(self) -> None:
        done = self.sh("yes", most_output=10_000)
        self.assertEqual((done.cut, len(done.output)), (True, 10_000))

    def test_input(self) -> None:
        self.assertEqual(self.sh("wc -c", given=bytes(300_000)).output.strip(), b"300000")
        self.assertEqual(self.sh("true", given=bytes(300_000)).status, 0)

    def test_status(self) -> None:
        self.assertEqual([self.sh(f"exit {n}").status for n in (0, 3)], [0, 3])

    def test_nothing_stays(self) -> None:
        self.sh("sleep 12345 & exit 0")
        self.assertEqual([p for p in processes().values() if "12345" in p[2]], [])


@needs_cells
class Machines(unittest.TestCase):
    def tearDown(self) -> None:
        confine(None)

    def test_qemu_is_in_one(self) -> None:
        confine(QemuCell())
        for typed in (False, True):
            machine = Emulator(bytes(4096), typed=typed)
            try:
                machine.monitor.round_trip()
                self.assertEqual(self.outside(machine.child.pid), [])
            finally:
                machine.close()

    def test_cpu_of_a_machine(self) -> None:
        loop = (0x14000000).to_bytes(4, "little")  # b .
        confine(QemuCell())
        with mock.patch("grader.handin.confine.CPU_SECONDS", 1):
            machine = Emulator(loop + bytes(4092), sandbox=False)
        try:
            machine.go()
            self.assertEqual(machine.exit_status(), -24)  # SIGXCPU, as without a cell
        finally:
            machine.close()

    def outside(self, pid: int) -> list[str]:
        """Namespaces that QEMU, somewhere below @pid, shares with this process."""
        running, below = processes(), {pid}
        for _ in range(4):
            below |= {p for p, (parent, _, _) in running.items() if parent in below}
        found = [p for p in below if running[p][1].startswith("qemu")]
        self.assertEqual(len(found), 1)
        names = ("mnt", "net", "pid", "ipc")
        return [n for n in names if os.readlink(f"/proc/{found[0]}/ns/{n}") == os.readlink(f"/proc/self/ns/{n}")]


class Without(unittest.TestCase):
    def setUp(self) -> None:
        cell.bubblewrap.cache_clear()
        self.addCleanup(cell.bubblewrap.cache_clear)

    def test_refuses(self) -> None:
        with mock.patch("shutil.which", return_value=None), self.assertRaisesRegex(Unusable, "bubblewrap is not installed.*--unsafe-no-sandbox"):
            Cell().command(["true"])

    def test_does_not_work(self) -> None:
        with mock.patch("shutil.which", return_value="/bin/false"), self.assertRaisesRegex(Unusable, "does not work here"):
            Cell().command(["true"])

    def test_unsafe(self) -> None:
        with mock.patch("shutil.which", return_value=None):
            inside = Cell(False, limits=SMALL)
            self.assertEqual(inside.run(["sh", "-c", "echo yes"]).output, b"yes\n")
            self.assertEqual(inside.run(["sh", "-c", "while :; do :; done"]).status, -24)


if __name__ == "__main__":
    unittest.main()
