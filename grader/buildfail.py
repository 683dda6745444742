# SPDX-License-Identifier: MIT
"""A submission that does not compile: where, and in the compiler's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.build import Built
from grader.causes import causes_of_stop
from grader.compiler import Message
from grader.results import Diagnosis, Frame
from grader.symbols import Symbolizer, is_student
from grader.values import printable

if TYPE_CHECKING:
    from grader.grading import Order

MOST = 10


def _students(message: Message) -> str:
    """The place in a student's file that @message is about, if there is one."""
    for where in [message.where, *message.included_from]:
        if is_student(where):
            return where
    return ""


def explain_build(root: str, order: Order, built: Built) -> Diagnosis:
    """The diagnosis of a build that failed."""
    errors = sorted(built.errors, key=lambda m: not _students(m))
    first = errors[0]
    own = _students(first)
    place = own or first.where
    summary = f"the kernel does not compile: {place}: {printable(first.text)}"
    if not own:
        if first.file == "the linker" or "undefined reference" in first.text:
            summary += " (the linker misses it: is it defined in one of your files?)"
        else:
            summary += " (a given file: it relies on something in yours)"
    if len(errors) > 1:
        summary += f" (and {len(errors) - 1} more)"
    details: list[str] = []
    for message in errors[:MOST]:
        details.append(f"{message.where}: {printable(message.text)}")
        details += [printable(line.rstrip()) for line in message.snippet[:8]]
    symbols = Symbolizer(root, order.sub, "")
    frames = []
    for message in errors[:MOST]:
        file, _, line = (_students(message) or message.where).partition(":")
        number = int(line) if line.isdigit() else 0
        frames.append(
            Frame(0, file=file, line=number, source=symbols.source(file, number), student=is_student(file))
        )
    diagnosis = Diagnosis("build", "build", summary, details, frames)
    diagnosis.facts = "\n".join(["kind=build", *(f"{m.where}: {m.text}" for m in errors)])
    diagnosis.causes = causes_of_stop(order.stage.causes, diagnosis)
    return diagnosis
