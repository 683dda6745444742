# SPDX-License-Identifier: MIT
"""Pictures of a kernel, made from the memory of a machine that stands still.

still.py brings the machine there, the others read its memory: the scheduler's
events (ring.py, schedule.py), page tables (pagetables.py), processes (areas.py).
Nothing here has a say in a verdict, and nothing that is read is believed: a
broken kernel's memory holds anything.
"""
