# SPDX-License-Identifier: MIT
"""A class of submissions: who is in it, what is to be graded, by whom, and what is known already.

roster and policy are what an instructor writes; contents says what has changed;
jobs, pool and slurm do the work; store keeps what came of it; desk ties them together.
"""
