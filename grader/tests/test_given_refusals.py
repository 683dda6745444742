# SPDX-License-Identifier: MIT
"""The given headers refuse wrong types: each file compiles, and does not with -DWRONG."""

from __future__ import annotations

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CC = os.environ.get("CROSS_COMPILE", "aarch64-linux-gnu-") + "gcc"
INCLUDES = [
    "stages/02-headers/solution/include",
    "stages/02-headers/solution/include/uapi",
    "arch/arm64/include",
    "common/include",
]


def compile_file(path: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [CC, "-nostdinc", "-ffreestanding", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror"]
    command += [f"-I{ROOT / folder}" for folder in INCLUDES]
    command += ["-DCONFIG_STAGE=2", "-DSOLUTION", "-mgeneral-regs-only", *flags]
    command += ["-S", "-o", os.devnull, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class GivenRefusals(unittest.TestCase):
    def test_each_file(self) -> None:
        files = sorted((ROOT / "grader/tests/refuse").glob("*.c"))
        self.assertTrue(files)
        for path in files:
            with self.subTest(path.name):
                wanted = re.search(r"error: (.*)", path.read_text())
                assert wanted is not None
                right = compile_file(path)
                self.assertEqual(right.returncode, 0, right.stderr)
                wrong = compile_file(path, "-DWRONG")
                self.assertNotEqual(wrong.returncode, 0)
                self.assertRegex(wrong.stderr, wanted[1])


if __name__ == "__main__":
    unittest.main()
