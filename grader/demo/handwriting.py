# SPDX-License-Identifier: MIT
"""What makes one student's files differ from another's: comments, and helpers of their own.

The shape of a helper is random, so that two students' have little in common,
unless one has copied it: then it is the same but for its names.
"""

from __future__ import annotations

import random

_NOUNS = ("slot", "mark", "page", "level", "entry", "index", "limit", "step", "mask", "count", "bank", "room")
_OPERATORS = ("+", "-", "^", "|", "&", "*")


def _names(pen: random.Random) -> list[str]:
    nouns = pen.sample(_NOUNS, 6)
    return [f"{noun}_{pen.randrange(100)}" for noun in nouns]


def _expression(hand: random.Random, names: list[str], depth: int) -> str:
    if depth == 0 or hand.random() < 0.2:
        return hand.choice([*names, str(hand.randrange(1, 4096))])
    left, right = (_expression(hand, names, depth - 1) for _ in "lr")
    if hand.random() < 0.2:
        return f"({left} ? {right} : {hand.choice(names)})"
    return f"({left} {hand.choice(_OPERATORS)} {right})"


def _statement(hand: random.Random, names: list[str], indent: int) -> list[str]:
    tabs = "\t" * indent
    kind = hand.randrange(6) if indent < 3 else 0
    value = _expression(hand, names, 2)
    if kind == 1:
        return [f"{tabs}if ({value} > {hand.choice(names)}) {{",
                *_statement(hand, names, indent + 1), f"{tabs}}}"]
    if kind == 2:
        return [f"{tabs}while ({hand.choice(names)} < {hand.randrange(2, 40)}) {{",
                *_statement(hand, names, indent + 1), f"{tabs}\t{hand.choice(names)}++;", f"{tabs}}}"]
    if kind == 3:
        return [f"{tabs}switch ({hand.choice(names)} & 3) {{",
                f"{tabs}case {hand.randrange(3)}:", *_statement(hand, names, indent + 1), f"{tabs}\tbreak;",
                f"{tabs}default:", *_statement(hand, names, indent + 1), f"{tabs}}}"]
    if kind == 4:
        return [f"{tabs}do {{", *_statement(hand, names, indent + 1),
                f"{tabs}}} while (--{hand.choice(names)});"]
    return [f"{tabs}{hand.choice(names)} {hand.choice(('=', '+=', '^=', '|='))} {value};"]


def helper(shape: int, names: int) -> str:
    """A C function that nothing calls; @shape: its structure, @names: what things are called."""
    hand, pen = random.Random(f"shape {shape}"), random.Random(f"names {names}")
    words = _names(pen)
    lines = [f"static unsigned long __attribute__((unused)) {words[0]}_of(unsigned long {words[1]}, unsigned long {words[2]})",
             "{", f"\tunsigned long {words[3]} = {words[1]}, {words[4]} = {words[2]}, {words[5]} = 0;", ""]
    for _ in range(hand.randrange(8, 14)):
        lines += _statement(hand, words[1:], 1)
    return "\n".join([*lines, "", f"\treturn {words[5]};", "}"]) + "\n"


def signed(file: str, text: str, name: str, shape: int, names: int) -> str:
    """@text of @file as a student with that @name leaves it: a comment, and a helper in C files."""
    if file.endswith(".c"):
        return f"{text}\n/* {name}: for looking at things from gdb. */\n{helper(shape, names)}"
    if file.endswith(".S"):
        return f"{text}\n/* {name} */\n"
    return text
