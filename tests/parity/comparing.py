# SPDX-License-Identifier: Apache-2.0
"""Two engines asked the same about one program; what they answer differently is a `Disagreement`.

Asked are: the states after events (values and minds in minds, three deep), possible events, utilities, errors of the
world, who would do what and for which plan, stories. Limits are tight, so that a world costs milliseconds. Engines
number their states each in their own way; only what is in them is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TypeVar, cast

from fabula.engine.port import Engine, Found, Goal
from fabula.model.answers import Outcome, Reason
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import Value
from fabula.semantics import DivisionByZero, RestlessLaws

Shape = tuple[tuple[Value, ...], tuple["Shape", ...]]
Answer = TypeVar("Answer")

DEPTH = 3
MOST_STATES = 14
MOST_STORIES = 400
WORTH = 2.0
"""So much author's utility is asked of a story."""


class Disagreement(AssertionError):
    """Two engines answer differently."""


class Asked(Protocol):
    """The part of the port that every engine compared has."""

    program: Program

    def start(self) -> int: ...
    def possible(self, state: int) -> tuple[int, ...]: ...
    def after(self, state: int, event: int) -> int: ...
    def believed(self, state: int, person: int) -> int: ...
    def values(self, state: int) -> tuple[Value, ...]: ...
    def utility(self, state: int, person: int | None) -> float: ...
    def reason(self, state: int, event: int, person: int, limits: Limits) -> Reason | None: ...
    def explained(self, state: int, event: int, limits: Limits) -> bool: ...
    def tell(self, goal: Goal, limits: Limits) -> Found: ...
    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]: ...


@dataclass(frozen=True)
class Failed:
    """An error of the world: its kind, and what is said of it."""

    kind: str
    said: tuple[object, ...] = ()


def tried(ask: Callable[[], Answer]) -> Answer | Failed:
    """The answer, or how the world fails."""
    try:
        return ask()
    except DivisionByZero as error:
        return Failed("division", (error.span,))
    except RestlessLaws as error:
        return Failed("restless", (error.laws, error.facts, error.path))


def agreed(what: str, expected: object, found: object) -> None:
    """Both answer the same."""
    if expected != found:
        raise Disagreement(f"{what}: {expected!r} is expected, {found!r} is answered")


@dataclass
class Comparison:
    """Two engines on one program; `noted` is what came up, so that a sample can be seen to be lively.

    `exact`: stage by stage, errors and reasons word for word, every story told. Without it, of errors only the kind
    must be the same, of plans the length, and of stories told that there is one.
    """

    expected: Asked
    found: Asked
    limits: Limits
    exact: bool = True
    noted: set[str] = field(default_factory=set)
    _shapes: dict[tuple[bool, int, int], Shape] = field(default_factory=dict)

    def all(self) -> frozenset[str]:
        """Compare everything."""
        pairs = self.states()
        if pairs:
            self.wills(pairs)
            self.told()
        return frozenset(self.noted)

    def both(
        self, ask: Callable[[Asked, int], Answer], pair: tuple[int, int]
    ) -> tuple[Answer | Failed, Answer | Failed]:
        """What both answer to a question about a state."""
        return tried(lambda: ask(self.expected, pair[0])), tried(lambda: ask(self.found, pair[1]))

    # States.

    def states(self) -> list[tuple[int, int]]:
        """The states after each event, and along a walk; both engines agree on all of them."""
        start = self.moved("the start", *self.both(lambda engine, _: engine.start(), (0, 0)))
        if start is None:
            return []
        pairs = [start]
        layer = self.following(start)
        for step in range(2):
            pairs += layer
            if layer:
                layer = self.following(layer[(7 * step + len(layer)) % len(layer)])
        return [*pairs, *layer][:MOST_STATES]

    def following(self, pair: tuple[int, int]) -> list[tuple[int, int]]:
        """The states one event on."""
        possible, other = self.both(lambda engine, state: tuple(engine.possible(state)), pair)
        agreed("possible", self.failure(possible), self.failure(other))
        if isinstance(possible, Failed):
            self.noted.add(f"error: {possible.kind}")
            return []
        if possible:
            self.noted.add("an event is possible")
        if self.exact:
            for event in possible:
                self.stages(pair, event)
        later = [self.after(pair, event) for event in possible]
        return [each for each in later if each is not None]

    def after(self, pair: tuple[int, int], event: int) -> tuple[int, int] | None:
        """The states after an event; None where the world fails."""
        states = self.both(lambda engine, state: engine.after(state, event), pair)
        return self.moved(f"after {self.expected.program.events[event]}", *states)

    def moved(self, where: str, state: int | Failed, other: int | Failed) -> tuple[int, int] | None:
        """The states of both, which are the same; None where the world fails."""
        if isinstance(state, Failed) or isinstance(other, Failed):
            agreed(where, *(self.failure(each) if isinstance(each, Failed) else "a state" for each in (state, other)))
            self.noted |= {f"error: {each.kind}" for each in (state, other) if isinstance(each, Failed)}
            return None
        agreed(where, self.shape(False, state, DEPTH), self.shape(True, other, DEPTH))
        for person in (None, *range(len(self.expected.program.people))):
            self.utility((state, other), person, where)
        return state, other

    def utility(self, pair: tuple[int, int], person: int | None, where: str) -> None:
        """What a state is worth to somebody, or to the author; it may not be a number."""
        amounts = self.both(lambda engine, state: engine.utility(state, person), pair)
        agreed(f"{where}, utility {person}", *(str(each) if isinstance(each, float) else each for each in amounts))

    def failure(self, answer: object) -> object:
        """What is compared of an answer that may be an error."""
        return answer.kind if isinstance(answer, Failed) and not self.exact else answer

    def stages(self, pair: tuple[int, int], event: int) -> None:
        """Stage by stage the same laws in the same minds, and the same states."""
        first, second = self.both(lambda engine, state: cast(Engine, engine).stages(state, event), pair)
        if isinstance(first, Failed) or isinstance(second, Failed):
            return
        where = f"stages of {self.expected.program.events[event]}"
        agreed(where, *([(each.fired, each.moment) for each in stages] for stages in (first, second)))
        for one, other in zip(first, second, strict=True):
            agreed(where, self.shape(False, one.state, 1), self.shape(True, other.state, 1))
        if any(each.fired for each in first):
            self.noted.add("a law takes effect")

    def shape(self, which: bool, state: int, depth: int) -> Shape:
        """All that is in a state, to a depth."""
        key = (which, state, depth)
        if key not in self._shapes:
            engine = self.found if which else self.expected
            people = range(len(engine.program.people)) if depth else ()
            minds = tuple(self.shape(which, engine.believed(state, person), depth - 1) for person in people)
            self._shapes[key] = engine.values(state), minds
        return self._shapes[key]

    # Wills.

    def wills(self, pairs: list[tuple[int, int]]) -> None:
        """Who would do what; what goes wrong where nobody need look is seen by the one engine or the other."""
        for pair in pairs:
            for event, form in enumerate(self.expected.program.events):
                for person in form.willing:
                    self.reason(pair, event, person)
                self.explained(pair, event)

    def explained(self, pair: tuple[int, int], event: int) -> None:
        """Whether everybody who must be willing is."""
        first, second = self.both(lambda engine, state: engine.explained(state, event, self.limits), pair)
        if not isinstance(first, Failed) and not isinstance(second, Failed):
            agreed(f"explained {self.expected.program.events[event]}", first, second)

    def reason(self, pair: tuple[int, int], event: int, person: int) -> None:
        """Why somebody would do something."""
        first, second = self.both(lambda engine, state: engine.reason(state, event, person, self.limits), pair)
        if isinstance(first, Failed) or isinstance(second, Failed):
            return
        agreed(f"reason of {person} for {self.expected.program.events[event]}", self.shown(first), self.shown(second))
        if first is None:
            self.noted.add("reason: none")
        else:
            self.noted.add("reason: an impulse" if first.impulse else "reason: a plan")
            self.noted |= {"reason: a plan of several steps"} if len(first.plan) > 1 else set()

    def shown(self, reason: Reason | None) -> object:
        """What is compared of a reason."""
        if reason is None or self.exact:
            return str(reason)  # a utility may not be a number
        return reason.impulse, len(reason.plan)

    # Stories.

    def told(self) -> None:
        """Stories told and listed."""
        limits = self.limits
        goals = [Goal(ending.condition) for ending in self.expected.program.endings[:1]]
        for goal in (*goals, Goal(raises=WORTH)):
            self.tell(goal, limits)
            if self.exact:
                self.tell(goal, Limits(2, limits.imagine, limits.minds, count=4))
        all_of = Limits(2, limits.imagine, limits.minds)
        first, second = self.both(lambda engine, _: [*islice(engine.stories(all_of), MOST_STORIES)], (0, 0))
        if not isinstance(first, Failed) and not isinstance(second, Failed):
            agreed("all stories", first, second)

    def tell(self, goal: Goal, limits: Limits) -> None:
        """One goal."""
        first, second = self.both(lambda engine, _: engine.tell(goal, limits), (0, 0))
        if isinstance(first, Failed) or isinstance(second, Failed):
            return
        agreed("outcome", first.outcome, second.outcome)
        agreed("lengths of stories", [*map(len, first.stories)], [*map(len, second.stories)])
        if self.exact:
            agreed("stories", first.stories, second.stories)
        if first.outcome is Outcome.TOLD:
            longest = len(first.stories[-1])
            self.noted.add("told" if longest else "told: nothing has to happen")
            self.noted |= {"told: several events"} if longest > 1 else set()
        else:
            self.noted.add(first.outcome.value)
