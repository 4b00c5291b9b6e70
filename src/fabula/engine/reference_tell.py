# SPDX-License-Identifier: Apache-2.0
"""The author's search: the shortest stories in character that reach a goal.

To show that an event has *no* reason takes a search to the full limit, so the whole is deepened and not its parts: in
round T a story has at most T events, and the event at place d (from 0) may have reasons of no more than T - d steps.
Most stories are found while T is small; then only shorter ones have to be ruled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.engine.port import Found, Goal, Progress
from fabula.engine.reference_landmarks import Landmarks, Pending
from fabula.engine.reference_relaxed import May
from fabula.engine.reference_wills import Stopped, Wills
from fabula.model.answers import Outcome
from fabula.model.limits import Limits
from fabula.records import dataclass
from fabula.semantics import State
from fabula.semantics.expression import Condition, truth_of

Story = tuple[int, ...]

LOOKS = 16
"""How often the progress is told: after so many states."""


@dataclass(slots=True)
class Tally:
    """What the search has done."""

    visited: int = 0
    rounds: int = 0
    length: int = 0


class Teller:
    """One question, on the way to its answer."""

    def __init__(
        self, wills: Wills, goal: Goal, limits: Limits, progress: Callable[[Progress], None], start: State
    ) -> None:
        self.wills = wills
        self.start = start
        self.limits = limits
        self.progress = progress
        self.tally = Tally()
        self.stories: list[Story] = []
        self._condition: Condition | None = None
        self._may: May | None = None
        if goal.condition is not None:
            self._condition = truth_of(goal.condition)
            self._may = wills.story_bounds.relaxed(goal.condition)
        self._landmarks = Landmarks(wills.program, wills.story_bounds, start, self._may)
        self._raises = goal.raises
        self._before = wills.counters.copy()
        self._barren: set[tuple[State, int]] = set()

    def found(self) -> Found:
        """The answer."""
        limit = None
        try:
            self.tell()
        except Stopped as stopped:
            limit = stopped.limit
        except RecursionError:
            # Plans within plans so long that Python cannot follow.
            limit = "imagine"
        if limit is not None:
            outcome = Outcome.GAVE_UP
        else:
            outcome = Outcome.TOLD if self.stories else Outcome.IMPOSSIBLE
        return Found(outcome, tuple(self.stories), limit, self.wills.size, self.statistics())

    def statistics(self) -> dict[str, float]:
        """What it took."""
        done, before = self.wills.counters, self._before
        return {
            "states": float(self.wills.size),
            "visited": float(self.tally.visited),
            "rounds": float(self.tally.rounds),
            "wills": float(done.wills - before.wills),
            "imagined": float(done.imagined - before.imagined),
            "plans": float(done.plans - before.plans),
        }

    # The goal.

    def reached(self, state: State) -> bool:
        """Whether the goal is reached."""
        if self._condition is not None and not self._condition(state):
            return False
        return self._raises is None or self.wills.utility(state, None) >= self._raises

    def within(self, state: State, steps: int) -> bool:
        """Whether the goal may be reached within so many steps, for all that the facts say."""
        bounds = self.wills.story_bounds
        if self._may is not None and not bounds.may_hold(state, self._may, steps):
            return False
        return self._raises is None or bounds.utility(state, None, steps) >= self._raises

    def promising(self, state: State, event: int, steps: int) -> bool:
        """Whether the goal may be reached by the event and so many steps after it."""
        bare = self.wills.facts_after(state, event)
        return self.within(state, steps + 1) if bare is None else self.within(bare, steps)

    # The search.

    def tell(self) -> None:
        """Find the stories, shorter first."""
        start = self.start
        if self.reached(start):
            self.stories.append(())
            if self.limits.count == 1:
                return
        shortest = self.shortest(start)
        if shortest is None:
            return
        if self.limits.count == 1:
            self.stories.append(shortest)
            return
        for length in range(len(shortest), self.limits.length + 1):
            for story in self.of_length(start, length, frozenset((start,)), self._landmarks.all):
                self.stories.append(story)
                if len(self.stories) >= self.limits.count:
                    return

    def shortest(self, start: State) -> Story | None:
        """A shortest story, None if there is none within the limits."""
        imagine = max(1, self.limits.imagine)
        best: Story | None = None
        longest = self.limits.length
        depth = max(1, len(self._landmarks.all))
        while depth < longest + imagine:
            found = self.round(start, depth, longest)
            if found is not None and self.in_character(start, found):
                best = found
                longest = len(found) - 1
                depth = max(depth, longest + imagine - 1)
            else:
                depth += 1
        return best

    def round(self, start: State, depth: int, longest: int) -> Story | None:
        """The first story of a round, breadth first over states: each is met first where most is still allowed."""
        self.tally.rounds += 1
        limits = self.limits
        layer: dict[State, tuple[Story, Pending]] = {start: ((), self._landmarks.all)}
        seen = {start}
        for place in range(min(longest, depth)):
            self.tally.length = place + 1
            following: dict[State, tuple[Story, Pending]] = {}
            left = min(longest, depth) - place - 1
            steps = min(max(1, limits.imagine), depth - place)
            for state, (story, pending) in layer.items():
                for event, later in self.moves(state, steps, left, pending):
                    if later in seen:
                        continue
                    if self.reached(later):
                        return (*story, event)
                    seen.add(later)
                    following[later] = (*story, event), self._landmarks.left(pending, event)
            layer = following
        return None

    def moves(self, state: State, steps: int, left: int, pending: Pending) -> Iterator[tuple[int, State]]:
        """The events in character in a state after which the goal may be reached, and the states they lead to."""
        self.tally.visited += 1
        if self.tally.visited % LOOKS == 0:
            self.progress(Progress(self.tally.length, self.wills.size, len(self.stories)))
        for event in self.wills.events(state):
            self.wills.look()
            if len(self._landmarks.left(pending, event)) > left:
                continue
            if self.promising(state, event, left) and self.wills.explained(state, event, steps, self.limits.minds):
                yield event, self.wills.after(state, event)

    def in_character(self, state: State, story: Story) -> bool:
        """Whether every event of a story has its reasons within the full limit.

        A plan that is lean when little may be imagined can stop being so when more may.
        """
        for event in story:
            if not self.wills.explained(state, event, self.limits.imagine, self.limits.minds):
                return False
            state = self.wills.after(state, event)
        return True

    def of_length(self, state: State, left: int, passed: frozenset[State], pending: Pending) -> Iterator[Story]:
        """The stories that reach the goal with their last event of so many, and pass no state twice."""
        if (state, left) in self._barren:
            return
        fruitful = False
        for event, later in self.moves(state, self.limits.imagine, left - 1, pending):
            if later in passed:
                # Barren only for who comes this way.
                fruitful = True
            elif self.reached(later):
                fruitful = True
                if left == 1:
                    yield (event,)
            elif left > 1:
                rests = self.of_length(later, left - 1, passed | {later}, self._landmarks.left(pending, event))
                for rest in rests:
                    fruitful = True
                    yield (event, *rest)
                fruitful = fruitful or (later, left - 1) not in self._barren
        if not fruitful:
            self._barren.add((state, left))
