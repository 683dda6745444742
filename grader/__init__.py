# SPDX-License-Identifier: MIT
"""The grader: builds a stage's kernel, boots it under the proctor, explains what it saw.

`python3 -m grader --help` lists the commands. The way of one stage through the
package: tree and stagefile (what there is), build (make), elf and cases (what
the kernel says of itself), flash, machine and runner (QEMU), transcript and
console (what came back), verdict (checks and points), diagnosis (why), and at
last one of the reports: terminal, JSON, JUnit.
"""
