# SPDX-License-Identifier: MIT
"""Makes a class: a folder of submissions, its roster, its policy, and the truth about it.

Each stage of each student is the reference solution, a mutant of it (a mistake
as students make it), or the untouched stub; the further on, the more stubs.
"""

from __future__ import annotations

import csv
import json
import os
import random

from grader.demo.damage import DAMAGES
from grader.demo.handwriting import signed
from grader.demo.pack import FORMS, pack
from grader.demo.people import DEADLINE, Person, invent
from grader.mutant import Mutant, load_mutants, mutate
from grader.record import record
from grader.stagefile import Stage
from grader.stubs import resolved
from grader.tree import Tree

Files = dict[str, bytes]
_POLICY = f"""\
[class]
name = "Bringup, an invented class"
seed = 1

[late]
deadline = "{DEADLINE.isoformat()}"
grace_minutes = 10
late_days = 1
penalty_per_day = 10
last_day = 4

[show]
hidden = "category"
leaderboard = true
"""


@record
class Recipe:
    """How a class is to be."""

    count: int = 300
    damaged: int = 20
    seed: int = 1
    copies: int = 3  # pairs in which one has copied from the other
    missing: int = 2  # on the roster, but nothing was handed in
    own_headers: float = 0.1  # share of those who have stage 2 whose headers are all their own
    forms: tuple[str, ...] = FORMS


class Texts:
    """The course's own texts, read once: solutions, stubs and mutants of each stage."""

    def __init__(self, tree: Tree, stages: list[Stage]) -> None:
        self._tree, self.stages = tree, stages
        self.mutants: dict[int, list[Mutant]] = {}
        self._known: dict[tuple[int, str], dict[str, str | None]] = {}
        for stage in stages:
            every = load_mutants(tree.root, stage)
            # Kernels that cheat are nobody's honest mistake.
            self.mutants[stage.number] = [m for m in every if not m.name.startswith("forge_")]

    def of(self, stage: Stage, kind: str) -> dict[str, str | None]:
        """File -> text, None where it is missing; @kind: solution, stub, or a mutant's name."""
        key = (stage.number, kind)
        if key not in self._known:
            self._known[key] = self._read(stage, kind)
        return self._known[key]

    def _read(self, stage: Stage, kind: str) -> dict[str, str | None]:
        root = self._tree.root
        if kind in ("solution", "stub"):
            return {f: resolved(root, stage, f, kind == "solution") for f in stage.files}
        mutant = next(m for m in self.mutants[stage.number] if m.name == kind)
        return mutate(root, stage, mutant)


def _choose(person: Person, texts: Texts, hand: random.Random) -> None:
    """How far @person came, and with which mistakes."""
    count = len(texts.stages)
    ability = hand.betavariate(4, 1.6)
    reached = min(count, int(ability * (count + 2)))
    for place, stage in enumerate(texts.stages):
        mutants = texts.mutants[stage.number]
        if place > reached or (place == reached and hand.random() < 0.5):
            kind = "stub"
        elif mutants and hand.random() < 0.2 + 0.35 * (place / max(1, count)) * (1.2 - ability):
            kind = hand.choice(mutants).name
        else:
            kind = "solution"
        person.stages[stage.number] = kind


def files_of(person: Person, texts: Texts, shape: int, names: int) -> Files:
    """The files that @person hands in; @shape and @names: the handwriting."""
    files: Files = {}
    for stage in texts.stages:
        kind = person.stages[stage.number]
        for number, (file, text) in enumerate(texts.of(stage, kind).items()):
            if text is None:
                continue
            if kind != "stub":
                mark = 1000 * stage.number + number
                text = signed(file, text, person.name, shape * 100003 + mark, names * 100003 + mark)
                if person.own_headers and file.endswith(".h"):
                    text = text.replace("\n", f"\n/* {person.name} */\n", 1)
            files[f"{stage.place}/{file}"] = text.encode()
    return files


def _people(recipe: Recipe, texts: Texts, hand: random.Random) -> list[Person]:
    people = invent(recipe.count, hand)
    for person in people:
        _choose(person, texts, hand)
        person.own_headers = person.stages.get(2, "stub") != "stub" and hand.random() < recipe.own_headers
    far = sorted(people, key=lambda p: sum(k != "stub" for k in p.stages.values()), reverse=True)
    copies = min(recipe.copies, len(far) // 2)
    for one, other in zip(far[:copies], far[copies : 2 * copies]):
        other.copied_from, other.stages, other.own_headers = one.id, dict(one.stages), one.own_headers
    rest = [p for p in people if p not in far[: 2 * copies]]
    hand.shuffle(rest)
    for number, person in enumerate(rest[: recipe.damaged]):
        person.damage = DAMAGES[number % len(DAMAGES)].name
    return people


def make_class(tree: Tree, folder: str, recipe: Recipe) -> list[Person]:
    """Write a class to @folder: submissions/, roster.csv, policy.toml, truth.json."""
    hand = random.Random(recipe.seed)
    texts = Texts(tree, tree.stages())
    people = _people(recipe, texts, hand)
    place = os.path.join(folder, "submissions")
    os.makedirs(place, exist_ok=True)
    shapes = {p.id: number for number, p in enumerate(people, recipe.seed * 10000)}
    absent = {p.id for p in [p for p in people if not p.damage and not p.copied_from][-recipe.missing :]}
    for number, person in enumerate(people):
        if person.id in absent and recipe.missing:
            continue
        files = files_of(person, texts, shapes[person.copied_from or person.id], shapes[person.id])
        form = recipe.forms[number % len(recipe.forms)]
        damage = next((d for d in DAMAGES if d.name == person.damage), None)
        make = damage.make if damage else (lambda p, i, f: pack(p, i, f, form))
        person.packed = make(place, person.id, files)
    _write_lists(folder, people)
    return people


def _write_lists(folder: str, people: list[Person]) -> None:
    with open(os.path.join(folder, "roster.csv"), "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("id", "name", "email", "submitted", "late_days"))
        for p in people:
            rows.writerow((p.id, p.name, f"{p.id}@example.org", p.submitted.isoformat() if p.packed else "", 0))
    with open(os.path.join(folder, "policy.toml"), "w", encoding="utf-8") as file:
        file.write(_POLICY)
    truth = [
        {"id": p.id, "stages": p.stages, "copied_from": p.copied_from, "damage": p.damage} for p in people
    ]
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as file:
        json.dump(truth, file, indent=1)
        file.write("\n")
