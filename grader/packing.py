# SPDX-License-Identifier: MIT
"""Archives that are made here: the same files give the same bytes."""

from __future__ import annotations

import gzip
import io
import tarfile

# Of every file in an archive: nobody's clock is in it. tar calls the year 1970 implausible.
EPOCH = 946684800


def pack(files: dict[str, bytes], top: str = "") -> bytes:
    """@files as a tar.gz that depends on nothing but them; @top: a folder around all."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name in sorted(files):
            entry = tarfile.TarInfo(f"{top}/{name}" if top else name)
            entry.size, entry.mtime = len(files[name]), EPOCH
            entry.mode = 0o755 if name.endswith(".sh") else 0o644
            tar.addfile(entry, io.BytesIO(files[name]))
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as out:
        out.write(raw.getvalue())
    return packed.getvalue()
