# SPDX-License-Identifier: MIT
"""What a build came to: a kernel, or the messages that say why not.

Tells a student's compile error, which is a verdict, from a broken tool or tree,
which is the grader's own fault.
"""

from __future__ import annotations

import os

from grader.errors import Fault, Unusable
from grader.make import PROCTOR, Make, locked, start
from grader.process import read_all
from grader.record import field, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from grader.compiler import Message


@record
class Built:
    """How a build ended."""

    ok: bool
    output: str  # absolute
    messages: list[Message] = field(default_factory=list)

    @property
    def errors(self) -> list[Message]:
        return [m for m in self.messages if m.error]

    @property
    def warnings(self) -> list[Message]:
        return [m for m in self.messages if not m.error]

    def path(self, *parts: str) -> str:
        """Something in the output folder."""
        return os.path.join(self.output, *parts)


def finish_build(make: Make) -> Built:
    """Wait for @make; a Fault if it failed without a word about any source."""
    status, raw = make.wait()
    if status == 0 and not raw:
        return Built(True, make.output)
    from grader.compiler import parse_messages, strip_roots

    recipe = make.recipe
    text = strip_roots(
        raw.decode("utf-8", "replace"), [recipe.sub, make.root, os.path.realpath(make.root)]
    )
    built = Built(status == 0, make.output, parse_messages(text))
    if not built.ok:
        if not built.errors:
            place, stop, words = text.partition(": *** ")
            if stop and place.startswith("Makefile:"):  # an $(error) of its own: what was asked for cannot be
                raise Unusable(words.partition(".  Stop.")[0])
            raise Fault(f"the build failed, and no source is to blame:\n{text.rstrip()}")
        if recipe.solution:
            raise Fault(f"the reference solution does not build:\n{text.rstrip()}")
    return built


def build_proctor(root: str) -> None:
    """Build the proctor alone, before several builds at once that need it."""
    lock = locked(os.path.join(root, "build", ".proctor.lock"))
    try:
        child, words = start(root, ["make", "-s", PROCTOR])
        raw = read_all(words)
        os.close(words)
        if child.wait():
            raise Fault(f"the proctor does not build:\n{raw.decode('utf-8', 'replace').rstrip()}")
    finally:
        lock.close()
