# SPDX-License-Identifier: MIT
"""A Slurm cluster on one machine, for a test: munge, a controller and two nodes of one CPU, all on loopback.

Slurm's own plugins that need nothing of the machine (proctrack/linuxproc, task/none); its
files, ports and key are its own, so a real cluster on the same machine is not disturbed.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time

_CONFIG = """\
ClusterName=loopback
SlurmctldHost={host}(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket={place}/munge.socket
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={port}
StateSaveLocation={place}/state
SlurmdSpoolDir={place}/spool-%n
SlurmdPidFile={place}/node-%n.pid
SlurmdLogFile={place}/node-%n.log
SlurmctldPidFile={place}/controller.pid
SlurmctldLogFile={place}/controller.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SchedulerType=sched/builtin
MailProg=/bin/true
SlurmdTimeout=10
KillWait=2
ReturnToService=2
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={one} CPUs=1
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={two} CPUs=1
PartitionName=main Nodes=n1,n2 Default=YES State=UP
"""
_PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo")


def why_not() -> str:
    """Why there can be no such cluster here; empty if there can."""
    missing = [name for name in _PROGRAMS if not _program(name)]
    if missing:
        return f"{', '.join(missing)} not installed (Debian packages slurm-wlm and munge)"
    return "" if os.geteuid() == 0 else "Slurm's daemons are started as root"


def _program(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """A running cluster; close() ends it."""

    def __init__(self, place: str) -> None:
        """@place: an empty folder for all of its files."""
        self.place = place
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        host = socket.gethostname().partition(".")[0]
        port, one, two = _free_ports(3)
        self.config = os.path.join(place, "slurm.conf")
        with open(self.config, "w", encoding="ascii") as file:
            file.write(_CONFIG.format(host=host, place=place, user="root", port=port, one=one, two=two))
        os.makedirs(os.path.join(place, "state"))
        key = os.path.join(place, "munge.key")
        with open(os.open(key, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as secret:
            secret.write(os.urandom(1024))
        try:
            paths = [f"--{what}={place}/munge.{end}" for what, end in (
                ("key-file", "key"), ("socket", "socket"), ("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed"))]
            self._start("munged", "--force", "--foreground", *paths)
            self._wait(lambda: os.path.exists(f"{place}/munge.socket"), "munged")
            self._start("slurmctld", "-D")
            for node in ("n1", "n2"):
                self.start_node(node)
            self._wait(lambda: self.ask("sinfo", "-h", "-t", "idle", "-o", "%D") == "2", "two idle nodes")
        except BaseException:
            self.close()
            raise

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to find it."""
        return {**os.environ, "SLURM_CONF": self.config}

    def _start(self, program: str, *words: str, name: str = "") -> None:
        with open(os.path.join(self.place, f"{name or program}.out"), "ab") as out:
            self._running[name or program] = subprocess.Popen(
                [_program(program), *words], env=self.environment, stdout=out, stderr=out, start_new_session=True
            )

    def start_node(self, node: str) -> None:
        """Start a node, also one that was lost."""
        self._start("slurmd", "-D", "-N", node, name=node)

    def ask(self, *command: str) -> str:
        """What one of Slurm's programs says; empty if it fails."""
        done = subprocess.run([_program(command[0]), *command[1:]], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    def _wait(self, ready: object, what: str) -> None:
        end = time.monotonic() + 60
        while not ready():  # type: ignore[operator]
            if time.monotonic() > end:
                raise TimeoutError(f"no {what} within a minute; logs are in {self.place}")
            time.sleep(0.2)

    def wait_for_work_on(self, node: str) -> None:
        """Until a task runs there."""
        self._wait(lambda: self.ask("squeue", "-h", "-t", "R", "-w", node, "-o", "%i"), f"task on {node}")

    def lose(self, node: str) -> None:
        """Pull the plug of a node: its daemon, and all that runs for it, are gone at once."""
        for pid in [self._running[node].pid, *self._works_of(node)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self._running.pop(node).wait()

    def _works_of(self, node: str) -> list[int]:
        """The processes of jobs on @node, and the steps' own, by what their environment says."""
        found = []
        for name in os.listdir("/proc"):
            try:
                with open(f"/proc/{name}/environ", "rb") as file:
                    words = file.read().split(b"\0")
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            if b"SLURMD_NODENAME=" + node.encode() in words and f"SLURM_CONF={self.config}".encode() in words:
                found.append(int(name))
                with open(f"/proc/{parent}/comm", encoding="utf-8") as file:
                    found += [parent] if file.read().startswith("slurmstepd") else []
        return found

    def close(self) -> None:
        """End all of it."""
        self.ask("scancel", "-u", "root")
        for name in reversed(list(self._running)):
            child = self._running.pop(name)
            child.terminate()
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
