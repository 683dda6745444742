# SPDX-License-Identifier: MIT
"""Headers of a stranger's that tests include: they may not redefine what the tests are made of.

From stage 3 on the tests are compiled with the reference's headers. Where the headers
are what is tested, theirs and the tests meet in one run of the preprocessor, whose
output (`gcc -E -dD`) shows every definition and pragma with the file that it came from.
"""

from __future__ import annotations

import re

_MARKER = re.compile(r'# \d+ "((?:[^"\\]|\\.)*)"')
_DIRECTIVE = re.compile(r"#\s*(define|undef|pragma|ident)\s+(\w+)(.*)")
_WORD = re.compile(r"[A-Za-z_]\w*")
_KEYWORDS = set(
    "auto break case char const continue default do double else enum extern float for goto if inline int"
    " long register restrict return short signed sizeof static struct switch typedef union unsigned void"
    " volatile while _Bool _Generic _Static_assert asm typeof __asm__ __typeof__ __attribute__ bool true false".split()
)


def identifiers(text: str) -> set[str]:
    """The identifiers in a C file, without those in its comments."""
    return set(_WORD.findall(re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.DOTALL)))


def macros(text: str) -> set[str]:
    """The names that a C file defines as macros."""
    return set(re.findall(r"^\s*#\s*define\s+(\w+)", text, re.MULTILINE))


# A directive may stand behind a comment, and its parts may be comments apart.
_FAKE = re.compile(r"(?:^|\*/)(?:\s|/\*.*?\*/)*(?:#|%:|\?\?=)(?:\s|/\*.*?\*/)*(?:line\b|\d)", re.MULTILINE | re.DOTALL)


def fakes_places(text: str) -> bool:
    """Whether the header @text tells the compiler of another file name or line: it could pass for ours."""
    return bool(_FAKE.search(re.sub(r"(?:\\|\?\?/)[ \t]*\r?\n", "", text)))


# With these a text could change what later instructions mean, in the tests' own code too.
_META = re.compile(
    r"\.(macro|irp|irpc|rept|altmacro|purgem|weakref|symver|include|incbin|equiv|eqv|req|unreq|end|if\w*)\b", re.IGNORECASE
)


def assembly_problems(text: str) -> list[str]:
    """What in the assembly @text of a test no header may have put there."""
    code = (line for line in text.splitlines() if not re.match(r"\s*\.(ascii|asciz|string)\s", line))
    words = sorted({match[0].lower() for line in code for match in _META.finditer(line)})
    return [f"the headers put `{word}` into the tests' assembly" for word in words]


def header_problems(
    preprocessed: str, places: list[str], harness: set[str], secret: set[str] | None = None
) -> list[str]:
    """What files below @places (ends with /) do that no header may.

    @harness: the tests' own identifiers; @secret: the functions of the tests, which a header
    may not even name: it could put others in their place.
    """
    taboo = (harness | _KEYWORDS) - {"NULL"}
    found: list[str] = []
    given: set[str] = set()
    file, theirs = "", False
    for line in preprocessed.splitlines():
        marker = _MARKER.match(line)
        if marker:
            file = marker[1]
            place = next((p for p in places if file.startswith(p)), "")
            theirs = bool(place)
            file = file[len(place) :]
            continue
        directive = _DIRECTIVE.match(line)
        if not directive:
            named = set(_WORD.findall(line)) & (secret or set()) if theirs else set()
            found += [f"{file}: `{name}` belongs to the tests" for name in sorted(named)]
            continue
        word, name, rest = directive.groups()
        if not theirs:
            if word == "define" and "asm-generic" not in file and not file.startswith("<"):
                given.add(name)
            continue
        if word == "pragma" and name != "once":
            found.append(f"{file}: `#pragma {name}{rest[:40]}` has no place in a header here")
        elif word in ("define", "undef") and name in taboo:
            found.append(f"{file}: #{word} {name}: the tests are made of that")
        elif word == "undef" and name in given:
            found.append(f"{file}: #undef {name}: that is a given macro")
    return list(dict.fromkeys(found))
