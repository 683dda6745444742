# SPDX-License-Identifier: MIT
"""The student release: what is in it, that it leaks nothing, and that it is the same each time."""

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest

from grader.elf import Elf
from grader.errors import Unusable
from grader.handin.source import open_source
from grader.commands.submit import collect
from grader.leaks import Secrets, opened
from grader.packing import pack
from grader.release import TOP, grader_files, release_files, student_handout, student_toml
from grader.tests.submissions import write_submission
from grader.tree import Tree

TREE = Tree.find()


class Cut(unittest.TestCase):
    files: dict[str, bytes]
    secrets: Secrets

    @classmethod
    def setUpClass(cls) -> None:
        cls.files = release_files(TREE)
        cls.secrets = Secrets(TREE)

    def test_leaks_nothing(self) -> None:
        self.assertGreater(len(self.secrets.lines), 500)
        self.assertGreater(len(self.secrets.names), 20)
        data = pack(self.files, TOP)
        found = self.secrets.search("release", data)
        self.assertEqual(found[:5], [])

    def test_a_leak_is_found(self) -> None:
        line = next(line for line in self.secrets.lines if b"<" not in line)
        spread = line.replace(b" ", b"\t\t ")
        name = self.secrets.names[0].encode()
        for planted in (b"x\n" + line + b"\n", b"\x7fELF" + spread + b"\0", gzip.compress(b"\0" + name + b"\0"), pack({"a/b": b"  " + line})):
            self.assertNotEqual(self.secrets.search("f", planted), [])
        self.assertEqual(self.secrets.search("f", b"int main(void) { return 0; }\n"), [])

    def test_no_secret_place(self) -> None:
        for name in self.files:
            self.assertNotRegex(name, r"(^|/)(solution|hidden|mutants|tests/test_)(/|$)|^grader/tests|instructors")

    def test_reproducible(self) -> None:
        again = release_files(TREE)
        self.assertEqual(pack(again, TOP), pack(self.files, TOP))
        shuffled = dict(sorted(again.items(), reverse=True))
        self.assertEqual(pack(shuffled, TOP), pack(self.files, TOP))

    def test_objects_are_bare(self) -> None:
        objects = [name for name in self.files if name.endswith(".o")]
        for stage in TREE.stages()[1:]:
            self.assertTrue(any(name.startswith(f"reference/stage{stage.number}/") for name in objects))
            self.assertFalse(any(f"/{stage.folder}/" in n for n in objects if n.startswith(f"reference/stage{stage.number}/")))
        for name in objects:
            sections = {section.name for section in Elf(self.files[name], name).sections}
            self.assertFalse({s for s in sections if s.startswith((".debug", ".comment"))}, name)

    def test_stubs_and_modules(self) -> None:
        for stage in TREE.stages():
            for file in stage.files:
                with open(TREE.path(stage.place, file), "rb") as stub:
                    self.assertEqual(self.files[f"{stage.place}/{file}"], stub.read())
        modules = grader_files(TREE)
        for name in ("grader/early.py", "grader/kbuild.py", "grader/commands/submit.py"):
            self.assertIn(name, modules)
        for name in ("grader/release.py", "grader/leaks.py", "grader/mutant.py", "grader/stubs.py", "grader/commands/release.py"):
            self.assertNotIn(name, modules)

    def test_unpacked_works(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(fileobj=io.BytesIO(pack(self.files, TOP))) as tar:
                tar.extractall(folder)
            root = os.path.join(folder, TOP)
            number = min(3, max(TREE.folders()))
            write_submission(TREE, root, [TREE.stage(number)])
            self.run_in(root, 0, "make", f"stage{number}", "BASE=reference", f"PYTHON={sys.executable}", says=f"stage {number} is complete")
            self.run_in(root, 2, sys.executable, "-m", "grader", "mutants", says="invalid choice")
            self.run_in(root, 0, "make", "submit", f"PYTHON={sys.executable}", says="submission.tar.gz: ")
            handed_in = open_source(os.path.join(root, "submission.tar.gz"))
            self.assertIsNotNone(handed_in.read(f"{TREE.stage(number).place}/{TREE.stage(number).files[0]}"))
            self.assertIsNone(handed_in.read("Makefile"))

    def run_in(self, root: str, code: int, *command: str, says: str) -> None:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={**os.environ, "MAKEFLAGS": ""})
        self.assertIn(says, done.stdout + done.stderr)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)


class Texts(unittest.TestCase):
    def test_toml(self) -> None:
        text = ('stage = 1\nhost = ["tests/a.c", "hidden/b.c"]\n\n[[cause]]\ncheck = "seen_*"\nsays = "a"\n\n'
                '[[cause]]\ncheck = "unseen"\nsays = "b"\n\n[[cause]]\nregex = "x"\nsays = "c"\n')
        cut = student_toml(text, ["seen_one"])
        self.assertEqual([w in cut for w in ('says = "a"', 'says = "b"', 'says = "c"', "hidden", 'host = ["tests/a.c"')], [True, False, True, False, True])

    def test_handout(self) -> None:
        text = "| `one`, `two` | why |\n| `two` | because |\ntext\n"
        self.assertEqual(student_handout(text, {"two"}), "| `one` | why |\ntext\n")

    def test_archives_in_archives(self) -> None:
        inner = pack({"x": b"deep"})
        self.assertIn(b"deep", [data for _, data in opened("a", pack({"b.tar.gz": inner}))])


class Submitting(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        for stage in TREE.stages():
            os.makedirs(os.path.join(self.folder, stage.place))
            shutil.copy(TREE.path(stage.place, "stage.toml"), os.path.join(self.folder, stage.place))
        write_submission(TREE, self.folder, TREE.stages())
        self.tree = Tree(self.folder)

    def test_only_the_students(self) -> None:
        with open(os.path.join(self.folder, "stages/01-boot/notes.txt"), "w", encoding="ascii") as file:
            file.write("mine")
        files = collect(self.tree, "")
        self.assertEqual(sorted(files), sorted(f"{s.place}/{f}" for s in TREE.stages() for f in s.files))
        self.assertEqual(pack(files), pack(collect(self.tree, "")))
        self.assertEqual({name.split("/")[1] for name in collect(self.tree, "1")}, {"01-boot"})

    def test_missing(self) -> None:
        os.unlink(os.path.join(self.folder, "stages/01-boot/head.S"))
        os.unlink(os.path.join(self.folder, "stages/01-boot/early_printk.c"))
        os.symlink("/etc/passwd", os.path.join(self.folder, "stages/01-boot/early_printk.c"))
        with self.assertRaises(Unusable) as caught:
            collect(self.tree, "")
        self.assertIn("stages/01-boot/head.S: is missing", str(caught.exception))
        self.assertIn("stages/01-boot/early_printk.c: not a regular file", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
