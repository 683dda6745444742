# SPDX-License-Identifier: MIT
"""QMP, the language in which QEMU is told what to do, as far as the grader speaks it.

Commands go out as they come; answers and events are collected by whoever waits
for them. The serial lines are kept in QEMU's own memory ("ringbuf") and asked
for now and then: a byte that the guest writes then costs no system call. QMP:
QEMU's docs/interop/qmp-spec.txt.
"""

from __future__ import annotations

import os

_ASK = (
    b'{"execute": "ringbuf-read",'
    b' "arguments": {"device": "%s", "size": 1073741824, "format": "base64"}}\n'
)
_TEXT = b'{"return": "'
_PIECE = 1 << 20


class Monitor:
    """Two pipes to QEMU's standard input and output, and what was heard."""

    def __init__(self) -> None:
        self._their_input, self._out = os.pipe()
        self._in, self._their_output = os.pipe()
        self._pending = b""
        self.shut_down = False  # the guest has switched the machine off
        self.gone = False  # QEMU has ended
        self._asked = self._answered = 0  # round trips

    def fileno(self) -> int:
        """For select()."""
        return self._in

    def for_qemu(self) -> dict[int, int]:
        """What QEMU's 0 and 1 have to be; give_away() once they are."""
        return {0: self._their_input, 1: self._their_output}

    def give_away(self) -> None:
        """QEMU has its ends."""
        os.close(self._their_input)
        os.close(self._their_output)

    def _send(self, line: bytes) -> None:
        try:
            os.write(self._out, line)
        except OSError:
            pass  # QEMU is gone; its exit status tells why

    def tell(self, command: str) -> None:
        """Send a command without arguments."""
        self._send(b'{"execute": "%s"}\n' % command.encode("ascii"))

    def ask_for(self, device: str) -> None:
        """Ask for what came over a serial line since the last time."""
        self._send(_ASK % device.encode("ascii"))

    def round_trip(self) -> None:
        """Return when QEMU has done all that it was told; not while ask_for() is unanswered."""
        self._asked += 1
        self._send(b'{"execute": "query-status", "id": "round-trip"}\n')
        while self._answered < self._asked and not self.gone:
            self.hear()

    def hear(self) -> list[bytes]:
        """What is there to be read; the result are the answers to ask_for(), in order."""
        from binascii import a2b_base64

        piece = os.read(self._in, _PIECE)
        if not piece:
            self.gone = True
        *lines, self._pending = (self._pending + piece).split(b"\n")
        answers = []
        for line in lines:
            if line.startswith(_TEXT):
                answers.append(a2b_base64(line[len(_TEXT) : line.index(b'"', len(_TEXT))]))
            elif b'"id": "round-trip"' in line:
                self._answered += 1
            elif b'"event": "SHUTDOWN"' in line:
                self.shut_down = True
        return answers

    def close(self) -> None:
        """Hang up."""
        os.close(self._in)
        os.close(self._out)
