# SPDX-License-Identifier: MIT
"""Is the proctor faithful? Debian's own arm64 kernel boots under it to its init."""
