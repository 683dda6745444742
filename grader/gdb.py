# SPDX-License-Identifier: MIT
"""A machine under gdb: QEMU stopped at its first instruction, gdb attached by a socket of their own.

The socket lies in a fresh folder, so that any number of sessions can run at a
time. Until the MMU is on the kernel runs at physical addresses, so its symbols
are loaded twice, at both places.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from grader.errors import Fault
from grader.machine import quoted

GDB = ("gdb-multiarch", "aarch64-linux-gnu-gdb")
_PATIENCE = 10.0  # seconds for QEMU to open its socket


def find_gdb() -> str:
    """A gdb that knows arm64; empty if none is installed."""
    return next((name for name in GDB if shutil.which(name)), "")


def symbol_commands(root: str, vmlinux: str, text: int, base: int, proctor: str = "") -> list[str]:
    """gdb's commands for the kernel at @vmlinux, linked at @text and loaded at physical @base."""
    commands = [
        "set confirm off",
        "set backtrace limit 32",
        "set architecture aarch64",
        f"directory {root}",
        f"file {vmlinux}",
        f"add-symbol-file {vmlinux} -o {(base - text) % (1 << 64):#x}",
    ]
    if proctor:
        commands.append(f"add-symbol-file {proctor}")
    return commands


def session(command: list[str], commands: list[str], pass_fds: tuple[int, ...], use_gdb: bool) -> int:
    """Run QEMU (@command) stopped, and gdb with @commands; `SOCKET` in them is replaced.

    Without gdb (or @use_gdb false) the line to type is printed, and QEMU stays
    until it ends or Ctrl-C is pressed.
    """
    folder = tempfile.mkdtemp(prefix="bringup-")
    path = os.path.join(folder, "gdb")
    script = os.path.join(folder, "commands.gdb")
    command = [*command, "-S", "-chardev", f"socket,id=gdb,path={quoted(path)},server=on,wait=off"]
    command += ["-gdb", "chardev:gdb"]
    with open(script, "w", encoding="utf-8") as file:
        file.write("\n".join(c.replace("SOCKET", path) for c in commands) + "\n")
    try:
        # A session of its own: Ctrl-C is for gdb, which stops the kernel with it.
        qemu = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, pass_fds=pass_fds, start_new_session=True
        )
    except OSError as err:
        shutil.rmtree(folder, ignore_errors=True)
        raise Fault(f"`{command[0]}` cannot be started: {err.strerror}") from None
    try:
        _await(qemu, path)
        return _attend(qemu, script, use_gdb)
    finally:
        if qemu.poll() is None:
            qemu.kill()
            qemu.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _await(qemu: subprocess.Popen[bytes], path: str) -> None:
    """Wait for QEMU's socket."""
    end = time.monotonic() + _PATIENCE
    while not os.path.exists(path):
        if qemu.poll() is not None:
            raise Fault(f"QEMU ended with status {qemu.returncode} before gdb could attach")
        if time.monotonic() > end:
            raise Fault("QEMU did not open its gdb socket")
        time.sleep(0.02)


def _attend(qemu: subprocess.Popen[bytes], script: str, use_gdb: bool) -> int:
    gdb = find_gdb() if use_gdb else ""
    if not gdb:
        why = "" if not use_gdb else "no gdb for arm64 is installed (Debian package gdb-multiarch); "
        print(f"{why}attach from another terminal with\n  {GDB[0]} -q -x {script}")
        print("Ctrl-C ends the machine")
        sys.stdout.flush()
        qemu.wait()
        return 0
    # Not SIG_IGN, which gdb would inherit: its own Ctrl-C has to work.
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.call([gdb, "-q", "-x", script])
