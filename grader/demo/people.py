# SPDX-License-Identifier: MIT
"""Invented students: an id, a name, how far they get, and when they hand in."""

from __future__ import annotations

import datetime
import random

from grader.record import field, record

_FIRST = (
    "Ada", "Alan", "Amina", "Anders", "Beatriz", "Björn", "Chen", "Chloé", "Dara", "Dmitri", "Edsger", "Elif",
    "Emre", "Fatima", "Frances", "Grace", "Hana", "Ines", "Ivan", "Jonas", "Kaito", "Katherine", "Lea", "Linus",
    "Mei", "Miguel", "Niamh", "Noor", "Olga", "Omar", "Pavel", "Priya", "Ravi", "Rosa", "Sofia", "Tariq", "Uma",
    "Viktor", "Wanjiru", "Yuki", "Zoë",
)
_LAST = (
    "Abbas", "Almeida", "Andersen", "Bauer", "Bianchi", "Costa", "Dubois", "Eriksson", "Fischer", "García",
    "Haddad", "Hansen", "Ito", "Jansen", "Kaya", "Kim", "Kowalski", "Lindqvist", "López", "Marino", "Mbeki",
    "Müller", "Nguyen", "Novák", "O'Brien", "Okafor", "Petrov", "Rossi", "Sato", "Schmidt", "Silva", "Singh",
    "Tanaka", "Virtanen", "Wang", "Weber", "Yilmaz", "Zhang",
)
DEADLINE = datetime.datetime(2026, 11, 20, 23, 59, tzinfo=datetime.timezone.utc)


@record
class Person:
    """An invented student, and what is true of the submission: the answer to hold a report against."""

    id: str
    name: str
    submitted: datetime.datetime
    stages: dict[int, str] = field(default_factory=dict)  # solution, stub, or the name of a mutant
    copied_from: str = ""
    damage: str = ""  # what is wrong with the archive
    packed: str = ""  # the entry's name
    own_headers: bool = False


def invent(count: int, hand: random.Random) -> list[Person]:
    """@count people in the order of their ids."""
    people = []
    for number in range(count):
        hours = hand.gauss(-20, 18) if hand.random() < 0.9 else hand.uniform(0, 100)
        when = DEADLINE + datetime.timedelta(minutes=int(60 * hours))
        name = f"{hand.choice(_FIRST)} {hand.choice(_LAST)}"
        people.append(Person(f"s{number + 1:04d}", name, when))
    return people
