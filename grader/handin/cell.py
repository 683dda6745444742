# SPDX-License-Identifier: MIT
"""Cells: a program that works on a stranger's files sees nothing else, and cannot take much.

A cell is bubblewrap (Debian package bubblewrap) with empty namespaces: no network, no
processes but its own, the system's programs and the named files read-only, one place to
write to. Inside, as nobody of this machine's users, limits of CPU time, memory,
file size and processes hold. What lies in a cell has the path that it has outside.

Without bubblewrap nothing runs, unless the user said `--unsafe-no-sandbox`: then the limits
are all there is.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from functools import lru_cache

from grader.errors import Fault, Unusable
from grader.record import field, record

UNSAFE = "--unsafe-no-sandbox"
# Nothing that is judged depends on it: a program that sleeps for ever is the grader's fault.
_PATIENCE_SECONDS = 900
_FIRST_UID = 2_000_000_000  # nobody's: no system gives such numbers to users
_SYSTEM = ("/usr", "/etc/alternatives", "/etc/ld.so.cache")
_LINKS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_PIECE = 1 << 16


@record
class Limits:
    """What a program in a cell may use; each process by itself, but for their number."""

    cpu_seconds: int = 30
    memory: int = 2 << 30
    file_bytes: int = 32 << 20
    processes: int = 96
    temporary: int = 64 << 20  # bytes in /tmp


@record
class Done:
    """How a program in a cell ended."""

    status: int  # exit status, or minus a signal
    output: bytes
    errors: bytes = b""
    cut: bool = False  # it had more to say than it may


def nobody() -> int:
    """The user id that this process's cells have when root starts them."""
    return _FIRST_UID + os.getpid()


def _system() -> list[str]:
    """Options for what every program needs: the system, read-only."""
    options = ["--perms", "0755", "--dir", "/etc"]
    for path in _SYSTEM:
        options += ["--ro-bind-try", path, path]
    for name in _LINKS:
        place = f"/{name}"
        if os.path.islink(place):
            options += ["--symlink", os.readlink(place), place]
        else:
            options += ["--ro-bind-try", place, place]
    # Programs that were chosen by CROSS_COMPILE or QEMU may lie elsewhere.
    for folder in _elsewhere():
        options += ["--ro-bind", folder, folder]
    return options


def _elsewhere() -> list[str]:
    chosen = (f"{os.environ.get('CROSS_COMPILE', '')}gcc", os.environ.get("QEMU", ""))
    found = []
    for program in chosen:
        path = shutil.which(program) if program else None
        if path and not os.path.realpath(path).startswith("/usr/"):
            found.append(os.path.dirname(os.path.dirname(os.path.realpath(path))))
    return found


def _path() -> str:
    return ":".join(["/usr/bin", "/bin", *(os.path.join(f, "bin") for f in _elsewhere())])


@lru_cache(maxsize=1)
def bubblewrap() -> str:
    """The path of a bubblewrap that works here; Unusable if there is none."""
    path = shutil.which("bwrap")
    advice = f"It keeps a stranger's files from this machine; {UNSAFE} does without, at your own risk"
    if path is None:
        words = "bubblewrap is not installed (sh grader/setup.sh --instructor). "
        raise Unusable(words + advice)
    command = [path, *_namespaces(), *_system(), "--proc", "/proc", "--", "/usr/bin/true"]
    tried = subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C"})
    if tried.returncode:
        why = tried.stderr.strip().splitlines()
        raise Unusable(f"bubblewrap does not work here ({why[0] if why else 'no reason given'}). {advice}")
    return path


def _namespaces() -> list[str]:
    kinds = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    # Root becomes somebody else inside, for which it must still be root there.
    return kinds if os.geteuid() == 0 else ["--unshare-user", *kinds]


def _user() -> list[str]:
    """The words before a command that leave root behind."""
    if os.geteuid() != 0:
        return []
    who = nobody()
    return ["setpriv", f"--reuid={who}", f"--regid={who}", "--clear-groups", "--no-new-privs",
            "--bounding-set=-all", "--inh-caps=-all"]


def _limited(limits: Limits) -> list[str]:
    """The words before a command that set its limits."""
    words = ["prlimit", "--core=0", f"--cpu={limits.cpu_seconds}:{limits.cpu_seconds + 1}"]
    words += [f"--as={limits.memory}", f"--fsize={limits.file_bytes}", f"--nproc={limits.processes}"]
    return [*words, "--"]


def _parents(paths: list[str]) -> list[str]:
    """Options that make the folders above @paths, open to all as bubblewrap's own are not."""
    above: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        while folder not in ("/", "/tmp"):
            above.add(folder)
            folder = os.path.dirname(folder)
    return [word for folder in sorted(above) for word in ("--perms", "0755", "--dir", folder)]


@record
class Cell:
    """What a program sees. The paths are absolute, and have to exist."""

    sandbox: bool = True
    readable: list[str] = field(default_factory=list)
    writable: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    home: str = "/tmp"  # the folder that it starts in
    devices: bool = False  # /proc and /dev/fd, which QEMU needs

    def command(self, command: list[str]) -> list[str]:
        """The words that run @command in the cell."""
        if not self.sandbox:
            return [*_limited(self.limits), *command]
        words = [bubblewrap(), *_namespaces(), "--die-with-parent", "--new-session", "--clearenv"]
        words += ["--setenv", "PATH", _path(), "--setenv", "LC_ALL", "C", "--setenv", "HOME", "/tmp"]
        for name in ("CROSS_COMPILE", "QEMU"):
            if name in os.environ:
                words += ["--setenv", name, os.environ[name]]
        words += _system()
        words += ["--perms", "1777", "--size", str(self.limits.temporary), "--tmpfs", "/tmp"]
        words += _parents([*self.readable, *self.writable, "/dev/null"])
        for device in ("/dev/null", "/dev/urandom"):
            words += ["--dev-bind", device, device]
        if self.devices:
            words += ["--proc", "/proc", "--symlink", "/proc/self/fd", "/dev/fd"]
        for path in self.readable:
            words += ["--ro-bind", path, path]
        for path in self.writable:
            words += ["--bind", path, path]
            if os.geteuid() == 0:
                os.chown(path, nobody(), nobody())
        words += ["--remount-ro", "/", "--chdir", self.home, "--"]
        return [*words, *_user(), *_limited(self.limits), *command]

    def environment(self) -> dict[str, str]:
        """The environment to start it with; the cell has one of its own."""
        if self.sandbox:
            return {"LC_ALL": "C"}
        return {**os.environ, "LC_ALL": "C"}

    def run(self, command: list[str], given: bytes = b"", most_output: int = 1 << 20) -> Done:
        """Run @command to its end with @given as its input; what it said, up to @most_output bytes."""
        try:
            child = subprocess.Popen(
                self.command(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, env=self.environment(), start_new_session=True,
                cwd=None if self.sandbox else self.home,
            )
        except OSError as err:
            raise Fault(f"`{command[0]}` cannot be started: {err.strerror}") from None
        return _listen(child, given, most_output)


def _listen(child: subprocess.Popen[bytes], given: bytes, most: int) -> Done:
    """Feed @child and hear it out, within bounds."""
    import selectors
    import time

    heard = {"out": bytearray(), "err": bytearray()}
    assert child.stdin and child.stdout and child.stderr
    end, cut = time.monotonic() + _PATIENCE_SECONDS, False
    with selectors.DefaultSelector() as watch:
        watch.register(child.stdout, selectors.EVENT_READ, "out")
        watch.register(child.stderr, selectors.EVENT_READ, "err")
        if given:
            os.set_blocking(child.stdin.fileno(), False)
            watch.register(child.stdin, selectors.EVENT_WRITE, "in")
        else:
            child.stdin.close()
        while watch.get_map() and not cut:
            ready = watch.select(end - time.monotonic())
            if not ready:
                _end(child)
                raise Fault(f"a cell did not end within {_PATIENCE_SECONDS} seconds")
            for key, _ in ready:
                if key.data == "in":
                    try:
                        given = given[os.write(key.fd, given[:_PIECE]) :]
                    except BrokenPipeError:
                        given = b""
                    if not given:
                        watch.unregister(child.stdin)
                        child.stdin.close()
                    continue
                piece = os.read(key.fd, _PIECE)
                heard[key.data] += piece
                cut = cut or len(heard[key.data]) > most
                if not piece:
                    watch.unregister(key.fileobj)
    if cut:
        _end(child)
    status = child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        pipe.close()
    # bubblewrap says 128 + n of a child that signal n has ended.
    status = 128 - status if 128 < status < 128 + 65 else status
    return Done(status, bytes(heard["out"][:most]), bytes(heard["err"][:most]), cut)


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()
