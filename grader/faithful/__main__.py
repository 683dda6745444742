# SPDX-License-Identifier: MIT
"""`python3 -m grader.faithful [--image FILE]`, or `make linux`.

Boots an unmodified arm64 Linux under the proctor, with two CPUs, to an init of
ours, and checks what the kernel says on its console. Without --image the kernel
is Debian's, fetched with apt into build/linux/ without touching the machine's
own package lists. Exit status: 0 it boots, 1 it does not, 3 it could not be tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from grader.flash import CONFIG_OFFSET, IMAGE_OFFSET, MAGIC, MIB2, PLAIN
from grader.machine import CPU, qemu_program

WORK = Path("build/linux")
EXPECTED = [
    "psci: PSCIv1.1 detected in firmware",
    "smp: Brought up 1 node, 2 CPUs",
    "GICv3: ",
    "faithful: init runs as PID 1",
    "reboot: Power down",
]
SECONDS = 600  # for QEMU, which emulates: far more than it takes


class CannotTry(Exception):
    """Something that the check needs is not to be had."""


def run(*command: str, **kwargs: object) -> str:
    """The output of a command; CannotTry with its last words when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)  # type: ignore[call-overload]
    except OSError as err:
        raise CannotTry(f"{command[0]}: {err.strerror}") from err
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        raise CannotTry(f"{command[0]} failed: {words[-1] if words else done.returncode}")
    return str(done.stdout)


def debian_kernel() -> Path:
    """Debian's arm64 kernel image, fetched once."""
    known = sorted(WORK.glob("boot/vmlinuz-*"))
    if known:
        return known[-1]
    if not shutil.which("apt-get"):
        raise CannotTry("no apt-get here: name a kernel with --image")
    lists, cache = WORK / "apt/lists", WORK / "apt/cache"
    for folder in (lists / "partial", cache / "archives/partial"):
        folder.mkdir(parents=True, exist_ok=True)
    options = ["-qq", "-o", "APT::Architecture=arm64", "-o", "APT::Architectures=arm64"]
    options += ["-o", f"Dir::State::lists={lists.resolve()}", "-o", "Dir::State::status=/dev/null"]
    options += ["-o", f"Dir::Cache={cache.resolve()}", "-o", "APT::Sandbox::User=root"]
    run("apt-get", *options, "update")
    depends = run("apt-cache", *options, "depends", "linux-image-arm64")
    names = [line.split()[1] for line in depends.splitlines() if "Depends:" in line]
    if not names:
        raise CannotTry("apt knows no linux-image-arm64")
    run("apt-get", *options, "download", names[0], cwd=WORK)
    package = max(WORK.glob(f"{names[0]}_*.deb"))
    archive = WORK / "kernel.tar"
    archive.write_bytes(subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)],
                                       stdout=subprocess.PIPE, check=True).stdout)
    run("tar", "-xf", str(archive), "-C", str(WORK), "./boot")
    archive.unlink()
    return max(WORK.glob("boot/vmlinuz-*"))


def cpio(entries: list[tuple[str, int, bytes, tuple[int, int]]]) -> bytes:
    """A "newc" archive of (name, mode, content, device); Linux: early-userspace/buffer-format.rst."""
    out = bytearray()
    for number, (name, mode, data, device) in enumerate([*entries, ("TRAILER!!!", 0, b"", (0, 0))]):
        path = name.encode() + b"\0"
        fields = (number + 1, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(path), 0)
        out += b"070701" + b"".join(b"%08X" % field for field in fields) + path
        out += bytes(-len(out) % 4) + data
        out += bytes(-len(out) % 4)
    return bytes(out)


def initramfs() -> bytes:
    """Our init and the console that it writes to."""
    prefix = os.environ.get("CROSS_COMPILE", "aarch64-linux-gnu-")
    init = WORK / "init"
    run(f"{prefix}gcc", "-nostdlib", "-static", "-o", str(init), "grader/faithful/init.S")
    return cpio([
        ("dev", 0o040755, b"", (0, 0)),
        ("dev/console", 0o020600, b"", (5, 1)),
        ("init", 0o100755, init.read_bytes(), (0, 0)),
    ])


def flash(proctor: bytes, image: bytes, initrd: bytes) -> bytes:
    """Proctor, configuration without tests, kernel, initramfs."""
    initrd_at = IMAGE_OFFSET + (len(image) + 0xFFF & ~0xFFF)
    words = [0] * 22  # struct config behind the magic number (grader/proctor/proctor.h)
    words[3:7] = [IMAGE_OFFSET, len(image), MIB2, MIB2]
    words[7] = 2  # entered at EL2
    words[18:21] = [PLAIN, initrd_at, len(initrd)]
    data = bytearray(initrd_at + (len(initrd) + 0xFFF & ~0xFFF))
    data[: len(proctor)] = proctor
    struct.pack_into("<8s22Q", data, CONFIG_OFFSET, MAGIC, *words)
    data[IMAGE_OFFSET : IMAGE_OFFSET + len(image)] = image
    data[initrd_at : initrd_at + len(initrd)] = initrd
    return bytes(data)


def boot(kernel: Path) -> str:
    """What the kernel wrote to its console."""
    bios = WORK / "flash.bin"
    run("make", "-s", "build/proctor/proctor.bin")
    proctor = Path("build/proctor/proctor.bin").read_bytes()
    bios.write_bytes(flash(proctor, kernel.read_bytes(), initramfs()))
    command = [qemu_program(), "-M", "virt,secure=on,virtualization=on,gic-version=3"]
    command += ["-cpu", CPU, "-m", "1G", "-smp", "2", "-nodefaults", "-display", "none"]
    # The kernel comes from the flash; with -kernel QEMU also writes bootargs into the tree.
    command += ["-bios", str(bios), "-kernel", str(kernel), "-append", "console=ttyAMA0 panic=-1"]
    command += ["-serial", f"file:{WORK / 'console'}", "-serial", f"file:{WORK / 'verdict'}"]
    try:
        run(*command, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        print(f"faithful: still running after {SECONDS} s; stopped", file=sys.stderr)
    return (WORK / "console").read_text(errors="replace")


def main() -> int:
    """Boots, compares, says."""
    parser = argparse.ArgumentParser(prog="python3 -m grader.faithful", description=__doc__)
    parser.add_argument("--image", type=Path, help="an arm64 Image (default: Debian's kernel)")
    args = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        console = boot(args.image or debian_kernel())
    except (CannotTry, OSError) as err:
        print(f"faithful: cannot be tried: {err}", file=sys.stderr)
        return 3
    missing = [words for words in EXPECTED if words not in console]
    for words in EXPECTED:
        print(f"{'FAIL' if words in missing else 'ok  '} the console says: {words}")
    if missing:
        print("".join(f"  | {line}\n" for line in console.splitlines()[-15:]), end="")
    print(f"{len(EXPECTED) - len(missing)} passed, {len(missing)} failed")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
