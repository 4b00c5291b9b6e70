# SPDX-License-Identifier: Apache-2.0
"""Differences put together: who all takes a fact for the same two values, so that it is said once.

What somebody believes of everybody's beliefs just as they believe it themselves goes without saying.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.model.manuscript import READER
from fabula.model.values import Value, show_value
from fabula.model.whatif import Difference
from fabula.records import dataclass

TRUTH = "in truth"
EVERYBODY = "everybody"
_FEWEST_FOR_EVERYBODY = 3

Values = tuple[Value, Value]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the diff: whose views these are, and what each fact is in them, as told and under the change."""

    whose: tuple[str, ...]
    told: tuple[str, ...]
    changed: tuple[str, ...]


def blocks_of(differences: Sequence[Difference], people: Sequence[str]) -> list[Block]:
    """The differences with each view said once; `people` is everybody there is, the reader aside."""
    views: dict[tuple[str, Values], list[Path]] = {}
    for each in differences:
        views.setdefault((each.fact, (each.told, each.changed)), []).append(each.people)
    blocks: dict[tuple[str, ...], list[tuple[str, Values]]] = {}
    for said, paths in views.items():
        blocks.setdefault(_whose(paths, people), []).append(said)
    return [
        Block(
            whose,
            tuple(show_fact(fact, told) for fact, (told, _) in said),
            tuple(show_fact(fact, changed) for fact, (_, changed) in said),
        )
        for whose, said in blocks.items()
    ]


def show_fact(fact: str, value: Value) -> str:
    """The fact with its value as a condition says it: `lit(lamp)`, `not lit(lamp)`, `keeper(lamp) = Wren`."""
    if value is True:
        return fact
    return f"not {fact}" if value is False else f"{fact} = {show_value(value)}"


def _whose(paths: Sequence[Path], people: Sequence[str]) -> tuple[str, ...]:
    """Whose view it is: the truth with those who believe it, then what some believe that others believe."""
    believers = [path[0] for path in paths if len(path) == 1]
    first = [TRUTH] if () in paths else []
    if believers:
        first.append(_listed(believers, people))
    lines = ["; ".join(first)] if first else []
    wrongly: dict[str, list[str]] = {}
    for path in paths:
        # That one believes it, and takes another who does so to believe it, goes without saying.
        if len(path) > 1 and not (path[0] in believers and path[1] in believers):
            wrongly.setdefault(path[0], []).append(path[1])
    merged: dict[str, list[str]] = {}
    for person, others in wrongly.items():
        merged.setdefault(_listed(others, [each for each in people if each != person]), []).append(person)
    return (*lines, *(f"{_listed(persons, people)} of {others}" for others, persons in merged.items()))


def _listed(names: Iterable[str], everybody: Sequence[str]) -> str:
    """The names; everybody, where it is all of several."""
    said = list(names)
    reader = ["the reader"] if READER in said else []
    said = [name for name in said if name != READER]
    if len(everybody) >= _FEWEST_FOR_EVERYBODY and set(said) >= set(everybody):
        said = [EVERYBODY]
    return ", ".join((*said, *reader))
