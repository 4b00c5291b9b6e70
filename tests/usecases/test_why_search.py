# SPDX-License-Identifier: Apache-2.0
"""The search for smallest sets of changes, on tasks where all of them are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given, strategies as some

from fabula.usecases.why_search import MOST_CHANGES, OutOfEffort, smallest

ENOUGH = 10_000


@dataclass(frozen=True, slots=True)
class Change:
    """A change called by a letter."""

    name: str
    cost: int = 1

    @property
    def slot(self) -> object:
        """A letter and the same with a stroke are about the same."""
        return self.name[0]


@dataclass(slots=True)
class Puzzle:
    """A task that is a formula over letters; conflicts are all letters that are not there yet."""

    letters: tuple[Change, ...]
    formula: Callable[[frozenset[str]], bool]
    tried: int = 0

    def does(self, changes: frozenset[Change]) -> bool:
        """Whether the formula is true of the letters."""
        self.tried += 1
        return self.formula(frozenset(change.name for change in changes))

    @property
    def looks(self) -> int:
        """Nothing is known beforehand."""
        return 1

    def likely(self, changes: frozenset[Change]) -> bool:
        """Nothing is known beforehand."""
        del changes
        return False

    def conflict(self, changes: frozenset[Change]) -> tuple[int, Iterable[Change]]:
        """All letters."""
        return 0, (change for change in self.letters if change not in changes)


def found(puzzle: Puzzle, most: int = ENOUGH) -> list[str]:
    return ["".join(sorted(change.name for change in each)) for each in smallest(puzzle, most).sets]


def letters(names: str) -> tuple[Change, ...]:
    return tuple(Change(name) for name in names)


def test_all_smallest_sets_are_found_smaller_ones_first() -> None:
    puzzle = Puzzle(letters("abcde"), lambda has: "a" in has or {"b", "c"} <= has or {"c", "d", "e"} <= has)
    assert found(puzzle) == ["a", "bc", "cde"]


def test_of_one_size_the_cheaper_comes_first() -> None:
    puzzle = Puzzle((Change("a", 3), Change("b", 1), Change("c", 2)), bool)
    assert found(puzzle) == ["b", "c", "a"]


def test_four_changes_are_too_many() -> None:
    search = smallest(Puzzle(letters("abcd"), lambda has: len(has) == 4), ENOUGH)
    assert (search.sets, search.limit, search.whole) == ([], None, MOST_CHANGES)


def test_two_values_of_one_thing_do_not_go_together() -> None:
    puzzle = Puzzle((Change("a"), Change("a'"), Change("b")), lambda has: len(has) == 2 and "b" not in has)
    assert found(puzzle) == []


def test_a_bound_is_named_and_what_was_found_until_then_stays() -> None:
    search = smallest(Puzzle(letters("abcdefgh"), lambda has: "a" in has), 10)
    assert [[change.name for change in each] for each in search.sets] == [["a"]]
    assert (search.limit, search.whole, search.tried) == ("effort", 1, 10)


def test_a_task_may_end_the_search_itself() -> None:
    class Tired(Puzzle):
        def does(self, changes: frozenset[Change]) -> bool:
            if len(changes) > 1:
                raise OutOfEffort
            return super().does(changes)

    search = smallest(Tired(letters("abc"), lambda has: "b" in has), ENOUGH)
    assert (search.limit, search.whole) == ("effort", 1)


@given(
    some.frozensets(some.frozensets(some.sampled_from("abcdef"), min_size=1, max_size=4), max_size=6), some.booleans()
)
def test_what_is_found_is_what_enumerating_finds(ways: frozenset[frozenset[str]], contrary: bool) -> None:
    """Also where more is not always better: with `contrary` all six letters undo each other in pairs."""

    def formula(has: frozenset[str]) -> bool:
        return any(way == has if contrary else way <= has for way in ways)

    every = [frozenset(each) for size in range(1, MOST_CHANGES + 1) for each in combinations("abcdef", size)]
    doing = [each for each in every if formula(each)]
    minimal = {each for each in doing if not any(other < each for other in doing)}
    sets = smallest(Puzzle(letters("abcdef"), formula), ENOUGH).sets
    assert {frozenset(change.name for change in each) for each in sets} == minimal


@pytest.mark.parametrize("names", ["a", "ab", "abc"])
def test_a_set_is_run_once(names: str) -> None:
    puzzle = Puzzle(letters(names), lambda has: not has)
    search = smallest(puzzle, ENOUGH)
    assert search.tried == puzzle.tried == 2 ** len(names) - 1
