# SPDX-License-Identifier: MIT
"""The tree that the compiler sees: what a submission is laid over, and no secret of it.

A copy of the given files and of the stubs (which say what files there are), below
build/, made once for a state of the tree. Solutions, hidden tests and mutants
are not left out of it: they are never put in.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile

from grader.tree import Tree

_FOLDERS = ("common", "arch")
# What make runs while it compiles.
_PROGRAMS = ("__init__", "kbuild", "errors", "regions")


def given_files(tree: Tree, headers: tuple[str, ...] = ()) -> list[str]:
    """The files of the open tree, relative, in order; @headers as for open_tree()."""
    found = ["Makefile", "grader/proctor/proctor.mk", *(f"grader/{name}.py" for name in _PROGRAMS)]
    for top in _FOLDERS:
        for folder, folders, names in os.walk(tree.path(top)):
            folders.sort()
            found += [os.path.relpath(os.path.join(folder, name), tree.root) for name in sorted(names)]
    for stage in tree.stages():
        found += [f"{stage.place}/{file}" for file in stage.files]
        found.append(f"{stage.place}/stage.toml")
        tests = f"{stage.place}/tests"
        names = sorted(os.listdir(tree.path(tests))) if os.path.isdir(tree.path(tests)) else []
        found += [f"{tests}/{name}" for name in names if os.path.isfile(tree.path(tests, name))]
        if stage.folder in headers:
            found += [f"{stage.place}/solution/{file}" for file in stage.files if "/" in file]
    return found


def open_tree(tree: Tree, headers: tuple[str, ...] = ()) -> str:
    """The folder of the open tree, made if this state of the tree has none yet.

    @headers: folders of stages whose reference headers are in it too, for a later stage that
    is compiled with them.
    """
    files = given_files(tree, headers)
    state = hashlib.sha256()
    for file in files:
        info = os.stat(tree.path(file))
        state.update(f"{file}\0{info.st_mtime_ns} {info.st_size} {info.st_ino}\n".encode())
    place = tree.path("build", "open", state.hexdigest()[:16])
    if os.path.isdir(place):
        return place
    os.makedirs(os.path.dirname(place), exist_ok=True)
    made = tempfile.mkdtemp(dir=os.path.dirname(place))
    os.chmod(made, 0o755)
    for file in files:
        copy = os.path.join(made, file)
        os.makedirs(os.path.dirname(copy), mode=0o755, exist_ok=True)
        shutil.copyfile(tree.path(file), copy)
        os.chmod(copy, 0o644)
    for folder, _, _ in os.walk(made):
        os.chmod(folder, 0o755)  # whatever the umask is: in a cell another user reads it
    try:
        os.rename(made, place)
    except OSError:  # another grader was first
        shutil.rmtree(made)
    return place
