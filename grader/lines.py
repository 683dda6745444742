# SPDX-License-Identifier: MIT
"""Serial lines in both directions, for the stages whose tests want somebody at the console.

QEMU's "ringbuf", which costs nothing a byte, has no input. These lines write to
a file without a place on any disk and read from a pipe; QEMU's "pipe" is the one
backend that takes two such ends, by the names NAME.in and NAME.out.
"""

from __future__ import annotations

import array
import fcntl
import os

_FIONREAD = 0x541B


class Line:
    """One serial line, seen from outside the machine."""

    def __init__(self, name: str, folder: str) -> None:
        self._output = os.memfd_create(name, 0)
        self._their_input, self._input = os.pipe()
        self._taken = 0
        self.inherited = [self._output, self._their_input]
        path = os.path.join(folder, name)
        os.symlink(f"/dev/fd/{self._their_input}", path + ".in")
        os.symlink(f"/dev/fd/{self._output}", path + ".out")
        self.options = ["-chardev", f"pipe,id={name},path={path}", "-serial", f"chardev:{name}"]

    def take(self) -> bytes:
        """What the machine has written since the last time."""
        size = os.fstat(self._output).st_size - self._taken
        piece = os.pread(self._output, size, self._taken) if size else b""
        self._taken += len(piece)
        return piece

    def type(self, data: bytes) -> None:
        """Send @data to the machine."""
        os.write(self._input, data)

    def unread(self) -> int:
        """Bytes that QEMU has not fetched yet."""
        count = array.array("i", [0])
        fcntl.ioctl(self._input, _FIONREAD, count)
        return count[0]

    def close(self) -> None:
        """Hang up."""
        for fd in (self._output, self._their_input, self._input):
            os.close(fd)


class Lines:
    """"console" and "verdict" by name, and the `folder` with the names that QEMU opens them by."""

    def __init__(self) -> None:
        where = os.environ.get("TMPDIR") or "/tmp"
        self.folder = os.path.join(where, f"bringup-{os.getpid()}-{os.urandom(8).hex()}")
        os.mkdir(self.folder, 0o700)
        self.by_name = {name: Line(name, self.folder) for name in ("console", "verdict")}

    def opened(self) -> None:
        """QEMU has them: the names can go."""
        if not self.folder:
            return
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        os.rmdir(self.folder)
        self.folder = ""

    def close(self) -> None:
        """Hang up, and leave nothing on the disk."""
        self.opened()
        for line in self.by_name.values():
            line.close()
        self.by_name.clear()
