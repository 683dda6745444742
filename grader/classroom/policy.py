# SPDX-License-Identifier: MIT
"""The class's policy: a small TOML file of an instructor's, read strictly.

Everything in it has a default, and a key that nobody reads is refused. What it
says about lateness and about what is shown never needs a submission graded
again; what it says about seeds, stages and bases does.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from grader.errors import Unusable
from grader.record import field, record
from grader.toml import read_toml

_DAY = 86400
BASES = ("own", "reference", "best")
SHOWN = ("name", "category", "nothing")


@record
class Late:
    """How lateness is counted. Without a deadline nobody is late."""

    deadline: datetime.datetime | None = None
    grace_minutes: int = 0
    late_days: int = 0  # days that cost nothing
    penalty_per_day: float = 0.0  # percent of the score, for each day beyond those
    last_day: int = 0  # more days than that: no points; 0: no such limit

    def days(self, submitted: datetime.datetime | None) -> int:
        """Days late, each begun one counted; 0 without a deadline or a time."""
        if self.deadline is None or submitted is None:
            return 0
        seconds = (submitted - self.deadline).total_seconds() - 60 * self.grace_minutes
        return max(0, -int(-seconds // _DAY))

    def penalty(self, days: int, extra: int = 0) -> tuple[int, float]:
        """Days that are charged, and the percentage of the score that they cost; @extra: more free days."""
        charged = max(0, days - self.late_days - extra)
        if self.last_day and days > self.last_day + extra:
            return charged, 100.0
        return charged, min(100.0, charged * self.penalty_per_day)


@record
class Policy:
    """What an instructor may decide for a class."""

    name: str = "Bringup"
    stages: str = ""  # as in --stages; empty: all
    base: str = "best"
    seed: int = 1
    seeds: str = "class"  # class: the same for all; submission: one for each, made from it
    late: Late = field(default_factory=Late)
    hidden: str = "category"  # what a student reads about a hidden check
    leaderboard: bool = True
    similar_percent: int = 40  # pairs below that are not listed
    similar_common: int = 5  # text that so many submissions share is everybody's


def parse_time(where: str, text: str) -> datetime.datetime:
    """A time with its zone, `2026-11-20T23:59:00+01:00` or ending in Z; Unusable without one."""
    plain = re.sub(r"[zZ]$", "+00:00", text.strip())
    try:
        time = datetime.datetime.fromisoformat(plain)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise Unusable(f"{where}: {text!r}: want a time with its zone, as in 2026-11-20T23:59:00+01:00")
    return time


def _words(value: Any) -> bool:
    return isinstance(value, str)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _percent(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: value in allowed


# Table -> key -> (what it must be, a test of it).
_KEYS: dict[str, dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "class": {
        "name": ("a string", _words),
        "stages": ("a string as in 1-3", _words),
        "base": ("own, reference or best", _one_of(*BASES)),
        "seed": ("a number from 0 to 2^63-1", lambda v: _count(v) and v < 1 << 63),
        "seeds": ("class or submission", _one_of("class", "submission")),
    },
    "late": {
        "deadline": ("a time with its zone", lambda v: isinstance(v, (str, datetime.datetime))),
        "grace_minutes": ("a number of minutes", _count),
        "late_days": ("a number of days", _count),
        "penalty_per_day": ("a percentage", _percent),
        "last_day": ("a number of days", _count),
    },
    "show": {
        "hidden": ("name, category or nothing", _one_of(*SHOWN)),
        "leaderboard": ("true or false", lambda v: isinstance(v, bool)),
    },
    "similarity": {
        "percent": ("a percentage", lambda v: _percent(v) and _count(v)),
        "common": ("a number of submissions, 2 or more", lambda v: _count(v) and v >= 2),
    },
}


def parse_policy(where: str, text: str) -> Policy:
    """A policy from the text of its file; Unusable names the file and the key."""
    data = read_toml(where, text)
    for table, keys in data.items():
        if table not in _KEYS or not isinstance(keys, dict):
            raise Unusable(f"{where}: unknown `{table}` (known tables: {', '.join(_KEYS)})")
        for key, value in keys.items():
            if key not in _KEYS[table]:
                raise Unusable(f"{where}: [{table}]: unknown key `{key}` (known: {', '.join(_KEYS[table])})")
            words, good = _KEYS[table][key]
            if not good(value):
                raise Unusable(f"{where}: [{table}]: `{key}` must be {words}")
    late = dict(data.get("late", {}))
    if "deadline" in late:
        late["deadline"] = parse_time(f"{where}: [late]: `deadline`", str(late["deadline"]))
    similar = {f"similar_{key}": value for key, value in data.get("similarity", {}).items()}
    return Policy(**data.get("class", {}), **data.get("show", {}), **similar, late=Late(**late))


def load_policy(path: str) -> Policy:
    """The policy in the file @path; the default one if that is empty."""
    if not path:
        return Policy()
    try:
        with open(path, encoding="utf-8") as file:
            return parse_policy(path, file.read())
    except (OSError, UnicodeDecodeError) as err:
        raise Unusable(f"{path}: cannot be read: {err}") from None
