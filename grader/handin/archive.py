# SPDX-License-Identifier: MIT
"""Archives from strangers, read in memory: every entry has to be a plain file in a plain place.

Refused with the reason: links, devices, FIFOs, sparse files, absolute and
climbing names, names twice, passwords, and whatever would grow beyond its bounds
when it is unpacked. An archive is taken or refused as a whole: one with a link in it
was not made by `make submit`, and guessing what was meant helps nobody.
"""

from __future__ import annotations

import bz2
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterable

from grader.errors import Unusable

MAX_PACKED = 32 << 20
MAX_UNPACKED = 64 << 20
MAX_ENTRIES = 10_000
_MAX_NAME = 512
_XZ_MEMORY = 128 << 20
_PIECE = 1 << 16
_TYPES = {
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.LNKTYPE: "a hard link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a FIFO",
    tarfile.GNUTYPE_SPARSE: "a sparse file",
}


def shown(name: str) -> str:
    """@name for a message: printable and not long."""
    return "".join(c if c.isprintable() else "?" for c in name[:100])


def plain_name(archive: str, name: str) -> str:
    """@name without `./` and `//`; Unusable if it leads out of the archive or is a trick."""
    if len(name) > _MAX_NAME:
        raise Unusable(f"{archive}: a name of {len(name)} characters")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise Unusable(f"{archive}: `{shown(name)}` is an absolute path")
    if "\\" in name or any(ord(c) < 32 or ord(c) == 127 for c in name):
        raise Unusable(f"{archive}: `{shown(name)}`: backslash or control character in a name")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise Unusable(f"{archive}: `{shown(name)}` climbs out of the archive")
    return "/".join(parts)


class _Names:
    """The names seen so far: each once, no file in the place of a folder, and not too many."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._files: set[str] = set()
        self._count = 0

    def take(self, name: str, folder: bool) -> str:
        """@name made plain; empty for a folder, which needs no attention."""
        self._count += 1
        if self._count > MAX_ENTRIES:
            raise Unusable(f"{self._archive}: more than {MAX_ENTRIES} entries")
        plain = plain_name(self._archive, name)
        if folder:
            return ""
        if not plain:
            raise Unusable(f"{self._archive}: a file without a name")
        # Where upper and lower case are one, two such names would be one file.
        if plain.casefold() in self._files:
            raise Unusable(f"{self._archive}: `{shown(plain)}` is in it twice")
        self._files.add(plain.casefold())
        return plain

    def close(self) -> None:
        """Refuse a file below another file."""
        for name in self._files:
            parts = name.split("/")
            above = ("/".join(parts[:n]) for n in range(1, len(parts)))
            if any(folder in self._files for folder in above):
                raise Unusable(f"{self._archive}: `{shown(name)}` lies below a file")


def _too_large(archive: str) -> Unusable:
    return Unusable(f"{archive}: would unpack to more than {MAX_UNPACKED >> 20} MiB")


def _bounded(archive: str, pieces: Iterable[bytes]) -> bytes:
    """@pieces in one, if they stay within what an archive may hold."""
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > MAX_UNPACKED:
            raise _too_large(archive)
    return bytes(found)


def _gunzip(data: bytes) -> Iterable[bytes]:
    while data:
        engine = zlib.decompressobj(wbits=31)
        while not engine.eof:
            piece = engine.decompress(data, _PIECE)
            data = engine.unconsumed_tail or engine.unused_data
            if not piece and not engine.eof and not data:
                raise EOFError
            yield piece
        if not data.startswith(b"\x1f\x8b"):  # what tar pads with
            return


def _expand(data: bytes, engine: lzma.LZMADecompressor | bz2.BZ2Decompressor) -> Iterable[bytes]:
    yield engine.decompress(data, _PIECE)
    while not engine.eof:
        if engine.needs_input:
            raise EOFError
        yield engine.decompress(b"", _PIECE)


def read_tar(name: str, data: bytes) -> dict[str, bytes]:
    """The regular files of an uncompressed tar archive called @name."""
    names, files, total = _Names(name), {}, 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
            for member in tar:
                if member.issparse() or not (member.isreg() or member.isdir()):
                    kind = _TYPES.get(member.type, "neither a file nor a folder")
                    kind = "a sparse file" if member.issparse() else kind
                    raise Unusable(f"{name}: `{shown(member.name)}` is {kind}")
                plain = names.take(member.name, member.isdir())
                total += max(member.size, 0)
                if total > MAX_UNPACKED:
                    raise _too_large(name)
                reader = tar.extractfile(member) if plain else None
                if reader is not None:
                    files[plain] = reader.read()
                    if len(files[plain]) != member.size:
                        raise Unusable(f"{name}: the archive is cut short")
    except (tarfile.TarError, ValueError, OverflowError, EOFError, OSError) as err:
        raise Unusable(f"{name}: a damaged tar archive ({err})") from None
    names.close()
    return files


def _zip_entry(name: str, zipped: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of one file, whatever its header says of their number."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unusable(f"{name}: `{shown(info.filename)}` is packed in a way that is not read here")
    with zipped.open(info) as reader:
        data = reader.read(room + 1)
    if len(data) > room:
        raise _too_large(name)
    return data


def read_zip(name: str, data: bytes) -> dict[str, bytes]:
    """The regular files of a zip archive called @name."""
    names, files, room = _Names(name), {}, MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            for info in zipped.infolist():
                mode = stat.S_IFMT(info.external_attr >> 16)
                if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
                    kind = "a symbolic link" if mode == stat.S_IFLNK else "neither a file nor a folder"
                    raise Unusable(f"{name}: `{shown(info.filename)}` is {kind}")
                if info.flag_bits & 1:
                    raise Unusable(f"{name}: `{shown(info.filename)}` needs a password")
                # The name as it stands there: zipfile cuts it off at a NUL.
                plain = names.take(info.orig_filename, info.is_dir())
                if plain:
                    files[plain] = _zip_entry(name, zipped, info, room)
                    room -= len(files[plain])
    except (zipfile.BadZipFile, zlib.error, ValueError, OverflowError, EOFError, OSError,
            NotImplementedError, RuntimeError) as err:
        raise Unusable(f"{name}: a damaged zip archive ({err})") from None
    names.close()
    return files


def read_archive(name: str, data: bytes) -> dict[str, bytes]:
    """Name -> bytes of every file in the archive @data; Unusable, with the reason, if it is refused."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_zip(name, data)
    try:
        if data.startswith(b"\x1f\x8b"):
            data = _bounded(name, _gunzip(data))
        elif data.startswith(b"\xfd7zXZ\0"):
            data = _bounded(name, _expand(data, lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)))
        elif data.startswith(b"BZh"):
            data = _bounded(name, _expand(data, bz2.BZ2Decompressor()))
    except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as err:
        raise Unusable(f"{name}: damaged, or cut short ({err or 'it ends too early'})") from None
    if data[257:262] != b"ustar":
        raise Unusable(f"{name}: not a tar (plain, gz, bz2, xz), zip or git bundle")
    return read_tar(name, data)
