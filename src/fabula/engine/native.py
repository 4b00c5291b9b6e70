# SPDX-License-Identifier: Apache-2.0
"""The native engine behind the port: the core of native/, through the extension `_fabula`.

A question that may take long is tried for a moment where it was asked. If that is not enough a thread of its own goes
on with it (what was found out is remembered), while the one who asked waits: looks at the `Cancel`, tells of progress,
and can be interrupted. `native_figures.py` says what crosses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import cast

import _fabula
from fabula.engine.native_figures import Ended, Figures, Question, Translation
from fabula.engine.port import Cancel, Found, Goal, Progress, Space, Stage
from fabula.model.answers import Outcome, Reason
from fabula.model.ground import GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import Value

LOOKS = 64
"""After so much work a question gets a thread of its own: some milliseconds."""
ONE_LOOK = 1
"""What is known may be said, but nothing is searched."""
BETWEEN = 0.02
"""Seconds between two looks at a search that runs: so long a `Cancel`, or Ctrl-C, may wait."""
OUTCOMES = (Outcome.TOLD, Outcome.IMPOSSIBLE, Outcome.GAVE_UP)
LIMITS: dict[int, str] = {Ended.STATES: "states", Ended.MEMORY: "memory", Ended.IMAGINE: "imagine"}
MOST = 2**32 - 2
"""A larger limit is no limit."""


class Refused(ValueError):
    """A program that the native engine cannot hold: too many things, or expressions nested too deeply."""


class NativeEngine:
    """Answers every question of `fabula.engine.port.Engine` about one program; by one thread at a time.

    `minds` is the deepest minds limit that will be asked for; `depth` (how many minds inside minds a state keeps)
    follows from it unless given. `memory` bounds, in bytes, what is kept; a search that reaches it gives up.
    So many `threads` work at the space of stories, with the answer of one.
    """

    def __init__(
        self,
        program: Program,
        depth: int | None = None,
        minds: int = 2,
        memory: int | None = None,
        threads: int = 1,
    ) -> None:
        self.program = program
        self._translation = Translation(program)
        try:
            self._core = _fabula.Engine(self._translation.text, depth, minds, memory or 0, threads)
        except ValueError as error:
            raise Refused(str(error)) from error
        self.depth = int(self._ask(Question.DEPTH)[0])
        self._start: int | None = None
        self._valuations: dict[int, tuple[Value, ...]] = {}

    # Asking.

    def _ask(self, question: Question, *figures: float) -> Figures:
        """The answer to a question that takes no search."""
        answer = self._core.ask(question, *figures)
        if answer[0]:
            if answer[0] >= Ended.DIVIDED:
                raise self._translation.trouble(answer)
            raise MemoryError(f"the native engine cannot keep more ({Ended(int(answer[0])).name.lower()})")
        return answer[1:]

    def _number(self, question: Question, *figures: float) -> int:
        return int(self._ask(question, *figures)[0])

    def _search(self, cancel: Cancel | None, question: Question, *figures: float) -> Figures | None:
        """The answer to a question that may take long, without how it ended; None where it was stopped."""
        stopped = cancel is not None and cancel.limit is not None
        answer = self._core.ask(question, ONE_LOOK if stopped else LOOKS, *figures)
        if answer[0] == Ended.SLICE and not stopped:
            answer = self._patiently(cancel, None, question, 0, *figures)
        if answer[0] >= Ended.DIVIDED:
            raise self._translation.trouble(answer)
        if cancel is not None and (limit := LIMITS.get(int(answer[0]))) is not None:
            cancel.set(limit)
        return None if answer[0] else answer[1:]

    def _patiently(
        self, cancel: Cancel | None, tell: Callable[[], None] | None, question: Question, *figures: float
    ) -> Figures:
        """The answer from a thread of its own, heeding `cancel` and Ctrl-C meanwhile."""
        answers: list[Figures] = []
        problems: list[BaseException] = []
        done = Event()

        def search() -> None:
            try:
                answers.append(self._core.ask(question, *figures))
            except BaseException as problem:  # noqa: BLE001 -- raised again where it was asked
                problems.append(problem)
            finally:
                done.set()

        thread = Thread(target=search, name="fabula-search", daemon=True)
        thread.start()
        try:
            while not done.wait(BETWEEN):
                if cancel is not None and cancel.limit is not None:
                    self._core.stop()
                if tell is not None:
                    tell()
        finally:
            while not done.is_set():
                self._core.stop()
                done.wait(BETWEEN)
            thread.join()
        if problems:
            raise problems[0]
        return answers[0]

    # States.

    def start(self) -> int:
        """The state at the start, laws at rest."""
        if self._start is None:
            self._start = self._number(Question.START)
        return self._start

    def started(self, values: tuple[Value, ...], beliefs: tuple[tuple[tuple[int, ...], int, Value], ...]) -> int:
        """The state at another start, laws at rest."""
        code = self._translation.code
        stated = (figure for path, fluent, value in beliefs for figure in (fluent, code(value), len(path), *path))
        return self._number(Question.STARTED, *map(code, values), *stated)

    def possible(self, state: int) -> tuple[int, ...]:
        """The events whose condition holds, in the order of the program."""
        return whole(self._ask(Question.POSSIBLE, state))

    def after(self, state: int, event: int) -> int:
        """The state after an event, possible or not, laws at rest, time passed."""
        return self._number(Question.AFTER, state, event)

    def stages(self, state: int, event: int) -> tuple[Stage, ...]:
        """The same, stage by stage: the event's effects, then every round of laws; the last is `after`."""
        figures = iter(whole(self._ask(Question.STAGES, state, event)))
        stages = []
        for number in figures:
            moment = next(figures) == 1
            fired = []
            for _ in range(next(figures)):
                law = next(figures)
                fired.append((tuple(next(figures) for _ in range(next(figures))), law))
            stages.append(Stage(number, tuple(fired), moment))
        return tuple(stages)

    def believed(self, state: int, person: int) -> int:
        """What a person believes to be so."""
        return self._number(Question.BELIEVED, state, person)

    def altered(self, state: int, path: tuple[int, ...], fluent: int, value: Value) -> int:
        """The state with one value put into the mind at the end of the path (empty: really); nothing else moves."""
        return self._number(Question.ALTERED, state, fluent, self._translation.code(value), *path)

    # Reading.

    def values(self, state: int) -> tuple[Value, ...]:
        """The value of each fluent."""
        valuation = self._number(Question.VALUATION, state)
        values = self._valuations.get(valuation)
        if values is None:
            values = self._translation.values(self._ask(Question.VALUES, valuation))
            self._valuations[valuation] = values
        return values

    def holds(self, state: int, condition: GroundExpression) -> bool:
        """Whether a condition holds."""
        return self._number(Question.HOLDS, state, self._node(condition)) == 1

    def value(self, state: int, expression: GroundExpression) -> Value:
        """The value of an expression."""
        return self._translation.value(self._ask(Question.VALUE, state, self._node(expression))[0])

    def _node(self, expression: GroundExpression) -> int:
        """The core's node of an expression; what is new to it is added."""
        node = self._translation.known(expression)
        if node is None:
            for missing in self._translation.missing(expression):
                self._translation.added(self._number(Question.NODE, *missing))
            node = self._translation.known(expression)
        return node or 0

    def utility(self, state: int, person: int | None) -> float:
        """The utility of a person, or (None) of the author, read in the state itself; not a number where unknown."""
        return self._ask(Question.UTILITY, state, len(self.program.people) if person is None else person)[0]

    def observes(self, state: int, event: int, person: int) -> bool:
        """Whether the person would see the event, were it to happen now."""
        return self._number(Question.OBSERVES, state, event, person) == 1

    # Will.

    def reason(
        self, state: int, event: int, person: int, limits: Limits, cancel: Cancel | None = None
    ) -> Reason | None:
        """Why the person is willing (a shortest one), or None if they have no reason within the limits."""
        found = self._search(cancel, Question.REASON, state, event, person, *reading(limits))
        return self._translation.reason(iter(found)) if found else None

    def explained(self, state: int, event: int, limits: Limits, cancel: Cancel | None = None) -> bool:
        """Whether everyone who must be willing is."""
        found = self._search(cancel, Question.EXPLAINED, state, event, *reading(limits))
        return found is not None and found[0] == 1

    def explained_events(self, state: int, limits: Limits, cancel: Cancel | None = None) -> tuple[int, ...]:
        """The possible events in character, in the order of the program."""
        found = self._search(cancel, Question.EXPLAINED_EVENTS, state, *reading(limits))
        return () if found is None else whole(found)

    # Stories.

    def tell(
        self,
        goal: Goal,
        limits: Limits,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
        start: int | None = None,
    ) -> Found:
        """The shortest stories in character that reach the goal, from the program's start or from another state."""
        first = self.start() if start is None else start
        condition = 0 if goal.condition is None else self._node(goal.condition) + 1
        bounds = (limits.length, *reading(limits), limits.count, limits.states or 0)
        raises = () if goal.raises is None else (float(goal.raises),)
        figures = (*(min(bound, MOST) for bound in bounds), condition, first, *raises)
        return found(*self._watched(cancel, progress, Question.TELL, *figures))

    def stories(self, limits: Limits) -> Iterator[tuple[int, ...]]:
        """Every sequence of explained events up to `limits.length`, shorter first; meant for small worlds and tests."""
        steps: dict[int, list[tuple[int, int]]] = {}
        layer: list[tuple[tuple[int, ...], int]] = [((), self.start())]
        for _ in range(limits.length):
            following = []
            for story, state in layer:
                if state not in steps:
                    steps[state] = [(event, self.after(state, event)) for event in self.explained_events(state, limits)]
                for event, later in steps[state]:
                    following.append(((*story, event), later))
                    yield (*story, event)
            layer = following

    def space(
        self,
        limits: Limits,
        start: int | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Space:
        """The space of stories of at most `limits.length` events from a state."""
        first = self.start() if start is None else start
        bounds = (limits.length, *reading(limits), limits.states or 0)
        answer, limit = self._watched(cancel, progress, Question.SPACE, first, *(min(bound, MOST) for bound in bounds))
        states, sources, events, targets, layers = (memoryview(self._core.table(each)).cast("I") for each in range(5))
        return Space(states, sources, events, targets, layers, whole(answer)[0], limit)

    def _watched(
        self, cancel: Cancel | None, progress: Callable[[Progress], None] | None, question: Question, *figures: float
    ) -> tuple[Figures, str | None]:
        """The answer to a search that tells how far it is, with all that it found, and the limit that it reached."""

        def tell() -> None:
            if progress is not None:
                progress(Progress(*self._core.progress()))

        stopped = cancel is not None and cancel.limit is not None
        answer = self._patiently(cancel, tell, question, ONE_LOOK if stopped else 0, *figures)
        tell()
        if answer[0] >= Ended.DIVIDED:
            raise self._translation.trouble(answer)
        if not answer[0]:
            return answer[1:], None
        asked = None if cancel is None else cancel.limit
        return answer[1:], LIMITS.get(int(answer[0])) or asked or "interrupted"


def whole(figures: Figures) -> tuple[int, ...]:
    """Figures that are all whole numbers, as they come from the core."""
    return cast("tuple[int, ...]", figures)


def reading(limits: Limits) -> tuple[int, int]:
    """How far minds are read."""
    return min(limits.imagine, MOST), min(limits.minds, MOST)


def found(answer: Figures, limit: str | None) -> Found:
    """The end of a search."""
    figures = whole(answer)
    outcome, shortest, states, rounds, visited, wills, imagined, plans = figures[:8]
    stories = []
    place = 8
    while place < len(figures):
        length = figures[place]
        stories.append(figures[place + 1 : place + 1 + length])
        place += 1 + length
    statistics = {
        "states": float(states),
        "visited": float(visited),
        "rounds": float(rounds),
        "wills": float(wills),
        "imagined": float(imagined),
        "plans": float(plans),
    }
    return Found(OUTCOMES[outcome], tuple(stories), limit, states, statistics, shortest == 1)
