# SPDX-License-Identifier: MIT
"""Puts files into the forms in which submissions come: a folder, a tar, a zip. The same bytes each time."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile

Files = dict[str, bytes]
FORMS = ("tar.gz", "zip", "folder", "tar")


def add(archive: tarfile.TarFile, name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> None:
    """One member of a tar, of any kind."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.type, info.linkname = len(data), 0o644, kind, link
    archive.addfile(info, io.BytesIO(data))


def tar_of(files: Files) -> bytes:
    """A tar of @files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in sorted(files.items()):
            add(archive, name, data)
    return out.getvalue()


def zipped(data: bytes) -> bytes:
    """@data as gzip has it, without a time."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as file:
        file.write(data)
    return out.getvalue()


def zip_of(files: Files) -> bytes:
    """A zip of @files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write(folder: str, name: str, data: bytes) -> str:
    """A file @name in @folder; its name."""
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)
    return name


def write_folder(folder: str, name: str, files: Files) -> str:
    """@files below a folder @name; its name."""
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    for file, data in sorted(files.items()):
        path = os.path.join(folder, name, file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(data)
    return name


def pack(folder: str, student: str, files: Files, form: str) -> str:
    """The submission of @student in one of FORMS; the entry's name."""
    if form == "folder":
        return write_folder(folder, student, files)
    if form == "zip":
        return write(folder, f"{student}.zip", zip_of(files))
    tar = tar_of(files)
    return write(folder, f"{student}.{form}", zipped(tar) if form == "tar.gz" else tar)
