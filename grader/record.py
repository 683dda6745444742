# SPDX-License-Identifier: MIT
"""Classes that only hold data: what `dataclasses` offers, without what its import costs.

From an edit to its verdict about 150 ms pass; `dataclasses` imports `inspect`
and compiles methods for each class, 20 ms in all. This one builds three plain
functions. A type checker is shown the real thing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dataclasses import dataclass as record
    from dataclasses import field
else:

    class field:  # noqa: N801 - named as in dataclasses
        """A default that is made anew for each object."""

        def __init__(self, default_factory: Any) -> None:
            self.make = default_factory

    def _fill(self: Any, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        """The body of __init__: positions first, then names, then defaults."""
        cls = type(self)
        names, defaults = cls.__match_args__, cls.__record_defaults__
        if len(args) > len(names):
            raise TypeError(f"{cls.__name__} takes {len(names)} values, not {len(args)}")
        values = self.__dict__
        values.update(zip(names, args))
        for name in names[len(args) :]:
            if name in named:
                values[name] = named.pop(name)
            elif name in defaults:
                default = defaults[name]
                values[name] = default.make() if type(default) is field else default
            else:
                raise TypeError(f"{cls.__name__} needs `{name}`")
        if named:
            raise TypeError(f"{cls.__name__} has no value {sorted(named)[0]!r} to set")

    def record(cls: type) -> type:
        """Class decorator: __init__, __eq__ and __repr__ from the annotated names."""
        names = tuple(cls.__dict__.get("__annotations__", {}))
        cls.__match_args__ = names
        cls.__record_defaults__ = {n: cls.__dict__[n] for n in names if n in cls.__dict__}

        def __init__(self: Any, *args: Any, **named: Any) -> None:
            _fill(self, args, named)

        def __eq__(self: Any, other: Any) -> Any:
            return self.__dict__ == other.__dict__ if type(other) is cls else NotImplemented

        def __repr__(self: Any) -> str:
            inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{cls.__name__}({inner})"

        cls.__init__, cls.__eq__, cls.__repr__ = __init__, __eq__, __repr__
        return cls
