# SPDX-License-Identifier: MIT
"""The archive of the first files: its layout, and that it never differs."""

from __future__ import annotations

import os
import tempfile
import unittest

from grader.cpio import archive, main


class Archives(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.file = os.path.join(self.folder, "file")
        with open(self.file, "wb") as file:
            file.write(b"12345")

    def names(self, data: bytes) -> list[tuple[str, int, bytes]]:
        """Name, mode and content of each entry, read back by the format's rules."""
        found, at = [], 0
        while data[at : at + 6] == b"070701":
            mode, size, length = (int(data[at + n : at + n + 8], 16) for n in (14, 54, 94))
            name = data[at + 110 : at + 110 + length - 1].decode()
            at += (110 + length + 3) & ~3
            found.append((name, mode, data[at : at + size]))
            at += (size + 3) & ~3
        self.assertEqual(data[at:].strip(b"\0"), b"")
        return found

    def test_entries(self) -> None:
        found = self.names(archive(["bin/", f"bin/x={self.file}", "sh -> bin/x"]))
        self.assertEqual(
            found,
            [
                ("bin", 0o040755, b""),
                ("bin/x", 0o100755, b"12345"),
                ("sh", 0o120777, b"bin/x"),
                ("TRAILER!!!", 0, b""),
            ],
        )

    def test_same_bytes(self) -> None:
        members = ["dev/", f"init={self.file}"]
        first = archive(members)
        os.utime(self.file, (1, 1))
        os.chmod(self.file, 0o600)
        self.assertEqual(archive(members), first)
        self.assertEqual(len(first) % 512, 0)

    def test_command(self) -> None:
        out = os.path.join(self.folder, "out.cpio")
        self.assertEqual(main(["cpio", out, f"init={self.file}"]), 0)
        with open(out, "rb") as file:
            self.assertEqual([name for name, _, _ in self.names(file.read())], ["init", "TRAILER!!!"])


if __name__ == "__main__":
    unittest.main()
