# SPDX-License-Identifier: Apache-2.0
"""Which step made a condition true: the one without whose effect it would not hold.

A fact's last change is not always what made a condition true: whoever goes from the hall by way of the yard to the gate
was not in the hall any more after the first step. So changes are undone in thought: each alone, and then latest first,
where one without which the condition holds all the same stays undone. One without which it fails is a cause. What is
found is so by trial: `Rested` keeps two states that differ in nothing but what the cause had made; in the one the
condition holds, in the other it does not. This is the test by which T. Trabasso and P. van den Broek tell the causes in
stories, necessity in the circumstances ("Causal thinking and the representation of narrative events", Journal of Memory
and Language 24, 1985).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.engine.port import Engine
from fabula.model.ground import All, Believed, Constant, GroundExpression, Named, Some
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_failing import Reads
from fabula.usecases.check_history import Path, mind
from fabula.usecases.why_looked import looked_at
from fabula.usecases.why_timeline import ByLaw, ByTime, Origin, Timeline, When

Holds = Callable[[int], bool]
"""Whether something holds in a state."""

Step = tuple[int, int, str]
"""What tells one step of a story from another: the place and stage before it, and the law (empty: the event)."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that held at a moment and was needed: how to see whether it does, and what it then looks at."""

    holds: Holds
    reads: Callable[[int], Reads]
    when: When


@dataclass(frozen=True, slots=True)
class Made:
    """A fact in a mind as one step made it: `before` is the state just before the step."""

    path: Path
    fluent: int
    origin: Origin
    before: When


@dataclass(frozen=True, slots=True)
class Rested:
    """A cause: the facts that one step made, and without which the need fails.

    In the state `with_it` the need holds, in `without_it` it does not; the facts alone tell them apart. `spare`: some
    later step would have done as well, and is undone in both.
    """

    made: tuple[Made, ...]
    with_it: int
    without_it: int
    spare: bool


def step_of(made: Made) -> Step:
    """The step that made a fact."""
    match made.origin:
        case ByLaw(before, _, law):
            return before.place, before.stage, str(law)
        case _:
            return made.before.place, made.before.stage, ""


def causes(timeline: Timeline, need: Need) -> tuple[Rested, ...]:
    """The causes of a need; none where it has held since the start, or only time brought it about."""
    state = timeline.state(need.when)
    if not need.holds(state):
        return ()
    found = {step_of(rested.made[0]): rested for rested in _undone_alone(timeline, need, state)}
    for rested in _undone_in_turn(timeline, need, state):
        found.setdefault(step_of(rested.made[0]), rested)
    return tuple(found.values())


def _undone_alone(timeline: Timeline, need: Need, state: int) -> Iterator[Rested]:
    """The steps that made what the need looks at and without which, all else being as it is, it fails."""
    heads = [made for made in _makers(timeline, need.reads(state), need.when) if made.origin is not None]
    for step in dict.fromkeys(step_of(made) for made in heads):
        group = [made for made in heads if step_of(made) == step]
        trial = _undone(timeline, state, group)
        if not need.holds(trial) and not isinstance(group[0].origin, ByTime):
            yield Rested(tuple(group), state, trial, False)


def _undone_in_turn(timeline: Timeline, need: Need, state: int) -> Iterator[Rested]:
    """The same where later steps that would have done as well are undone before, as far as that goes."""
    base, heads = state, _makers(timeline, need.reads(state), need.when)
    while True:
        heads = [made for made in heads if made.origin is not None]
        if not heads:
            return
        latest = max(heads, key=lambda made: (made.before.place, made.before.stage))
        group = [made for made in heads if step_of(made) == step_of(latest)]
        heads = [made for made in heads if step_of(made) != step_of(latest)]
        trial = _undone(timeline, base, group)
        if need.holds(trial):
            base = trial
            heads += [_made(timeline, made.path, made.fluent, made.before) for made in group]
            looked = frozenset(need.reads(base))  # what it does not rest on any more is not followed any farther
            heads = [made for made in heads if (made.path, made.fluent) in looked]
        elif not isinstance(latest.origin, ByTime):
            yield Rested(tuple(group), base, trial, base != state)


def needs(engine: Engine, condition: GroundExpression, path: Path, when: When) -> Iterator[Need]:
    """The parts of a condition that holds in a mind, each a need; alternatives are one, of which any may hold."""
    for inner, part in _parts(condition, path):
        yield Need(_holding(engine, part, inner), _looking(engine, part, inner), when)


def value_need(engine: Engine, timeline: Timeline, expression: GroundExpression, path: Path, when: When) -> Need:
    """That an expression has the value that it has."""
    value = engine.value(mind(engine, timeline.state(when), path), expression)

    def holds(state: int) -> bool:
        try:
            return engine.value(mind(engine, state, path), expression) == value
        except EngineError:
            return False

    return Need(holds, lambda state: looked_at(engine, expression, path, state), when)


def _holding(engine: Engine, condition: GroundExpression, path: Path) -> Holds:
    def holds(state: int) -> bool:
        try:
            return engine.holds(mind(engine, state, path), condition)
        except EngineError:
            return False

    return holds


def _looking(engine: Engine, condition: GroundExpression, path: Path) -> Callable[[int], Reads]:
    """What makes a condition hold: of alternatives all that do."""

    def looked(state: int) -> Reads:
        ways = condition.parts if isinstance(condition, Some) else (condition,)
        holding = [way for way in ways if engine.holds(mind(engine, state, path), way)]
        return tuple(dict.fromkeys(read for way in holding for read in looked_at(engine, way, path, state)))

    return looked


def _parts(condition: GroundExpression, path: Path) -> Iterator[tuple[Path, GroundExpression]]:
    """The parts that a condition has, each with the mind in which it is read."""
    match condition:
        case Constant():
            return
        case All(parts):
            for part in parts:
                yield from _parts(part, path)
        case Named(_, body):
            yield from _parts(body, path)
        case Believed(person, body):
            yield from _parts(body, (*path, person))
        case _:
            yield path, condition


def _makers(timeline: Timeline, reads: Reads, when: When) -> list[Made]:
    """What made each fact as it is at a moment; nobody has made the clock."""
    clock = timeline.history.engine.program.clock
    return [_made(timeline, path, fluent, when) for path, fluent in reads if fluent != clock]


def _made(timeline: Timeline, path: Path, fluent: int, when: When) -> Made:
    return Made(path, fluent, *timeline.origin(path, fluent, when))


def _undone(timeline: Timeline, state: int, group: list[Made]) -> int:
    """The state with what a step made as it was before the step."""
    engine = timeline.history.engine
    for made in group:
        state = engine.altered(state, made.path, made.fluent, timeline.value(made.before, made.path, made.fluent))
    return state
