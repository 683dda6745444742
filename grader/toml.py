# SPDX-License-Identifier: MIT
"""TOML, by the standard library's reader or the one that it came from."""

from __future__ import annotations

from grader.errors import Unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_toml(where: str, text: str) -> dict[str, Any]:
    """The table that @text is; @where names the file in messages."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        try:
            import site

            site.main()  # `make stageN` starts without it
            import tomli as tomllib  # type: ignore[no-redef]
        except ModuleNotFoundError:
            words = f"{where} cannot be read: Python 3.10 needs the package python3-tomli"
            raise Unusable(words) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise Unusable(f"{where}: not TOML: {err}") from None
