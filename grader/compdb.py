"""compile_commands.json for clangd, from the commands that make would run.

Called by `make compdb`: reads `make -Bn V=1 kernel` from standard input.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterable


def entries(lines: Iterable[str], directory: str) -> list[dict[str, object]]:
    """One entry for each compiler call (`... -c -o OBJECT SOURCE`) among the lines."""
    found = []
    for line in lines:
        command = line.rsplit("&&", 1)[-1].strip()
        if " -c -o " not in command:
            continue
        words = shlex.split(command)
        found.append({"directory": directory, "file": words[-1], "arguments": words})
    return found


def main() -> int:
    json.dump(entries(sys.stdin, os.getcwd()), sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
