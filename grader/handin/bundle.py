# SPDX-License-Identifier: MIT
"""A git bundle, made into a tar archive by git itself, in a cell: what it holds is a stranger's.

Taken is what HEAD of the bundle points to, or its only branch, or `main` or `master`.
"""

from __future__ import annotations

import os
import shutil
import tempfile

from grader.errors import Unusable
from grader.handin.cell import Cell, Limits

_LIMITS = Limits(cpu_seconds=20, file_bytes=128 << 20)
# $1: the bundle. Says which commit is meant, or why none is; then writes it as a tar.
_SCRIPT = r"""
set -e
git init -q --bare r
cd r
git bundle list-heads "$1" >heads 2>/dev/null || { echo "not a bundle that git reads" >&2; exit 3; }
pick() { sed -n "s,^\([0-9a-f]*\) $1\$,\1,p" heads | sort -u; }
for name in HEAD 'refs/heads/.*' refs/heads/main refs/heads/master; do
	commit=$(pick "$name")
	[ "$(printf '%s\n' "$commit" | grep -c .)" = 1 ] && break
	commit=
done
[ -n "$commit" ] || { echo "neither HEAD nor main is in it, and not just one branch" >&2; exit 3; }
git -c transfer.fsckObjects=true bundle unbundle "$1" >/dev/null 2>&1 ||
	{ echo "damaged, or only a part: make it with \`git bundle create FILE HEAD\`" >&2; exit 3; }
git ls-tree -r "$commit" | sed -n 's/^160000 [^\t]*\t/a submodule: /p; s/^120000 [^\t]*\t/a symbolic link: /p' |
	sed 1q >odd
[ ! -s odd ] || { cat odd >&2; exit 3; }
git archive --format=tar "$commit"
"""


def bundle_as_tar(name: str, data: bytes, sandbox: bool) -> bytes:
    """The commit that the bundle @data called @name is for, as a tar archive."""
    if shutil.which("git") is None:
        raise Unusable(f"{name}: is a git bundle, and git is not installed: sh grader/setup.sh --instructor")
    from grader.handin.archive import MAX_UNPACKED

    place = tempfile.mkdtemp(prefix="bringup-bundle-")
    try:
        bundle = os.path.join(place, "bundle")
        with open(bundle, "wb") as file:
            file.write(data)
        work = os.path.join(place, "work")
        os.mkdir(work)
        cell = Cell(sandbox, readable=[bundle], writable=[work], limits=_LIMITS, home=work)
        done = cell.run(["sh", "-c", _SCRIPT, "sh", bundle], most_output=MAX_UNPACKED)
        if done.status == 3 and done.errors:
            raise Unusable(f"{name}: {done.errors.decode('utf-8', 'replace').strip()[:300]}")
        if done.status or done.cut:
            raise Unusable(f"{name}: git could not read it within its limits")
        return done.output
    finally:
        shutil.rmtree(place, ignore_errors=True)
