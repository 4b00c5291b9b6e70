# SPDX-License-Identifier: Apache-2.0
"""Landmarks: the events that no story to a goal can do without.

If nothing can reach the goal once some events are struck out of the world, then every story to it has one of them, even
in a world where nothing is ever undone. Such groups of events, no event in two of them, are found once for a question;
a story that has met only some of them still needs an event for each of the others, from whatever state it has come to.
(Landmarks as bounds on what is left to do: Karpas and Domshlak, "Cost-optimal planning with landmarks", 2009.)
"""

from __future__ import annotations

from fabula.engine.reference_bounds import Bounds
from fabula.engine.reference_relaxed import May
from fabula.model.ground import Program
from fabula.semantics import State

Pending = frozenset[int]
"""The groups, by number, that a story has still to meet."""


class Landmarks:
    """What every story from `start` to a goal must have: groups of events, one of each."""

    def __init__(self, program: Program, bounds: Bounds, start: State, goal: May | None) -> None:
        self._groups: dict[int, int] = {}
        groups = [] if goal is None else list(needed(program, bounds, start, goal))
        for number, group in enumerate(groups):
            for event in group:
                self._groups[event] = number
        self.all: Pending = frozenset(range(len(groups)))

    def left(self, pending: Pending, event: int) -> Pending:
        """What is still to be met once the event has happened."""
        group = self._groups.get(event)
        return pending - {group} if group in pending else pending


def needed(program: Program, bounds: Bounds, start: State, goal: May) -> list[frozenset[int]]:
    """Disjoint groups of events, one of each of which every story to the goal has."""
    happening = bounds.happening(start, goal, frozenset())
    if happening is None:
        return []
    forms: dict[str, set[int]] = {}
    for event in happening:
        forms.setdefault(program.events[event].name, set()).add(event)
    groups: list[frozenset[int]] = []
    for form in forms.values():
        if bounds.happening(start, goal, frozenset(form)) is not None:
            continue
        alone = [event for event in sorted(form) if bounds.happening(start, goal, frozenset((event,))) is None]
        groups.extend(frozenset((event,)) for event in alone) if alone else groups.append(frozenset(form))
    return groups
