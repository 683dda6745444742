# SPDX-License-Identifier: MIT
"""The archive to upload to Gradescope: this tree, with the two scripts that Gradescope calls.

Gradescope runs setup.sh once, as root, when it builds its image, and run_autograder
for each submission, in a container of its own. AUTOGRADER stands for /autograder
in a test of the archive.
"""

from __future__ import annotations

import os
import zipfile

from grader.errors import Unusable

_TOPS = ("Makefile", "LICENSE", "README.md", "arch", "common", "grader", "handouts", "stages")
_SETUP = """\
#!/bin/bash
# Installs what the grader needs. The image must have QEMU 7.1 or later: Ubuntu 24.04 or Debian 12.
set -e
cd "${AUTOGRADER:-/autograder}/source"
sh grader/setup.sh --instructor
make -s build/proctor/proctor.bin STAGE=1
"""
_RUN = """\
#!/bin/bash
# Grades what lies in submission/, and always leaves a results.json.
root="${AUTOGRADER:-/autograder}"
cd "$root/source" || exit 1
mkdir -p "$root/results"
report="$(mktemp -d)"
policy=()
[ -f "$root/source/policy.toml" ] && policy=(--policy policy.toml)
# A container may not be allowed to make cells of its own: then it is the cell.
cell=()
bwrap --unshare-all --ro-bind / / true 2>/dev/null || cell=(--unsafe-no-sandbox)
python3 -m grader grade "$root/submission" "${cell[@]}" --json "$report/report.json" @OPTIONS@>"$report/words" 2>&1
status=$?
cat "$report/words"
if [ ! -s "$report/report.json" ]; then
    printf 'The submission could not be graded (status %d):\\n%s\\n' "$status" \\
        "$(tail -n 5 "$report/words")" >"$report/report.json"
fi
python3 -m grader gradescope --result "$report/report.json" --to "$root/results/results.json" "${policy[@]}"
status=$?
rm -rf "$report"
exit "$status"
"""
_TIME = (1980, 1, 1, 0, 0, 0)


def _members(root: str) -> list[str]:
    found = [top for top in _TOPS if os.path.isfile(os.path.join(root, top))]
    for top in _TOPS:
        for place, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            found += [os.path.relpath(os.path.join(place, n), root) for n in names if not n.endswith(".pyc")]
    return sorted(found)


def write_archive(root: str, path: str, options: str = "", policy: str = "") -> int:
    """Write the archive for the tree at @root to @path, the same bytes each time; how many files it holds.

    @options: more words for `grade`; @policy: a policy file to go with it.
    """
    files = {name: os.path.join(root, name) for name in _members(root)}
    texts = {"setup.sh": _SETUP, "run_autograder": _RUN.replace("@OPTIONS@", f"{options} " if options else "")}
    if policy:
        files["policy.toml"] = policy
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted([*files, *texts]):
                info = zipfile.ZipInfo(name, _TIME)
                runs = name in texts or os.access(files[name], os.X_OK)
                info.external_attr = (0o100755 if runs else 0o100644) << 16
                if name in texts:
                    data = texts[name].encode()
                else:
                    with open(files[name], "rb") as file:
                        data = file.read()
                archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    except OSError as err:
        raise Unusable(f"{path}: cannot be written: {err.strerror}") from None
    return len(files) + len(texts)
