# SPDX-License-Identifier: MIT
"""A submission as it was handed in: a folder, an archive or a git bundle, read file by file.

Nothing is unpacked onto the disk: an archive is looked through as a whole, every
entry of it (grader/handin/archive.py), and then answers for the few files that
stage.toml names. What an archive is, its first bytes say and not its name.
"""

from __future__ import annotations

import os
import re
import stat
from typing import Protocol

from grader.errors import Unusable
from grader.handin import archive
from grader.handin.bundle import bundle_as_tar

MAX_FILE = 1 << 20
_STAGE = re.compile(r"((?:[^/]+/)*)stages/[0-9][0-9]-[a-z0-9-]+/.+")


class Source(Protocol):
    """Where the files of a submission are read from."""

    def read(self, relative: str) -> bytes | None:
        """The bytes of the file called @relative; None if it is not there."""


class Folder:
    """A folder with stages/ in it. No link is followed."""

    def __init__(self, path: str) -> None:
        self.path = path

    def read(self, relative: str) -> bytes | None:
        """The bytes of the file called @relative; Unusable if it is no regular file."""
        fd = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
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
            words = f"{relative}: not a regular file in the submission ({err.strerror})"
            raise Unusable(words) from None
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


class Archive:
    """The files of an archive, by name; stages/ may lie in folders of its own."""

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        tops = sorted({m[1] for m in map(_STAGE.fullmatch, files) if m})
        if not tops:
            raise Unusable(f"{name}: has no folder stages/ in it")
        if len(tops) > 1:
            words = " and ".join(f"{archive.shown(top)}stages/" for top in tops[:3])
            raise Unusable(f"{name}: which one is meant? There are {words}")
        self._top, self._files = tops[0], files

    def read(self, relative: str) -> bytes | None:
        """The bytes of the file called @relative; Unusable if it is too large."""
        data = self._files.get(self._top + relative)
        if data is not None and len(data) > MAX_FILE:
            raise Unusable(f"{relative}: larger than 1 MiB")
        return data


def _folder_of(path: str) -> str:
    """@path, or the one folder in it that holds stages/."""
    if os.path.isdir(os.path.join(path, "stages")):
        return path
    inner = [e.path for e in os.scandir(path) if e.is_dir(follow_symlinks=False)]
    found = sorted(p for p in inner if os.path.isdir(os.path.join(p, "stages")))
    if len(found) > 1:
        raise Unusable(f"{path}: which one is meant? Several folders in it have a stages/")
    if not found:
        raise Unusable(f"{path}: has no folder stages/ in it")
    return found[0]


def open_source(path: str, sandbox: bool = True) -> Source:
    """What was handed in at @path: a folder, tar (plain, gz, bz2, xz), zip or git bundle.

    Unusable, with the reason, for anything else and for an archive with an entry that
    has no business in it. @sandbox: git reads a bundle in a cell.
    """
    if os.path.isdir(path):
        return Folder(_folder_of(os.path.abspath(path)))
    name = os.path.basename(path)
    try:
        with open(path, "rb", opener=lambda p, flags: os.open(p, flags | os.O_NONBLOCK)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unusable(f"{name}: neither a folder nor a regular file")
            data = file.read(archive.MAX_PACKED + 1)
    except FileNotFoundError:
        raise Unusable(f"{path}: there is no such folder or file") from None
    except OSError as err:
        raise Unusable(f"{path}: cannot be read: {err.strerror}") from None
    if len(data) > archive.MAX_PACKED:
        raise Unusable(f"{name}: larger than {archive.MAX_PACKED >> 20} MiB")
    if data.startswith((b"# v2 git bundle\n", b"# v3 git bundle\n")):
        return Archive(name, archive.read_tar(name, bundle_as_tar(name, data, sandbox)))
    return Archive(name, archive.read_archive(name, data))
