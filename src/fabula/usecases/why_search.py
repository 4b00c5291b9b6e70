# SPDX-License-Identifier: Apache-2.0
"""All smallest sets of changes that would do, by a tree of hitting sets.

A set that does not do has a conflict: changes of which every larger set that does must have one. So only these are
added to it, one at a time, smaller sets first (R. Reiter, "A theory of diagnosis from first principles", Artificial
Intelligence 32, 1987). What does is run; no set is kept of which a part alone would do, which is run too. Where
nobody can say which changes matter (why somebody has no reason), the conflict is all that is worth trying, and the
search is bounded by the number of sets that are run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from fabula.records import dataclass

MOST_CHANGES = 3


class Step(Protocol):
    """A change: two of one set must not be about the same `slot`."""

    @property
    def slot(self) -> object:
        """What is changed."""

    @property
    def cost(self) -> int:
        """How much is changed: of two sets of one size the cheaper is tried first."""


S = TypeVar("S", bound=Step)


class OutOfEffort(Exception):
    """No more may be run."""


class Task(Protocol[S]):
    """What is to be brought about."""

    @property
    def looks(self) -> int:
        """For each set that may be run so many are asked whether they are likely to do; 1 where that shows nothing."""

    def does(self, changes: frozenset[S]) -> bool:
        """Whether these changes together would do. Raises `OutOfEffort`."""

    def likely(self, changes: frozenset[S]) -> bool:
        """Whether it shows soon that they might; asked of all sets of a size before any is asked the other."""

    def conflict(self, changes: frozenset[S]) -> tuple[int, Iterable[S]]:
        """Changes of which one must be added to these, which do not do; a rank: lower ones are gone on with first."""


@dataclass(slots=True)
class Found(Generic[S]):
    """The sets found, smaller and cheaper ones first; `limit` where not all were run, `whole` the sizes that were."""

    sets: list[frozenset[S]] = field(default_factory=list)
    limit: str | None = None
    tried: int = 0
    whole: int = 0


def smallest(task: Task[S], most_tried: int) -> Found[S]:
    """The smallest sets of changes that do."""
    search = _Search(task, most_tried)
    search.run()
    return search.found


class _Search(Generic[S]):
    """One search."""

    def __init__(self, task: Task[S], most_tried: int) -> None:
        self.task = task
        self.most_tried = most_tried
        self.found: Found[S] = Found()
        self.known: dict[frozenset[S], bool] = {}

    def run(self) -> None:
        """Sets of one change, then of two, then of three."""
        failed: list[frozenset[S]] = [frozenset()]
        try:
            for size in range(1, MOST_CHANGES + 1):
                failed = self._grown(failed)
                self.found.whole = size if failed else MOST_CHANGES
                if not failed:
                    break
        except OutOfEffort:
            self.found.limit = "effort"
        self.found.sets.sort(key=lambda each: (len(each), _cost(each)))

    def _grown(self, failed: list[frozenset[S]]) -> list[frozenset[S]]:
        """The sets that are one change larger and do not do either; those that do are found."""
        larger, whole = self._larger(failed)
        for changes in larger:
            if not self._covered(changes) and self.task.likely(changes) and self._does(changes):
                self._keep(changes)
        for changes in larger:
            if not self._covered(changes) and self._does(changes):
                self._keep(changes)
        if not whole:
            raise OutOfEffort
        return [changes for changes in larger if not self._covered(changes)]

    def _larger(self, failed: list[frozenset[S]]) -> tuple[list[frozenset[S]], bool]:
        """The sets that are one change larger, as many as may still be run, and whether these are all."""
        most = self.task.looks * (self.most_tried - self.found.tried + 1)
        conflicts: Iterator[tuple[int, Iterable[S], frozenset[S]]]
        conflicts = ((*self.task.conflict(changes), changes) for changes in sorted(failed, key=_cost))
        if self.task.looks > 1:
            conflicts = iter(sorted(conflicts, key=lambda each: each[0]))
        larger: dict[frozenset[S], None] = {}
        for _, steps, changes in conflicts:
            slots = {step.slot for step in changes}
            for step in sorted(steps, key=lambda each: each.cost):
                if step.slot not in slots and not self._covered(changes | {step}):
                    if len(larger) >= most:
                        return list(larger), False
                    larger[changes | {step}] = None
        return list(larger), True

    def _covered(self, changes: frozenset[S]) -> bool:
        """Whether some of the changes are known to do."""
        return any(each <= changes for each in self.found.sets)

    def _does(self, changes: frozenset[S]) -> bool:
        if changes not in self.known:
            if self.found.tried >= self.most_tried:
                raise OutOfEffort
            self.known[changes] = self.task.does(changes)
            self.found.tried += 1
        return self.known[changes]

    def _keep(self, changes: frozenset[S]) -> None:
        """Keep a set that does, or the smallest parts of it that do alone."""
        for size in range(1, len(changes)):
            parts = [frozenset(part) for part in combinations(sorted(changes, key=repr), size)]
            doing = [part for part in parts if self._does(part)]
            if doing:
                self.found.sets += [part for part in doing if part not in self.found.sets]
                return
        self.found.sets.append(changes)


def _cost(changes: frozenset[S]) -> int:
    return sum(step.cost for step in changes)
