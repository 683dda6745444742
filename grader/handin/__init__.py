# SPDX-License-Identifier: MIT
"""What comes in from strangers: archives read, objects inspected, programs run in cells."""
