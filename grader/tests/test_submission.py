# SPDX-License-Identifier: MIT
"""What is taken from a submission: the named files, and nothing that is not one."""

import os
import platform
import tempfile
import unittest

from grader.errors import Unusable
from grader.submission import MAX_FILE, check_folder, lay_out, sweep
from grader.tests.fixtures import STAGE_TOML
from grader.stagefile import parse_stage


class Taking(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        text = STAGE_TOML.replace('"early_printk.c"', '"early_printk.c", "include/asm/x.h"')
        self.stage = parse_stage("stage.toml", "01-boot", text)
        for place in ("sub", "tree"):
            for file in self.stage.files:
                self.write(f"{place}/stages/01-boot/{file}", f"{place} {file}")

    def tearDown(self) -> None:
        self.folder.cleanup()

    def path(self, *parts: str) -> str:
        return os.path.join(self.folder.name, *parts)

    def write(self, name: str, text: str) -> None:
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name: str) -> str:
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def take(self) -> list[str]:
        return lay_out(self.path("sub"), self.path("tree"), [self.stage], self.path("out"))

    def refused(self, words: str) -> None:
        with self.assertRaisesRegex(Unusable, words):
            self.take()

    def test_named_files_only(self) -> None:
        self.write("sub/stages/01-boot/tests/a.c", "evil")
        self.write("sub/Makefile", "evil")
        self.assertEqual(self.take(), [])
        self.assertEqual(self.read("out/stages/01-boot/head.S"), "sub head.S")
        found = [f for _, _, names in os.walk(self.path("out")) for f in names]
        self.assertEqual(sorted(found), ["early_printk.c", "head.S", "x.h"])

    def test_missing(self) -> None:
        os.unlink(self.path("sub/stages/01-boot/head.S"))
        os.unlink(self.path("sub/stages/01-boot/include/asm/x.h"))
        flags = self.take()
        self.assertEqual(flags, [
            "missing file: stages/01-boot/head.S", "missing file: stages/01-boot/include/asm/x.h",
        ])
        self.assertEqual(self.read("out/stages/01-boot/head.S"), "tree head.S")
        self.assertFalse(os.path.exists(self.path("out/stages/01-boot/include/asm/x.h")))

    def test_links(self) -> None:
        target = self.path("sub/stages/01-boot/head.S")
        os.unlink(target)
        os.symlink("/etc/passwd", target)
        self.refused("stages/01-boot/head.S: not a regular file")

    def test_linked_folder(self) -> None:
        os.rename(self.path("sub/stages/01-boot"), self.path("elsewhere"))
        os.symlink(self.path("elsewhere"), self.path("sub/stages/01-boot"))
        self.refused("not a regular file")

    def test_folder_and_fifo(self) -> None:
        target = self.path("sub/stages/01-boot/head.S")
        os.unlink(target)
        os.mkdir(target)
        self.refused("not a regular file")
        os.rmdir(target)
        os.mkfifo(target)
        self.refused("not a regular file")

    def test_too_large(self) -> None:
        self.write("sub/stages/01-boot/head.S", "x" * (MAX_FILE + 1))
        self.refused("larger than 1 MiB")


class Leftovers(unittest.TestCase):
    def test_sweep(self) -> None:
        with tempfile.TemporaryDirectory() as build:
            node = platform.node()
            dead = f"submission-{node}-4194305-x"  # above the highest process id
            others = [f"submission-{node}-{os.getpid()}-x", "submission-elsewhere-4194305-x", "stage1", f"submission-{node}-y"]
            for name in (dead, *others):
                os.makedirs(os.path.join(build, name, "sub"))
            sweep(build)
            self.assertEqual(sorted(os.listdir(build)), sorted(others))


class Folders(unittest.TestCase):
    def test_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(Unusable, "there is no such folder or file"):
                check_folder(os.path.join(folder, "none"))
            with self.assertRaisesRegex(Unusable, "no folder stages/"):
                check_folder(folder)

    def test_found(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "alice", "stages"))
            self.assertEqual(check_folder(folder), os.path.join(folder, "alice"))
            self.assertEqual(check_folder(os.path.join(folder, "alice")), os.path.join(folder, "alice"))
            os.makedirs(os.path.join(folder, "bob", "stages"))
            with self.assertRaisesRegex(Unusable, "which one is meant"):
                check_folder(folder)
            archive = os.path.join(folder, "a.tar.gz")
            with open(archive, "w", encoding="utf-8"):
                pass
            self.assertEqual(check_folder(archive), archive)  # what is in it is seen when it is opened


if __name__ == "__main__":
    unittest.main()
