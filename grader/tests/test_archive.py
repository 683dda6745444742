# SPDX-License-Identifier: MIT
"""Archives from strangers: good ones in every format, and one that breaks each rule."""

import bz2
import gzip
import io
import lzma
import os
import shutil
import stat
import subprocess
import tarfile
import tempfile
import unittest
import zipfile
from unittest import mock

from grader.errors import Unusable
from grader.handin import archive, source
from grader.handin.archive import read_archive
from grader.handin.source import Archive, open_source
from grader.tests.cells import needs_cells

FILE = "stages/01-boot/head.S"


def tar_of(*members: tarfile.TarInfo | tuple[str, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    """A tar of files (name, bytes) and of members as they are."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=form) as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                tar.addfile(info, io.BytesIO(member[1]))
    return raw.getvalue()


def special(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    """A member that is no file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def zip_of(*members: tuple[str, bytes], mode: int = 0) -> bytes:
    """A zip of files, all with the same file type."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(info, data)
    return raw.getvalue()


GOOD = tar_of(("./" + FILE, b"code"), ("README", b"hello"))


class Formats(unittest.TestCase):
    def test_all(self) -> None:
        packed = (GOOD, gzip.compress(GOOD), bz2.compress(GOOD), lzma.compress(GOOD), zip_of((FILE, b"code"), ("README", b"hello")),
                  tar_of((FILE, b"code"), ("README", b"hello"), form=tarfile.PAX_FORMAT), gzip.compress(GOOD[:700]) + gzip.compress(GOOD[700:]))
        for number, data in enumerate(packed):
            with self.subTest(number):
                self.assertEqual(read_archive("a", data), {FILE: b"code", "README": b"hello"})

    def test_folder_around(self) -> None:
        opened = Archive("a", read_archive("a", tar_of((f"alice/work/{FILE}", b"code"), ("notes", b""))))
        self.assertEqual((opened.read(FILE), opened.read("stages/01-boot/other.c")), (b"code", None))

    def test_which_one(self) -> None:
        with self.assertRaisesRegex(Unusable, "which one is meant"):
            Archive("a", {f"old/{FILE}": b"", f"new/{FILE}": b""})
        with self.assertRaisesRegex(Unusable, "no folder stages/"):
            Archive("a", {"head.S": b""})

    def test_too_large_a_file(self) -> None:
        with self.assertRaisesRegex(Unusable, "larger than 1 MiB"):
            Archive("a", {FILE: bytes(source.MAX_FILE + 1)}).read(FILE)


class Refused(unittest.TestCase):
    def refused(self, data: bytes, words: str) -> None:
        with self.assertRaisesRegex(Unusable, words):
            read_archive("a", data)

    def test_kinds(self) -> None:
        for kind, link, words in (
            (tarfile.SYMTYPE, "/etc/passwd", "a symbolic link"), (tarfile.LNKTYPE, FILE, "a hard link"),
            (tarfile.CHRTYPE, "", "a device"), (tarfile.BLKTYPE, "", "a device"), (tarfile.FIFOTYPE, "", "a FIFO"),
        ):
            with self.subTest(words):
                self.refused(tar_of(("x", b""), special("stages/x", kind, link)), words)
        self.refused(zip_of(("l", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777), "a symbolic link")
        self.refused(zip_of(("l", b""), mode=stat.S_IFIFO | 0o777), "neither a file nor a folder")

    def test_sparse(self) -> None:
        info = special("s", tarfile.GNUTYPE_SPARSE)
        self.refused(tar_of(info), "a sparse file|damaged")

    def test_names(self) -> None:
        for name, words in (
            ("/etc/passwd", "absolute"), ("a/../../b", "climbs"), ("..", "climbs"), ("C:/x", "absolute"),
            ("a\\b", "backslash"), ("a\nb", "control character"), ("x" * 600, "a name of 600"),
        ):
            with self.subTest(name[:20]):
                self.refused(tar_of((name, b"x")), words)
                self.refused(zip_of((name, b"x")), words)

    def test_twice(self) -> None:
        for other in (FILE, "./" + FILE, "stages//01-boot/head.S", FILE.upper()):
            with self.subTest(other):
                self.refused(tar_of((FILE, b"good"), (other, b"evil")), "is in it twice")
        with self.assertWarns(UserWarning):
            data = zip_of((FILE, b"good"), (FILE, b"evil"))
        self.refused(data, "is in it twice")

    def test_file_as_folder(self) -> None:
        self.refused(tar_of(("stages", b"x"), (FILE, b"x")), "lies below a file")

    def test_bombs(self) -> None:
        zeros = bytes(archive.MAX_UNPACKED + 4096)
        bomb = tar_of(("z", zeros))
        for packed in (gzip.compress(bomb, 1), bz2.compress(bomb, 1), lzma.compress(bomb, preset=0), bomb):
            self.refused(packed, "more than 64 MiB")
        self.refused(zip_of(("a", zeros[: len(zeros) // 2]), ("b", zeros[: len(zeros) // 2 + 1])), "more than 64 MiB")

    def test_lying_header(self) -> None:
        data = bytearray(zip_of(("a", bytes(100_000))))
        where = data.rfind(b"PK\x01\x02")
        data[where + 24 : where + 28] = (10).to_bytes(4, "little")  # the directory says 10 bytes
        with mock.patch.object(archive, "MAX_UNPACKED", 1000):
            self.refused(bytes(data), "more than|damaged")

    def test_too_many(self) -> None:
        with mock.patch.object(archive, "MAX_ENTRIES", 10):
            self.refused(tar_of(*((f"f{i}", b"") for i in range(11))), "more than 10 entries")

    def test_password(self) -> None:
        data = bytearray(zip_of(("a", b"x")))
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.find(mark) + offset] |= 1
        self.refused(bytes(data), "needs a password")

    def test_damaged(self) -> None:
        for data, words in (
            (b"", "not a tar"), (b"plain text", "not a tar"), (gzip.compress(GOOD)[:-20], "cut short|damaged"),
            (lzma.compress(GOOD)[:-30], "cut short|damaged"), (bz2.compress(GOOD)[:-9], "cut short|damaged"),
            (GOOD[:520] + b"", "damaged|cut short"), (zip_of(("a", b"x"))[:-5], "damaged"), (gzip.compress(b"text"), "not a tar"),
        ):
            with self.subTest(words, size=len(data)):
                self.refused(data, words)


class Corrupted(unittest.TestCase):
    def test_nothing_else_is_raised(self) -> None:
        """Archives with a few bytes changed are read or refused; nothing else comes of them."""
        import random

        dice = random.Random(1)
        pax = tar_of(("é" * 120 + "/" + FILE, b"code" * 300), form=tarfile.PAX_FORMAT)
        for good in (GOOD, pax, gzip.compress(GOOD), bz2.compress(GOOD), lzma.compress(GOOD), zip_of((FILE, b"code" * 300), ("b", b"x"))):
            for _ in range(300):
                data = bytearray(good)
                for _ in range(dice.randint(1, 4)):
                    data[dice.randrange(len(data))] = dice.randrange(256)
                try:
                    files = read_archive("a", bytes(data[: dice.randrange(len(data)) if dice.random() < 0.2 else len(data)]))
                except Unusable:
                    continue
                self.assertTrue(all(isinstance(text, bytes) and ".." not in name.split("/") for name, text in files.items()))


class Opening(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name: str, data: bytes = b"") -> str:
        path = os.path.join(self.folder, name)
        if data:
            with open(path, "wb") as file:
                file.write(data)
        return path

    def test_by_content(self) -> None:
        self.assertEqual(open_source(self.path("submission.zip", GOOD)).read(FILE), b"code")

    def test_nothing_to_read(self) -> None:
        with self.assertRaisesRegex(Unusable, "there is no such"):
            open_source(self.path("none"))
        os.mkfifo(self.path("pipe"))
        with self.assertRaisesRegex(Unusable, "neither a folder nor a regular file"):
            open_source(self.path("pipe"))
        with mock.patch.object(archive, "MAX_PACKED", 100), self.assertRaisesRegex(Unusable, "larger than"):
            open_source(self.path("big", GOOD))

    def bundle(self, *commands: str) -> str:
        """A bundle made by @commands in a repository with one commit."""
        repository = self.path("r")
        os.makedirs(os.path.join(repository, "stages/01-boot"))
        with open(os.path.join(repository, FILE), "w", encoding="ascii") as file:
            file.write("code")
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        for command in ("init -q -b work", "add .", "commit -q -m x", *commands):
            subprocess.run(["git", *who, *command.split()], cwd=repository, check=True, capture_output=True)
        return os.path.join(repository, "b")

    @needs_cells
    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_bundles(self) -> None:
        self.assertEqual(open_source(self.bundle("bundle create b HEAD")).read(FILE), b"code")

    @needs_cells
    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_only_branch(self) -> None:
        self.assertEqual(open_source(self.bundle("bundle create b work")).read(FILE), b"code")

    @needs_cells
    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_link_in_bundle(self) -> None:
        os.makedirs(self.path("r"))
        os.symlink("/etc/passwd", self.path("r/link"))
        with self.assertRaisesRegex(Unusable, "a symbolic link: link"):
            open_source(self.bundle("bundle create b HEAD"))

    @needs_cells
    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_damaged_bundle(self) -> None:
        with open(self.bundle("bundle create b HEAD"), "rb") as file:
            data = file.read()
        with self.assertRaisesRegex(Unusable, "damaged"):
            open_source(self.path("cut", data[:-30]))
        with self.assertRaisesRegex(Unusable, "not a bundle|neither HEAD"):
            open_source(self.path("empty", b"# v2 git bundle\n\n"))


if __name__ == "__main__":
    unittest.main()
