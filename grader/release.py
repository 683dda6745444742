# SPDX-License-Identifier: MIT
"""The tree that a student gets, as files in memory: what is put in is listed, the rest stays.

Sources come as they are, stubs are made from the solutions, stage.toml loses what
concerns hidden tests only. The grader comes with those of its modules that a
student's commands import. For BASE=reference there are, below reference/, the object
files of each stage's lower stages, without debug information and local names, and
stage 2's headers in a form whose operations are calls into one more object file
(grader/opaque/): what they compute is machine code, like the rest.
"""

from __future__ import annotations

import ast
import fnmatch
import os
import re
import subprocess
import tempfile

from grader.errors import Fault, Unusable
from grader.handin.sealed import Reference, reference
from grader.refuse import refusals
from grader.sourcescan import scan_stage
from grader.stagefile import Stage
from grader.stubs import resolved
from grader.symbols import tool
from grader.tree import Tree

TOP = "bringup"
COMMANDS = ("stage", "grade", "run", "debug", "replay", "trace", "map", "submit", "github_result")
_MODULES = ("__main__", "kbuild", "image", "cpio", "compdb")
_ALONE = ("Makefile", "LICENSE", ".clang-format", ".editorconfig", ".gitignore", "grader/setup.sh")
_FOLDERS = ("common", "arch", "grader/proctor", "grader/host")
# Handouts of stages, the book, figures; what else lies there is for staff.
_HANDOUTS = re.compile(r"handouts/(README\.md|\d\d-[\w-]+\.md|book[\w./-]*|figures/[\w./-]+)")
_README = "handouts/students.md"
OPAQUE = "grader/opaque"
_HEADERS = "02-headers"  # the stage that the opaque headers stand for


def _below(tree: Tree, place: str) -> list[str]:
    """The files below @place, in order; editors' and Python's leavings are not files."""
    found = []
    for folder, folders, names in os.walk(tree.path(place)):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__")))
        shown = os.path.relpath(folder, tree.root)
        found += [f"{shown}/{n}" for n in sorted(names) if not n.startswith(".") and not n.endswith("~")]
    return found


def _imports(tree: Tree, path: str) -> set[str]:
    """The modules of the grader that the file at @path imports, here or inside its functions."""
    found: set[str] = set()

    def look(node: ast.AST) -> None:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        for child in ast.iter_child_nodes(node):
            look(child)

    with open(path, encoding="utf-8") as file:
        look(ast.parse(file.read()))
    return {name for name in found if name.split(".")[0] == "grader"}


def _module_file(tree: Tree, name: str) -> str:
    """The file of module @name, relative; empty if it is not a module."""
    path = name.replace(".", "/")
    for file in (f"{path}.py", f"{path}/__init__.py"):
        if os.path.isfile(tree.path(file)):
            return file
    return ""


def grader_files(tree: Tree) -> list[str]:
    """The grader's modules that a student's commands need, and nothing else of it."""
    names = [f"grader.{m}" for m in _MODULES] + [f"grader.commands.{c}" for c in COMMANDS]
    found: set[str] = set()
    while names:
        name = names.pop()
        file = _module_file(tree, name)
        if not file or file in found:
            continue
        found.add(file)
        parts = name.split(".")
        names += [".".join(parts[:n]) for n in range(1, len(parts))]
        names += sorted(_imports(tree, tree.path(file)))
    return sorted(found)


def student_toml(text: str, visible: list[str]) -> str:
    """stage.toml without the causes of hidden checks, and without hidden host tests."""
    blocks = re.split(r"^(?=\[\[)", text, flags=re.MULTILINE)
    kept = []
    for block in blocks:
        check = re.search(r'^check = "([^"]*)"', block, re.MULTILINE)
        if block.startswith("[[cause]]") and check and not fnmatch.filter(visible, check[1]):
            continue
        kept.append(block)
    return re.sub(r'\s*"hidden/[^"]*",?', "", "".join(kept)).replace(",]", "]")


def student_handout(text: str, hidden: set[str]) -> str:
    """A handout whose tables of checks do not name the @hidden ones; a row of theirs alone goes."""
    kept = []
    for line in text.splitlines(keepends=True):
        if line.startswith("|"):
            first, bar, rest = line[1:].partition("|")
            names = re.findall(r"`([^`]*)`", first)
            if hidden & set(names):
                left = [f"`{name}`" for name in names if name not in hidden]
                line = f"| {', '.join(left)} {bar}{rest}" if left else ""
        kept.append(line)
    return "".join(kept)


def _stage_files(tree: Tree, stage: Stage) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for file in stage.files:
        files[f"{stage.place}/{file}"] = resolved(tree.root, stage, file, solution=False).encode()
    for name in _below(tree, f"{stage.place}/tests"):
        files[name] = _read(tree, name)
    visible = [c.name for c in scan_stage(tree.root, stage, False)]
    visible += [c.name for c, _ in refusals(tree.root, stage, False)]
    toml = f"{stage.place}/stage.toml"
    files[toml] = student_toml(_read(tree, toml).decode(), visible).encode()
    return files


def _read(tree: Tree, name: str) -> bytes:
    with open(tree.path(name), "rb") as file:
        return file.read()


def _run(command: list[str], root: str) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(f"`{command[0]}` failed:\n{done.stderr.strip()}")


def _stripped(root: str, path: str) -> bytes:
    """The object file at @path without debug information and the names that the linker does not need."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "object.o")
        _run([tool("objcopy"), "--strip-unneeded", "--remove-section=.comment", path, out], root)
        with open(out, "rb") as file:
            return file.read()


def _calls(tree: Tree, built: Reference) -> bytes:
    """The object that the opaque headers call, for the stage that was @built."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "calls.o")
        source = f"{OPAQUE}/calls.c"
        _run([built.compiler, *built.flags, "-Werror", "-c", "-o", out, source], tree.root)
        return _stripped(tree.root, out)


def _reference_files(tree: Tree, stages: list[Stage]) -> dict[str, bytes]:
    """reference/: for each stage the objects of those below it."""
    files: dict[str, bytes] = {}
    headers = f"{OPAQUE}/include"
    for name in _below(tree, headers):
        files[f"reference/{_HEADERS}/include/{os.path.relpath(name, headers)}"] = _read(tree, name)
    for stage in stages[1:]:
        built = reference(tree.root, stage.number, False, "")
        for name in built.objects:
            part, _, rest = name.partition("/")
            if part == "student" and rest.split("/")[0] != stage.folder:
                path = os.path.join(built.output, name)
                files[f"reference/stage{stage.number}/{rest}"] = _stripped(tree.root, path)
        if any(s.folder == _HEADERS and s.number < stage.number for s in stages):
            files[f"reference/stage{stage.number}/{_HEADERS}/calls.o"] = _calls(tree, built)
    return files


def release_files(tree: Tree) -> dict[str, bytes]:
    """Name -> bytes of every file in a release of @tree."""
    stages = tree.stages()
    if not stages:
        raise Unusable("there is no stage in this tree")
    files = {name: _read(tree, name) for name in _ALONE}
    for place in _FOLDERS:
        files |= {name: _read(tree, name) for name in _below(tree, place)}
    files |= {name: _read(tree, name) for name in _below(tree, "handouts") if _HANDOUTS.fullmatch(name)}
    files |= {name: _read(tree, name) for name in grader_files(tree)}
    for stage in stages:
        files |= _stage_files(tree, stage)
        hidden = {c.name for c in scan_stage(tree.root, stage, True) if c.hidden}
        hidden |= {c.name for c, _ in refusals(tree.root, stage, True) if c.hidden}
        if stage.handout in files:
            files[stage.handout] = student_handout(files[stage.handout].decode(), hidden).encode()
    files["README.md"] = _read(tree, _README)
    index = files["handouts/README.md"].decode()
    files["handouts/README.md"] = index.split("\n[instructors.md]")[0].encode()
    return files | _reference_files(tree, stages)
