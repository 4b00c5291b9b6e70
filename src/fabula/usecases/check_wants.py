# SPDX-License-Identifier: Apache-2.0
"""What somebody would have to want, to have a reason: each of their wants made weightier or lighter, or one more want.

Each is tried by running it (see `check_weighed.py`); the least change of a weight that helps is found by halving.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.port import Cancel
from fabula.model.ground import Choice, Constant, GroundExpression, Program
from fabula.model.limits import Limits
from fabula.model.values import UNKNOWN
from fabula.model.world import Number
from fabula.semantics.errors import EngineError
from fabula.usecases.check_best import at_rest
from fabula.usecases.check_setting import Setting
from fabula.usecases.check_weighed import Weighed
from fabula.usecases.wording import show_belief, show_expression, show_number

_FACTORS = (0.0, 2.0, 4.0, 16.0, 64.0)


def other_weights(weighed: Weighed, limits: Limits, budget: Cancel) -> Iterator[str]:
    """Other weights of the person's wants that would give them a reason."""
    program = weighed.engine.program
    for number, want in enumerate(weighed.wants):
        factor = _least(weighed, number, limits, budget)
        if factor is not None:
            yield _weighed_otherwise(program, program.people[weighed.person], want, factor)


def new_wants(setting: Setting, state: int, event: int, person: int) -> Iterator[str]:
    """Wants that the event itself would satisfy: what it changes, as they see it, if that were worth 1 to them."""
    engine = setting.engine
    within = engine.believed(state, person)
    try:
        after, rest = engine.after(within, event), at_rest(engine, within, (event,))
        more = engine.utility(rest, person) - engine.utility(after, person)
    except EngineError:
        return
    for fluent, (idle, done) in enumerate(zip(engine.values(rest), engine.values(after), strict=True)):
        name = f"`{engine.program.fluents[fluent]}`"
        if idle == done or done is UNKNOWN:
            continue
        if isinstance(engine.program.fluents[fluent].type, Number):
            if isinstance(idle, float | int) and isinstance(done, float | int) and abs(done - idle) > more:
                yield f"{setting.name(person)} wanted {name} to be {'more' if done > idle else 'less'}"
        elif more < 1:
            yield f"{setting.name(person)} wanted `{show_belief([], str(engine.program.fluents[fluent]), done)}`"


def _least(weighed: Weighed, number: int, limits: Limits, budget: Cancel) -> float | None:
    """The weight nearest to 1 that gives a reason, to a whole number of what the want is worth."""

    def helps(weight: float) -> bool:
        return weighed.helps(weighed.weighing(number, weight), limits, budget)

    worth = _worth(weighed.wants[number])
    helping = next((factor for factor in _FACTORS if helps(factor)), None)
    if helping is None or worth is None or worth != int(worth):
        return helping
    low, high = worth, helping * worth
    while abs(high - low) > 1:
        middle = float(int((low + high) / 2))
        if helps(middle / worth):
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
