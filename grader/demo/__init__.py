# SPDX-License-Identifier: MIT
"""A class that nobody teaches: submissions as students hand them in, for the demonstration and for measuring."""
