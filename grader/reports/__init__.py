# SPDX-License-Identifier: MIT
"""What is made of results: for students, for staff, for Gradescope, GitHub and gradebooks.

All of it comes from a class's database or from the JSON of one submission, and is
the same byte for byte each time: no dates, no paths of the machine.
"""
