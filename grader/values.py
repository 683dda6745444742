# SPDX-License-Identifier: MIT
"""Numbers and strings of a kernel, written for a person."""

from __future__ import annotations

import re

POISON = 0x5A5A5A5A5A5A5A5A
_TOP = 1 << 64


def is_poison(value: int) -> bool:
    """Whether @value is what memory held before the kernel was loaded, or near it."""
    return value >> 16 == POISON >> 16 or value in (0x5A5A5A5A, 0x5A5A, 0x5A)


# What is counted is read in decimal, what is an address or a register is not.
_COUNTED = re.compile(r"\b(nanoseconds|cycles|loops|loops_per_jiffy|jiff(y|ies)|ticks?|rate|time)\b")


def _counts(what: str) -> bool:
    """Whether the words @what are about a quantity."""
    return bool(_COUNTED.search(what))


def number(value: int, counted: bool = False) -> str:
    """A register-sized number: small ones in decimal, others in hexadecimal, -errno as such.

    @counted: a quantity; in decimal as well, however large.
    """
    if value < 10:
        return str(value)
    if _TOP - value <= 4096:
        return f"{value:#x} ({value - _TOP})"
    if value >> 16 == POISON >> 16:
        return f"{value:#x} (poison: memory that nobody has written)"
    if value < 1 << 20 or counted:
        return f"{value:#x} ({value})"
    return f"{value:#x}"


# What hw_walk() answers (test/proctor.h, enum walk_what), by the word in the test's source.
_PERMISSIONS = ("read", "write", "execute", "read by EL0", "write by EL0", "execute by EL0")
_LEVELS = {0: "not mapped", 1: "1 GiB", 2: "2 MiB", 3: "a page of 4 KiB"}
_ATTRIBUTES = {0xFF: "normal memory", 0x04: "Device-nGnRE", 0: "Device-nGnRnE, or not mapped"}


def meaning(what: str, expr: str, value: int) -> str:
    """@value of an expectation about @what, and in words where @expr asks the page tables for it."""
    if "WALK_PERM" in expr and value < 1 << len(_PERMISSIONS):
        names = [name for bit, name in enumerate(_PERMISSIONS) if value >> bit & 1]
        return f"{value} ({', '.join(names) or 'nothing'})"
    if "WALK_LEVEL" in expr and value in _LEVELS:
        return f"{value} ({_LEVELS[value]})"
    if "WALK_ATTR" in expr and value in _ATTRIBUTES:
        return f"{value:#x} ({_ATTRIBUTES[value]})"
    if "WALK_PA" in expr and value == _TOP - 1:
        return "not mapped"
    return number(value, _counts(what))


def quote(text: str) -> str:
    """Text from a kernel in quotes, control characters shown as escapes."""
    return '"' + printable(text).replace('"', '\\"') + '"'


def printable(text: str) -> str:
    """Text from a kernel or submission without anything that a terminal would obey."""
    out = []
    for char in text:
        if char == "\n":
            out.append("\\n")
        elif char == "\t":
            out.append("\\t")
        elif ord(char) < 32 or 0x7F <= ord(char) < 0xA0:
            out.append(f"\\x{ord(char):02x}")
        else:
            out.append(char)
    return "".join(out)


_RELATION = {"NE": "not {}", "LT": "less than {}", "LE": "at most {}"}
_RELATION |= {"GT": "more than {}", "GE": "at least {}", "EQ": "{}", "STREQ": "{}", "TRUE": "true"}


def relation(op: str, value: str) -> str:
    """What an expectation with relation @op wanted of the value seen."""
    return _RELATION[op].format(value)
