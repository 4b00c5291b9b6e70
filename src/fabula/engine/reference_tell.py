# SPDX-License-Identifier: Apache-2.0
"""The author's search: the shortest stories in character that reach a goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from fabula.engine.port import Found, Goal, Progress
from fabula.engine.reference_wills import Stopped, Wills
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.semantics import State
from fabula.semantics.expression import truth_of

Story = tuple[int, ...]


@dataclass(slots=True)
class Search:
    """What one round of the search knows."""

    visited: int = 0
    explained: int = 0
    rounds: int = 0
    stories: list[Story] = field(default_factory=list)


class Teller:
    """One question, on the way to its answer."""

    def __init__(self, wills: Wills, goal: Goal, limits: Limits, progress: Callable[[Progress], None] | None) -> None:
        self.wills = wills
        self.limits = limits
        self.progress = progress
        self.search = Search()
        self._condition = None if goal.condition is None else truth_of(goal.condition)
        self._raises = goal.raises

    def found(self) -> Found:
        """The answer."""
        limit = None
        try:
            self.tell()
        except Stopped as stopped:
            limit = stopped.limit
        stories = tuple(self.search.stories)
        if limit is not None:
            outcome = Outcome.GAVE_UP
        else:
            outcome = Outcome.TOLD if stories else Outcome.IMPOSSIBLE
        counters = self.wills.counters
        statistics = {
            "visited": float(self.search.visited),
            "rounds": float(self.search.rounds),
            "wills": float(counters.wills),
            "imagined": float(counters.imagined),
            "plans": float(counters.plans),
        }
        return Found(outcome, stories, limit, self.wills.size, statistics)

    def reached(self, state: State) -> bool:
        """Whether the goal is reached."""
        if self._condition is not None and not self._condition(state):
            return False
        return self._raises is None or self.wills.utility(state, None) >= self._raises

    def tell(self) -> None:
        """Find the stories, shorter first."""
        start = self.wills.start()
        if self.reached(start):
            self.search.stories.append(())
            return
        layer: list[tuple[Story, State]] = [((), start)]
        seen = {start}
        for length in range(self.limits.length):
            following: list[tuple[Story, State]] = []
            for story, state in layer:
                self.search.visited += 1
                for event in self.wills.events(state):
                    self.wills.look()
                    later = self.wills.after(state, event)
                    if self.limits.count == 1 and later in seen:
                        continue
                    if not self.wills.explained(state, event, self.limits.imagine, self.limits.minds):
                        continue
                    if self.reached(later):
                        self.search.stories.append((*story, event))
                        if len(self.search.stories) >= self.limits.count:
                            return
                        continue
                    seen.add(later)
                    following.append(((*story, event), later))
            layer = following
            self.report(length + 1)

    def report(self, length: int) -> None:
        """Say how far the search is."""
        if self.progress is not None:
            self.progress(Progress(length, self.wills.size, len(self.search.stories)))
