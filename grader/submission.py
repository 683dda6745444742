# SPDX-License-Identifier: MIT
"""A submission: only the files that stage.toml names are taken from it.

They are copied into a folder of their own, laid out like the tree, which make
then gets as SUB. Everything else comes from the pristine tree. Links and
anything that is no regular file are refused; a file that is missing is taken
from the tree as the stub that it was if it is a .c or .S file, and flagged.
"""

from __future__ import annotations

import os
import stat

from grader.errors import Unusable
from grader.stagefile import Stage

MAX_FILE = 1 << 20
_ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst", ".zip")


def check_folder(path: str) -> str:
    """@path as an absolute folder that holds stages/; Unusable says what is wrong with it."""
    if os.path.isfile(path):
        if path.lower().endswith(_ARCHIVES):
            raise Unusable(f"{path}: archives are not read yet; unpack it and give the folder")
        raise Unusable(f"{path}: is a file; a submission is a folder with stages/ in it")
    if not os.path.isdir(path):
        raise Unusable(f"{path}: there is no such folder")
    if not os.path.isdir(os.path.join(path, "stages")):
        raise Unusable(f"{path}: has no folder stages/ in it")
    return os.path.abspath(path)


def _read_regular(root: str, relative: str) -> bytes | None:
    """The bytes of @relative below @root; None if it is not there. No link is followed."""
    fd = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    parts = relative.split("/")
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=fd)
            os.close(fd)
            fd = inner
        # O_NONBLOCK: a FIFO that somebody put here must not make us wait.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        file = os.open(parts[-1], flags, dir_fd=fd)
    except FileNotFoundError:
        return None
    except OSError as err:
        raise Unusable(f"{relative}: not a regular file in the submission ({err.strerror})") from None
    finally:
        os.close(fd)
    try:
        info = os.fstat(file)
        if not stat.S_ISREG(info.st_mode):
            raise Unusable(f"{relative}: not a regular file in the submission")
        if info.st_size > MAX_FILE:
            raise Unusable(f"{relative}: larger than 1 MiB")
        with open(file, "rb", closefd=False) as opened:
            return opened.read(MAX_FILE)
    finally:
        os.close(file)


def lay_out(submission: str, root: str, stages: list[Stage], target: str) -> list[str]:
    """Copy the named files of @stages to @target; returns flags for those that are missing."""
    flags = []
    for stage in stages:
        for file in stage.files:
            relative = f"{stage.place}/{file}"
            data = _read_regular(submission, relative)
            if data is None:
                flags.append(f"missing file: {relative}")
                if not file.endswith((".c", ".S")):
                    continue  # a port may do without a header of its own
                data = _read_regular(root, relative)
            if data is None:
                raise Unusable(f"{relative}: neither in the submission nor in the tree")
            place = os.path.join(target, relative)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as out:
                out.write(data)
    return flags
