# SPDX-License-Identifier: MIT
"""Solution regions: the parts of a file that a student is to write.

    #ifdef SOLUTION
    the real thing
    #else
    what the stub holds instead
    #endif

Works line by line, on C, assembly and Kbuild alike; other conditionals may
stand inside and around. Resolving a file keeps one side and drops the directives.
"""

from __future__ import annotations

import re

from grader.errors import Unusable

_DIRECTIVE = re.compile(r"\s*#\s*(ifdef|ifndef|if|elif|else|endif)\b(.*)")
_MARK = re.compile(r"\s*#ifdef SOLUTION\b\s*(?:/\*.*\*/|//.*)?\s*")
_PLAIN = re.compile(r"#(ifdef|ifndef|if|elif|else|endif)\b(.*)")


def resolve(text: str, solution: bool, name: str) -> str:
    """@text with each region's real part (@solution) or stub part kept; @name is for messages."""
    # In a Kbuild file `# if ...` is a comment; only what starts with `#if` counts.
    directive = _PLAIN if name.rsplit("/", 1)[-1] == "Kbuild" else _DIRECTIVE
    out: list[str] = []
    stack: list[str] = []  # "other", or which side of a region we are on: "real", "stub"
    opened = 0

    def keep() -> bool:
        side = next((s for s in stack if s != "other"), "")
        return not side or (side == "real") == solution

    for number, line in enumerate(text.splitlines(keepends=True), 1):
        body = line.rstrip("\n")
        match = directive.fullmatch(body)
        if match is None:
            if keep():
                out.append(line)
            continue
        word, rest = match[1], match[2]
        if word in ("if", "ifdef", "ifndef"):
            if _MARK.fullmatch(body):
                if any(s != "other" for s in stack):
                    raise Unusable(f"{name}:{number}: a SOLUTION region inside another")
                stack.append("real")
                opened = number
                continue
            if re.search(r"\bSOLUTION\b", re.sub(r"/\*.*?\*/|//.*", "", rest)):
                raise Unusable(f"{name}:{number}: a region is opened by `#ifdef SOLUTION` only")
            stack.append("other")
        elif not stack:
            raise Unusable(f"{name}:{number}: #{word} without an #if")
        elif stack[-1] != "other":
            if word == "elif" or (word == "else" and stack[-1] == "stub"):
                raise Unusable(f"{name}:{number}: #{word} does not belong in a SOLUTION region")
            if word == "else":
                stack[-1] = "stub"
            else:
                stack.pop()
            continue
        if keep():
            out.append(line)
        if word == "endif" and stack:
            stack.pop()
    if stack:
        where = opened if any(s != "other" for s in stack) else 1
        raise Unusable(f"{name}:{where}: a conditional is not closed")
    return "".join(out)


def regions(text: str, name: str) -> int:
    """How many solution regions @text has."""
    resolve(text, True, name)
    return sum(bool(_MARK.fullmatch(line)) for line in text.splitlines())
