# SPDX-License-Identifier: MIT
"""Tests of the grader itself: `python3 -m unittest discover -t . -s grader/tests`."""
