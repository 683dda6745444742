# SPDX-License-Identifier: MIT
"""A child process, with no more around it than make and QEMU need.

What the standard library's `subprocess` does as well, but importing that takes
longer than all of this, and on the way from an edit to its verdict it counts.
"""

from __future__ import annotations

import os

_SIGKILL, _SIGPIPE, _SIGTERM, _SIGXFSZ = 9, 13, 15, 25


class Child:
    """A process that was started; `status` is its exit status, or minus a signal, once it is known."""

    def __init__(
        self,
        command: list[str],
        files: dict[int, int],
        *,
        env: dict[str, str] | None = None,
        keep: list[int] | None = None,
        session: bool = False,
    ) -> None:
        """@files: which of our descriptors its 0, 1 and 2 are; @keep: what else it inherits.

        Raises OSError if it cannot be started.
        """
        actions = [(os.POSIX_SPAWN_DUP2, ours, theirs) for theirs, ours in files.items()]
        actions += [(os.POSIX_SPAWN_DUP2, fd, fd) for fd in keep or []]
        self.status: int | None = None
        self.pid = os.posix_spawnp(
            command[0],
            command,
            os.environ if env is None else env,
            file_actions=actions,
            setsid=session,
            setsigdef=(_SIGPIPE, _SIGXFSZ),  # Python ignores them
        )

    def poll(self) -> int | None:
        """Its status, None while it runs."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def wait(self) -> int:
        """Its status, when it has ended."""
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def signal(self, number: int) -> None:
        """Send it a signal, unless it is gone."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.signal(_SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.signal(_SIGKILL)


def read_all(fd: int) -> bytes:
    """Everything up to the end of the file."""
    pieces = []
    while piece := os.read(fd, 1 << 16):
        pieces.append(piece)
    return b"".join(pieces)
