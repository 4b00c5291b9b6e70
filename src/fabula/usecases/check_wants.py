# SPDX-License-Identifier: Apache-2.0
"""What somebody would have to want, to have a reason: each of their wants made weightier or lighter, or one more want.

All weights are made facts of one more engine, which nobody sees and nothing changes; a weight is then tried by putting
another number into the person's mind, and the least change that helps is found by halving.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fabula.diagnostics import NOWHERE
from fabula.engine.port import Cancel, Engine
from fabula.model.expression import Comparator, Operator
from fabula.model.ground import (
    Calculation,
    Choice,
    Comparison,
    Constant,
    Fluent,
    GroundExpression,
    Program,
    Read,
)
from fabula.model.values import UNKNOWN
from fabula.model.world import Number
from fabula.semantics.errors import EngineError
from fabula.usecases.check_history import History
from fabula.usecases.check_setting import Setting
from fabula.usecases.sentences import terms
from fabula.usecases.wording import show_expression, show_number

_FACTORS = (0.0, 2.0, 4.0, 16.0, 64.0)
MOST_TERMS = 24


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An engine in which the person's wants have weights that are facts; `state` is the story's there."""

    engine: Engine
    state: int
    first: int
    person: int


def wants_misses(
    setting: Setting, history: History, event: int, person: int, budget: Cancel
) -> Iterator[tuple[str, bool]]:
    """Wants that would give the person a reason, each verified: those they have, weighed otherwise, then new ones.

    With each comes whether it is a new one: to want just what an event does is a reason for anything.
    """
    if budget.limit is not None:
        return
    program = setting.engine.program
    old = [term for term in terms(program.utilities[person]) if not isinstance(term, Constant)][:MOST_TERMS]
    try:
        new = _brought_about(setting, history.now, event, person)[:MOST_TERMS]
        weighed = _weigh(setting, history, old, new, person)
    except EngineError:
        return
    for number, term in enumerate(old):
        factor = _least(setting, weighed, number, event, budget, term)
        if factor is not None:
            yield _weighed_otherwise(program, setting.name(person), term, factor), False
    for number, want in enumerate(new, start=len(old)):
        if _helps(setting, weighed, number, event, 1.0, budget):
            yield _wanted(program, setting.name(person), want), True


def _brought_about(setting: Setting, state: int, event: int, person: int) -> list[GroundExpression]:
    """What the event would change, as the person sees it: things that one could want."""
    engine = setting.engine
    within = engine.believed(state, person)
    before, after = engine.values(within), engine.values(engine.after(within, event))
    wants: list[GroundExpression] = []
    for fluent, (was, becomes) in enumerate(zip(before, after, strict=True)):
        if was == becomes or becomes is UNKNOWN or fluent == engine.program.clock:
            continue
        read = Read(fluent, NOWHERE)
        if isinstance(engine.program.fluents[fluent].type, Number):
            less = isinstance(was, float | int) and isinstance(becomes, float | int) and becomes < was
            minus = Calculation(Operator.TIMES, Constant(-1.0, NOWHERE), read, NOWHERE)
            wants.append(minus if less else read)
        else:
            holds = Comparison(Comparator.EQUAL, read, Constant(becomes, NOWHERE), NOWHERE)
            wants.append(_one_if(holds))
    return wants


def _one_if(condition: GroundExpression) -> Choice:
    """`1 if condition`."""
    return Choice(condition, Constant(1.0, NOWHERE), Constant(0.0, NOWHERE), NOWHERE)


def _weigh(
    setting: Setting, history: History, old: Sequence[GroundExpression], new: Sequence[GroundExpression], person: int
) -> _Weighed:
    """The engine with weights, and the story so far replayed in it."""
    program = setting.engine.program
    first = len(program.fluents)
    weights = tuple(Fluent("weight", (str(number),), Number()) for number in range(len(old) + len(new)))
    utility: GroundExpression = Constant(0.0, NOWHERE)
    for number, term in enumerate((*old, *new)):
        weighted = Calculation(Operator.TIMES, Read(first + number, NOWHERE), term, NOWHERE)
        utility = Calculation(Operator.PLUS, utility, weighted, NOWHERE)
    utilities = (*program.utilities[:person], utility, *program.utilities[person + 1 :])
    values = (*program.start_values, *(1.0 for _ in old), *(0.0 for _ in new))
    changed = replace(program, fluents=(*program.fluents, *weights), utilities=utilities, start_values=values)
    engine = setting.make(changed)
    state = engine.start()
    for happening in history.happenings:
        state = engine.after(state, happening.event)
    return _Weighed(engine, state, first, person)


def _helps(setting: Setting, weighed: _Weighed, number: int, event: int, weight: float, budget: Cancel) -> bool:
    """Whether the person has a reason with this weight."""
    if budget.limit is not None:
        return False
    state = weighed.engine.altered(weighed.state, (weighed.person,), weighed.first + number, weight)
    try:
        return weighed.engine.reason(state, event, weighed.person, setting.limits, budget) is not None
    except EngineError:
        return False


def _least(
    setting: Setting, weighed: _Weighed, number: int, event: int, budget: Cancel, term: GroundExpression
) -> float | None:
    """The weight nearest to 1 that gives a reason, to a whole number of what the want is worth."""
    worth = _worth(term)
    helping = next((each for each in _FACTORS if _helps(setting, weighed, number, event, each, budget)), None)
    if helping is None or worth is None or worth != int(worth):
        return helping
    low, high = worth, helping * worth
    while abs(high - low) > 1:
        middle = float(int((low + high) / 2))
        if _helps(setting, weighed, number, event, middle / worth, budget):
            high = middle
        else:
            low = middle
    return high / worth


def _worth(term: GroundExpression) -> float | None:
    """What a want of the form `2 if condition` is worth; None for others."""
    match term:
        case Choice(_, Constant(worth), Constant(0.0)) if isinstance(worth, float | int) and worth != 0:
            return float(worth)
        case _:
            return None


def _weighed_otherwise(program: Program, name: str, term: GroundExpression, factor: float) -> str:
    """A want with another weight, as a clause."""
    worth = _worth(term)
    if worth is not None and isinstance(term, Choice):
        said = f"`{show_expression(program, term.condition)}`"
        return f"{said} were worth {show_number(worth * factor)} rather than {show_number(worth)} to {name}"
    said = f"`{show_expression(program, term)}`"
    return f"{said} counted {show_number(factor)} times as much for {name}" if factor else f"{name} did not want {said}"


def _wanted(program: Program, name: str, term: GroundExpression) -> str:
    """A want that they do not have, as a clause."""
    match term:
        case Choice(condition):
            return f"{name} wanted `{show_expression(program, condition)}`"
        case Calculation(_, _, Read(fluent)):
            return f"{name} wanted `{program.fluents[fluent]}` to be less"
        case _:
            return f"{name} wanted `{show_expression(program, term)}` to be more"
