# SPDX-License-Identifier: MIT
"""What a test asks of the outside world: a byte typed on the console, a press of the power key.

The proctor (grader/proctor/stimulus.c) waits with the machine's clock standing
still. QEMU is stopped while it happens, and goes on when all of it has arrived,
so that the kernel sees it between the same two instructions on every host.
"""

from __future__ import annotations

from grader.errors import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from grader.emulator import Emulator
    from grader.lines import Line

MARK = b"#! stimulus "
_PATIENCE = 100_000  # round trips; a byte that QEMU can take at all is taken within a few


def _send(emulator: Emulator, line: Line, data: bytes) -> None:
    """Let @data arrive in the UART of @line: QEMU fetches it and, in the same breath, hands it on."""
    line.type(data)
    for _ in range(_PATIENCE):
        emulator.monitor.round_trip()
        if not line.unread():
            emulator.monitor.round_trip()
            return
        if emulator.monitor.gone:
            return
    raise Fault("the machine does not take what is typed")


def answer(emulator: Emulator, request: bytes) -> None:
    """Do what the verdict channel's line @request asks for, and let the proctor go on."""
    if emulator.lines is None:
        raise Fault("a test types or presses a key; only the machine of stages from 5 on can do that")
    fields = dict(f.partition("=")[::2] for f in request[len(MARK) :].decode("latin-1").split())
    lines = emulator.lines.by_name
    emulator.monitor.tell("stop")
    if fields.get("kind") == "type":
        _send(emulator, lines["console"], bytes([int(fields["byte"], 16)]))
    elif fields.get("kind") == "press-power":
        emulator.monitor.tell("system_powerdown")
        emulator.monitor.round_trip()
    else:
        raise Fault(f"verdict channel: unknown stimulus {request!r}")
    _send(emulator, lines["verdict"], b"g")
    emulator.monitor.tell("cont")
