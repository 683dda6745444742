# SPDX-License-Identifier: MIT
"""Builds a stage of a stranger's submission without trusting any of it.

What a submission has a part in is compiled in a cell that holds the open tree
(grader/handin/opened.py) and the submission, and no hidden test, mutant or solution. All
else is taken from the reference's own build: the harness, the tests (compiled with the
reference's headers), the reference's files of lower stages, and given files where no header
of the submission goes into them. The submission's objects are inspected, and only
then linked with the tests, in another cell.

Where headers are what a stage is about (stage 2), its tests are compiled with those
of the submission: each goes into the compiler's cell through a pipe, its name
appears nowhere there, and what comes out is held against the reference's object.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from functools import lru_cache

from grader.build import Built, finish_build
from grader.compiler import Message, parse_messages, strip_roots
from grader.errors import Fault
from grader.handin.cell import Cell, Limits
from grader.handin.headers import assembly_problems, fakes_places, header_problems, identifiers, macros
from grader.handin.objects import Rules, compare_test, inspect, make_rules
from grader.handin.opened import open_tree
from grader.handin.shelf import Place, Shelf
from grader.make import JOBS, Make, Recipe, folder_tag, start
from grader.process import read_all
from grader.record import field, record
from grader.stagefile import Stage
from grader.tree import Tree

_COMPILE = Limits(cpu_seconds=30, memory=1 << 30, file_bytes=16 << 20, processes=96)
_MOST_WORDS = 1 << 20  # of a compiler
_MAX_OBJECT = 16 << 20


@record
class Reference:
    """The reference's build of a stage, with its tests, and what was learnt from it."""

    output: str  # absolute
    compiler: str
    linker: str
    flags: list[str]
    objects: list[str]  # relative to @output, as they are linked
    rules: Rules = field(default_factory=lambda: Rules(set(), set(), set(), set(), set()))

    def read(self, name: str) -> bytes:
        """One of its files."""
        with open(os.path.join(self.output, name), "rb") as file:
            return file.read()


def is_test(name: str) -> bool:
    """Whether the object called @name belongs to the tests and their harness."""
    return name.startswith(("stages/", "course/", "common/test/")) or name.endswith("/proctor-gate.o")


def _words(root: str, recipe: Recipe) -> list[str]:
    """What `make words` says: compiler, linker, flags, objects."""
    child, words = start(root, ["make", "-s", "words", *recipe.variables])
    text = read_all(words).decode("utf-8", "replace")
    os.close(words)
    if child.wait() or len(text.splitlines()) < 4:
        raise Fault(f"make does not say how stage {recipe.stage} is built:\n{text.rstrip()}")
    return text.splitlines()[-4:]


@lru_cache(maxsize=32)
def reference(root: str, number: int, hidden: bool, hidden_dir: str) -> Reference:
    """The reference's build of stage @number, once in this process."""
    out = f"build/graded/stage{number}{'-hidden' if hidden else ''}{'-' + folder_tag(hidden_dir) if hidden_dir else ''}"
    recipe = Recipe(number, solution=True, hidden=hidden, hidden_dir=hidden_dir, out=out)
    make = Make(root, recipe)
    try:
        finish_build(make)
        compiler, linker, flags, objects = _words(root, recipe)
        found = Reference(make.output, compiler, linker, flags.split(), objects.split())
        tests = [found.read(name) for name in found.objects if is_test(name)]
        files = [found.read(name) for name in found.objects if not is_test(name)]
        found.rules = make_rules(found.read("vmlinux.lds").decode(), tests, files)
        return found
    finally:
        make.release()


def _read_object(path: str) -> bytes | None:
    """The object file at @path, if the compiler has left one; no link is followed."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with open(fd, "rb") as file:
        data = file.read(_MAX_OBJECT + 1)
    return data if len(data) <= _MAX_OBJECT else None


@record
class Sealed:
    """One submission, laid out in a folder of its own.

    @sub: the folder with its files; @place: where builds of it go, one folder each;
    @hidden_dir: the course's own hidden tests, absolute, or empty.
    """

    tree: Tree
    sub: str
    place: str
    sandbox: bool = True
    hidden_dir: str = ""
    shelf: Shelf = field(default_factory=Shelf)

    def build(self, stage: Stage, base: str, hidden: bool) -> Built:
        """The kernel of @stage, as observe_built() takes it; Fault if the grader's own part fails."""
        return _Build(self, stage, base, hidden).result()


class _Build:
    """One kernel on its way."""

    def __init__(self, sealed: Sealed, stage: Stage, base: str, hidden: bool) -> None:
        self._sealed, self._stage, self._base, self._hidden = sealed, stage, base, hidden
        self._tree = sealed.tree
        self._reference = reference(sealed.tree.root, stage.number, hidden, sealed.hidden_dir)
        stages = [s for s in sealed.tree.stages() if s.number <= stage.number]
        own = [s for s in stages if base == "own" or s.number == stage.number]
        self._own = {s.folder for s in own}
        below = tuple(s.folder for s in stages if s.folder not in self._own)
        # Their includes go to the reference's headers of lower stages, and no further.
        self._open = open_tree(sealed.tree, below)
        self._own_headers = any("/" in file for s in own for file in s.files)
        self._tests_see_headers = any("/" in file for file in stage.files)
        self._place = os.path.join(sealed.place, f"stage{stage.number}-{base}")
        self._messages: list[Message] = []
        shutil.rmtree(self._place, ignore_errors=True)
        for folder in ("out", "linked", "image/refuse"):
            os.makedirs(os.path.join(self._place, folder), mode=0o755)

    def _path(self, *parts: str) -> str:
        return os.path.join(self._place, *parts)

    def result(self) -> Built:
        """Compile, inspect, link."""
        image = self._path("image")
        wanted = [name for name in self._reference.objects if self._is_theirs(name)]
        objects = self._compile(wanted) if wanted else {}
        if not self._failed():
            objects |= self._tests()
        if not self._failed():
            self._link(objects)
        return Built(not self._failed(), image, self._messages)

    def _failed(self) -> bool:
        return any(message.error for message in self._messages)

    def _is_theirs(self, name: str) -> bool:
        """Whether something of the submission goes into the object called @name; tests apart."""
        if is_test(name):
            return False
        if name.startswith("student/"):
            return name.split("/")[1] in self._own
        return self._own_headers

    def _cell(self, out: str, home: str) -> Cell:
        return Cell(self._sealed.sandbox, [self._open, self._sealed.sub], [out], _COMPILE, home)

    def _variables(self) -> list[str]:
        recipe = Recipe(self._stage.number, base=self._base, sub=self._sealed.sub, out=self._path("out"))
        return recipe.variables

    def _compile(self, names: list[str]) -> dict[str, bytes]:
        """The objects called @names, inspected; those that are on the shelf are not compiled again."""
        shelf, place = self._sealed.shelf, Place(self._sealed.sub, self._open, self._stage.number, self._base)
        known = {name: data for name in names if (data := shelf.take(place, name)) is not None}
        for name, data in known.items():
            self._inspect(name, data)
        names = [name for name in names if name not in known]
        if not names and not self._tests_see_headers:
            return known
        out = self._path("out")
        cell = self._cell(out, self._open)
        targets = [os.path.join(out, name) for name in names]
        # Two compilers run at a time: each speaks when it is done, and in either order.
        command = ["make", "-s", "-k", "-Otarget", f"-j{JOBS}", "words", *targets, *self._variables(), "PYTHON=python3"]
        done = cell.run(command, most_output=_MOST_WORDS)
        text = strip_roots(
            done.errors.decode("utf-8", "replace"), [self._sealed.sub, self._open, self._tree.root]
        )
        self._messages += sorted(parse_messages(text), key=lambda m: (m.file, m.line, m.text))
        lines = done.output.decode("utf-8", "replace").splitlines()
        self._flags = lines[2].split() if len(lines) > 3 else []
        if (done.status or done.cut) and not self._failed():
            match = re.search(r"make: \*\*\* \[[^\]]*?/out/([\w/.-]+\.o)\]", text)
            file = self._made_from(match[1]) if match else "the compiler"
            self._messages.append(Message(file, 0, True, _limit_words(text, done.cut)))
        found = {}
        for name in names:
            data = _read_object(os.path.join(out, name))
            listed = _read_object(os.path.join(out, f"{os.path.splitext(name)[0]}.d"))
            if data and listed:
                shelf.put(place, name, data, listed.decode("utf-8", "replace"))
            found[name] = data or b""
        for name in names if not self._failed() else []:
            self._inspect(name, found[name])
        return known | found

    def _inspect(self, name: str, data: bytes) -> None:
        words = inspect(data, self._reference.rules) if data else ["there is no object file"]
        self._messages += [Message(self._made_from(name), 0, True, f"refused: {w}") for w in words]

    def _made_from(self, name: str) -> str:
        """The source that the object called @name is made from."""
        stem = os.path.splitext(name.replace("student/", "stages/", 1))[0]
        return next((stem + e for e in (".c", ".S") if os.path.isfile(os.path.join(self._open, stem + e))), name)

    def _tests(self) -> dict[str, bytes]:
        """The tests that are compiled with the submission's headers, and the outcomes of its refusals."""
        found: dict[str, bytes] = {}
        refuse = os.path.join(self._reference.output, "refuse")
        names = sorted(os.listdir(refuse)) if os.path.isdir(refuse) else []
        outcomes = [name for name in names if name.endswith((".ok", ".wrong"))]
        if not self._tests_see_headers:
            for name in outcomes:
                shutil.copyfile(os.path.join(refuse, name), self._path("image", "refuse", name))
            return found
        shelf, place = self._sealed.shelf, Place(self._sealed.sub, self._open, self._stage.number, self._base)
        key = shelf.tests_key(place, self._tests_state())
        kept = shelf.tests(key)
        if kept is not None:
            for name in outcomes:
                _write(self._path("image", "refuse", name), kept.pop(f"refuse/{name}"))
            return kept
        said = len(self._messages)
        found = self._compile_tests()
        for name in outcomes if not self._failed() else []:
            self._refusal(name)
        if len(self._messages) == said:
            told = {f"refuse/{name}": _read_object(self._path("image", "refuse", name)) or b"" for name in outcomes}
            shelf.put_tests(key, {**found, **told})
        return found

    def _tests_state(self) -> str:
        """A hash of the tests themselves, the hidden ones and the course's own included."""
        state = hashlib.sha256()
        tops = [self._tree.path("common/include/test"), self._tree.path(self._stage.place, "tests")]
        tops += [self._tree.path(self._stage.place, "hidden")] if self._hidden else []
        if self._sealed.hidden_dir:
            tops.append(os.path.join(self._sealed.hidden_dir, self._stage.place, "hidden"))
        for top in tops:
            for folder, folders, names in os.walk(top):
                folders[:] = sorted(f for f in folders if f != "mutants")
                for name in sorted(names):
                    with open(os.path.join(folder, name), "rb") as file:
                        state.update(f"{os.path.relpath(folder, top)}/{name}\0".encode() + file.read())
            state.update(b"\0")
        return state.hexdigest()

    def _compile_tests(self) -> dict[str, bytes]:
        """The tests of a stage about headers, compiled with the submission's."""
        found: dict[str, bytes] = {}
        harness: set[str] = set()
        for name in os.listdir(self._tree.path("common/include/test")):
            with open(self._tree.path("common/include/test", name), encoding="utf-8") as file:
                harness |= identifiers(file.read())
        for name in self._stage.files:
            try:
                with open(os.path.join(self._sealed.sub, self._stage.place, name), encoding="utf-8", errors="replace") as file:
                    fake = fakes_places(file.read())
            except FileNotFoundError:
                continue
            if fake and name.endswith(".h"):
                words = "refused: a #line directive: what is yours has to be told from what is not"
                self._messages.append(Message(f"{self._stage.place}/{name}", 0, True, words))
        # What a test's header uses of theirs they may define, of course.
        for name in self._stage.files:
            with open(self._tree.path(self._stage.place, "solution", name), encoding="utf-8") as file:
                harness -= macros(file.read())
        for name in self._reference.objects:
            if not name.startswith(("stages/", "course/")):
                continue
            source = self._source_of(name)
            if source.endswith(".c"):
                found[name] = self._compile_test(name, source, harness)
            if self._failed():
                break
        return found

    def _source_of(self, name: str) -> str:
        """The path of the test that the object called @name is made from."""
        stem = os.path.splitext(name)[0]
        if stem.startswith("course/"):
            stem = os.path.join(self._sealed.hidden_dir, self._stage.place, stem.partition("/")[2])
        else:
            stem = self._tree.path(stem)
        return next(stem + end for end in (".c", ".S") if os.path.isfile(stem + end))

    def _gcc(self, source: str, *options: str) -> tuple[int, bytes, str]:
        """Run the compiler on the test @source, which it gets through a pipe; status, output, words."""
        shown = self._shown(source)
        text = _flatten(source, shown)
        local = os.path.join(self._open, self._stage.place, "tests")
        flags = [*self._flags, "-iquote", local, "-fno-toplevel-reorder"]
        if "/hidden/" in source:
            flags.append("-DTEST_HIDDEN")
        command = [self._reference.compiler, *flags, *options, "-x", "c", "-"]
        done = self._cell(self._path("out"), self._open).run(command, text.encode(), _MAX_OBJECT)
        words = strip_roots(done.errors.decode("utf-8", "replace"), [self._sealed.sub, self._open])
        return done.status or int(done.cut), done.output, words

    def _shown(self, source: str) -> str:
        if self._sealed.hidden_dir and source.startswith(self._sealed.hidden_dir + "/"):
            return "course/" + os.path.relpath(source, self._sealed.hidden_dir)
        return os.path.relpath(source, self._tree.root)

    def _compile_test(self, name: str, source: str, harness: set[str]) -> bytes:
        status, output, words = self._gcc(source, "-E", "-dD", "-o", "-")
        if status == 0:
            places = [f"{self._sealed.sub}/", f"{self._open}/{self._stage.place}/include/"]
            text = output.decode("utf-8", "replace")
            for problem in header_problems(text, places, harness, self._reference.rules.secret):
                file, _, what = problem.partition(": ")
                self._messages.append(Message(file, 0, True, f"refused: {what}"))
            status, assembly, words = self._gcc(source, "-S", "-o", "-")
            problems = assembly_problems(assembly.decode("utf-8", "replace")) if not status else []
            for problem in problems:
                self._messages.append(Message(f"{self._stage.place}/include", 0, True, f"refused: {problem}"))
            made = self._path("out", "test.o")
            if not status and not problems:
                status, more = self._assemble(assembly, made)
                words += more
        self._messages += parse_messages(words)
        if status and not self._failed():
            self._messages.append(Message(self._shown(source), 0, True, _limit_words(words, False)))
        if self._failed():
            return b""
        data = _read_object(made) or b""
        for problem in compare_test(data, self._reference.read(name), self._reference.rules):
            self._messages.append(Message(f"{self._stage.place}/include", 0, True, f"refused: {problem}"))
        return data

    def _assemble(self, assembly: bytes, made: str) -> tuple[int, str]:
        """Make the object file @made; status and words."""
        command = [self._reference.compiler, "-march=armv8-a", "-c", "-o", made, "-x", "assembler", "-"]
        done = self._cell(self._path("out"), self._open).run(command, assembly)
        return done.status or int(done.cut), done.errors.decode("utf-8", "replace")

    def _refusal(self, name: str) -> None:
        """Compile a file that must, or must not, compile."""
        stem, _, kind = name.rpartition(".")
        places = [self._tree.path(self._stage.place, part, "refuse") for part in ("tests", "hidden")]
        if self._sealed.hidden_dir:
            places.append(os.path.join(self._sealed.hidden_dir, self._stage.place, "hidden", "refuse"))
        source = next(p for p in (os.path.join(q, f"{stem}.c") for q in places) if os.path.isfile(p))
        wrong = ["-DWRONG"] if kind == "wrong" else []
        status, _, words = self._gcc(source, "-Werror", *wrong, "-S", "-o", "/dev/null")
        with open(self._path("image", "refuse", name), "w", encoding="utf-8") as file:
            file.write(f"{status}\n{words}")

    def _link(self, objects: dict[str, bytes]) -> None:
        """Link @objects with the reference's others, in the reference's order."""
        linked = self._path("linked")
        for name in [*self._reference.objects, "vmlinux.lds"]:
            place = os.path.join(linked, name)
            os.makedirs(os.path.dirname(place), mode=0o755, exist_ok=True)
            if name in objects:
                with open(place, "wb") as file:
                    file.write(objects[name])
            else:
                shutil.copyfile(os.path.join(self._reference.output, name), place)
            os.chmod(place, 0o644)  # whatever the umask is
        made = self._path("made")
        os.mkdir(made)
        cell = Cell(self._sealed.sandbox, [linked], [made], _COMPILE, linked)
        command = [self._reference.linker, "-T", "vmlinux.lds", "-nostdlib", "--build-id=none"]
        command += ["-z", "noexecstack", "-o", os.path.join(made, "vmlinux"), ]
        # The linker script knows the tests by the folders in their names.
        command += [f"./{name}" for name in self._reference.objects]
        done = cell.run(command)
        text = done.errors.decode("utf-8", "replace")
        self._messages += parse_messages(text)
        data = _read_object(os.path.join(made, "vmlinux"))
        if not self._failed() and (done.status or data is None):
            self._messages.append(Message("the linker", 0, True, _limit_words(text, done.cut)))
        if not self._failed():
            with open(self._path("image", "vmlinux"), "wb") as file:
                file.write(data or b"")


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def _flatten(source: str, shown: str) -> str:
    """@source, called @shown, with the headers beside it put in: in the cell there is no such folder."""
    folder = os.path.dirname(source)
    out = [f'# 1 "{shown}"\n']
    with open(source, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            match = re.match(r'\s*#\s*include\s+"([\w./-]+)"', line)
            path = os.path.join(folder, match[1]) if match else ""
            if "/hidden" in folder and os.path.isfile(path):
                inner = os.path.normpath(os.path.join(os.path.dirname(shown), match[1] if match else ""))
                out.append(f'{_flatten(path, inner)}# {number + 1} "{shown}"\n')
            else:
                out.append(line)
    return "".join(out)




def _limit_words(text: str, cut: bool) -> str:
    """Why a program that complained of nothing did not finish."""
    if cut:
        return "the compiler has more to say than fits in 1 MiB"
    for sign, words in (
        ("CPU time limit", "more than 30 seconds of CPU time"),
        ("File size limit", "a file of more than 16 MiB"),
        ("File too large", "a file of more than 16 MiB"),
        ("out of memory", "more than 1 GiB of memory"),
        ("memory exhausted", "more than 1 GiB of memory"),
        ("Killed", "more than 30 seconds of CPU time"),
    ):
        if sign in text:
            return f"the compiler needs {words}: it was stopped"
    return "the compiler was stopped: " + " ".join(text.split())[-200:]
