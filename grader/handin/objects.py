# SPDX-License-Identifier: MIT
"""Object files of a stranger's, looked at before they are linked with the tests.

What the linker does is decided by names: of sections, which the linker script puts
in their places, and of symbols. So a submission's objects may only have the kinds of
sections that the reference's have, may not define what belongs to the tests or to
the linker script, and may not reach into the tests. Every rule has a name and a
submission that breaks it, in grader/tests/test_objects.py.
"""

from __future__ import annotations

import re
import struct

from grader.elf import EM_AARCH64, SHF_ALLOC, SHF_EXECINSTR, SHT_SYMTAB, Elf, ElfError
from grader.record import field, record

_SYM = struct.Struct("<IBBHQQ")
_SHF_WRITE = 1
_SHN_UNDEF, _SHN_COMMON = 0, 0xFFF2
_STB_LOCAL, _STB_GLOBAL, _STB_WEAK = 0, 1, 2
_STT_TLS, _STT_IFUNC = 6, 10
_ET_REL = 1
_MAX_SECTIONS = 4096
_MAX_ALIGN = 1 << 21
# Wherever the compiler may put code and data of C, and what goes with them.
_USUAL = re.compile(
    r"|\.text(\.(unlikely|hot|startup|exit))?(\.[A-Za-z_]\w*)*|\.rodata(\.[\w.]+)?|\.data(\.rel(\.ro)?(\.local)?)?"
    r"|\.bss|\.data\.\w+|\.bss\.\w+|\.comment|\.note\.GNU-stack|\.note\.gnu\.property|\.debug_\w+"
    r"|\.eh_frame|\.symtab|\.strtab|\.shstrtab"
)
_TESTS = re.compile(r"__test|__stop_test|__start_test|proctor|test_")


@record
class Names:
    """The names that an object file has to do with."""

    defined: set[str] = field(default_factory=set)  # for other files
    weak: set[str] = field(default_factory=set)  # those of them that give way to another's
    wanted: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)


@record
class Rules:
    """What is judged against: made from the reference's objects and the linker script."""

    sections: set[str]  # that the reference's files of the same part use
    reserved: set[str]  # symbols of the tests, of their harness, and of the linker script ...
    script: set[str]  # ... and the last alone
    secret: set[str]  # those of them that nobody outside the tests may use ...
    excused: set[str]  # ... but for these, which the reference uses


def _alignments(elf: Elf) -> list[int]:
    """sh_addralign of every section."""
    shoff = struct.unpack_from("<Q", elf.data, 0x28)[0]
    return [struct.unpack_from("<Q", elf.data, shoff + 64 * i + 48)[0] for i in range(len(elf.sections))]


def _symbols(elf: Elf) -> list[tuple[str, int, int, int]]:
    """(name, binding, type, section) of every symbol but the first, which is empty."""
    tables = [s for s in elf.sections if s.kind == SHT_SYMTAB]
    if len(tables) > 1:
        raise ElfError("two symbol tables")
    if not tables:
        return []
    table = tables[0]
    if table.size % _SYM.size or table.link >= len(elf.sections):
        raise ElfError("the symbol table is damaged")
    strings = elf.content(elf.sections[table.link])
    found = []
    for name, info, _, shndx, _, _ in _SYM.iter_unpack(elf.content(table)[_SYM.size :]):
        end = strings.find(b"\0", name)
        if end < 0:
            raise ElfError("a name lies outside its string table")
        found.append((strings[name:end].decode("utf-8", "replace"), info >> 4, info & 15, shndx))
    return found


def names_of(data: bytes) -> Names:
    """The names in the object file @data; ElfError if it is damaged."""
    elf = Elf(data, "object")
    names = Names(sections={s.name for s in elf.sections if s.flags & SHF_ALLOC})
    for name, binding, _, section in _symbols(elf):
        if binding != _STB_LOCAL:
            (names.wanted if section == _SHN_UNDEF else names.defined).add(name)
            if binding == _STB_WEAK and section != _SHN_UNDEF:
                names.weak.add(name)
    return names


def _section_problems(elf: Elf, rules: Rules) -> list[str]:
    found = []
    for section in elf.sections:
        name = section.name
        plain = name.removeprefix(".rela") if name.startswith(".rela.") or name.startswith(".rela_") else name
        if not _USUAL.fullmatch(plain) and plain not in rules.sections:
            found.append(f"section `{name}`: nothing of yours belongs there")
        if section.flags & _SHF_WRITE and section.flags & SHF_EXECINSTR:
            found.append(f"section `{name}` is writable and executable")
    if any(align > _MAX_ALIGN for align in _alignments(elf)):
        found.append("a section wants to be aligned to more than 2 MiB")
    return found


def _symbol_problems(elf: Elf, rules: Rules) -> list[str]:
    found = []
    for name, binding, kind, section in _symbols(elf):
        if binding == _STB_LOCAL:
            continue
        if "@" in name:
            found.append(f"`{name}` is a symbol with a version")
        if binding not in (_STB_GLOBAL, _STB_WEAK) or kind in (_STT_TLS, _STT_IFUNC):
            found.append(f"`{name}` is a symbol that is resolved at run time")
        if section == _SHN_UNDEF:
            if name in rules.secret and name not in rules.excused:
                found.append(f"uses `{name}`, which belongs to the tests")
            continue
        if section == _SHN_COMMON:
            found.append(f"`{name}` is a common symbol")
        if name in rules.reserved and (binding != _STB_WEAK or name in rules.script):
            found.append(f"defines `{name}`, which belongs to the tests or to the linker script")
    return found


def inspect(data: bytes, rules: Rules) -> list[str]:
    """What is wrong with the object file @data, in words; nothing if it may be linked."""
    try:
        elf = Elf(data, "object")
        kind, machine = struct.unpack_from("<HH", data, 16)
        if (kind, machine) != (_ET_REL, EM_AARCH64) or len(elf.sections) > _MAX_SECTIONS:
            return ["is not an object file as the compiler writes it"]
        return _section_problems(elf, rules) + _symbol_problems(elf, rules)
    except (ElfError, struct.error) as err:
        return [f"is not an object file as the compiler writes it ({err})"]


def compare_test(own: bytes, reference: bytes, rules: Rules) -> list[str]:
    """How a test compiled with a stranger's headers differs where it may not from the same with ours.

    The tables of cases and expectations have their sizes, the harness is called by the
    same names, and nothing new is offered to other files.
    """
    try:
        theirs, ours = Elf(own, "object"), Elf(reference, "object")
        a, b = names_of(own), names_of(reference)
    except ElfError as err:
        return [f"is not an object file as the compiler writes it ({err})"]
    found = []
    for name in (".test.cases", ".test.sites", ".test.console"):
        sizes = [s.size if s else 0 for s in (theirs.section(name), ours.section(name))]
        if sizes[0] != sizes[1]:
            found.append(f"the headers change what the tests check ({name})")
    content = [e.content(s) if (s := e.section(".test.console")) else b"" for e in (theirs, ours)]
    if content[0] != content[1]:
        found.append("the headers change what the tests look for on the console")
    changed = (a.wanted ^ b.wanted) & rules.secret
    found += [f"the headers change the tests' calls (`{name}`)" for name in sorted(changed)]
    found += [f"the headers add `{name}` to the tests" for name in sorted(a.defined - b.defined)]
    new = {s for s in a.sections - b.sections if not _USUAL.fullmatch(s)}
    found += [f"the headers add the section `{name}` to the tests" for name in sorted(new)]
    return found


def script_symbols(script: str) -> set[str]:
    """The symbols that the linker script @script defines."""
    return set(re.findall(r"^\s*(?:PROVIDE\()?([A-Za-z_]\w*)\s*=[^=]", script, re.MULTILINE)) - {"."}


def make_rules(script: str, tests: list[bytes], files: list[bytes]) -> Rules:
    """The rules from the preprocessed linker script, the tests' objects and the reference's others."""
    linker = script_symbols(script)
    theirs = [names_of(data) for data in tests]
    ours = [names_of(data) for data in files]
    of_tests = set().union(*(n.defined - n.weak for n in theirs)) if theirs else set()
    # What the kernel has a weak form of, for a stage's tests to take its place, is no secret.
    known = set().union(*(n.defined for n in ours)) if ours else set()
    secret = of_tests - known | {name for name in linker if _TESTS.match(name)}
    return Rules(
        sections=set().union(*(n.sections for n in ours)) if ours else set(),
        reserved=linker | of_tests,
        script=linker,
        secret=secret,
        excused=secret & (set().union(*(n.wanted for n in ours)) if ours else set()),
    )
