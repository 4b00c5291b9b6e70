# SPDX-License-Identifier: Apache-2.0
"""An engine in which all wants of those who must be willing have weights, and new wants have the weight 0.

Weights are facts that nobody sees and nothing changes, as in `check_weighed.py`: a change of somebody's wants is then a
value put into their mind, like a change of what they believe.
"""

from __future__ import annotations

from dataclasses import replace

from fabula.diagnostics import NOWHERE
from fabula.engine.port import Engine
from fabula.model.expression import Comparator, Operator
from fabula.model.ground import Calculation, Choice, Comparison, Constant, Fluent, GroundExpression, Read
from fabula.model.values import UNKNOWN
from fabula.model.world import Number
from fabula.records import dataclass
from fabula.usecases.check_best import at_rest
from fabula.usecases.check_setting import Setting
from fabula.usecases.check_start import Opening
from fabula.usecases.check_weighed import MOST_TERMS
from fabula.usecases.sentences import terms
from fabula.usecases.story import Story


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a want: `fluent` is its number as a fact, `now` what it is."""

    person: int
    want: GroundExpression
    fluent: int
    now: float


@dataclass(frozen=True, slots=True)
class WeighedStory:
    """The engine with weights, a setting on it, the state of the story there, and the story's opening."""

    setting: Setting
    state: int
    weights: tuple[Weight, ...]
    first: int
    opening: Opening

    @property
    def engine(self) -> Engine:
        """The engine with weights."""
        return self.setting.engine


def weighed_story(story: Story, place: int, event: int) -> WeighedStory:
    """The story's first `place` events on an engine where the wants of those who must will the event have weights."""
    setting = story.setting
    program = setting.program
    willing = program.events[event].willing
    if not willing:
        return WeighedStory(setting, story.state(place), (), len(program.fluents), story.history.opening)
    first = len(program.fluents)
    weights: list[Weight] = []
    utilities = list(program.utilities)
    for person in willing:
        old = [term for term in terms(program.utilities[person]) if not isinstance(term, Constant)][:MOST_TERMS]
        new = _new_wants(setting, story.state(place), event, person)
        mine = [(want, 1.0) for want in old] + [(want, 0.0) for want in new]
        numbered = [Weight(person, want, first + len(weights) + number, now) for number, (want, now) in enumerate(mine)]
        weights += numbered
        utilities[person] = _weighed(numbered)
    changed = replace(
        program,
        fluents=(*program.fluents, *(Fluent("weight", (str(each.fluent),), Number()) for each in weights)),
        utilities=tuple(utilities),
        start_values=(*program.start_values, *(each.now for each in weights)),
    )
    engine = setting.make(changed)
    opening = story.history.opening
    state = engine.started((*opening.values, *(each.now for each in weights)), opening.beliefs)
    for happening in story.happenings[:place]:
        state = engine.after(state, happening.event)
    return WeighedStory(Setting(setting.world, engine, setting.plan), state, tuple(weights), first, opening)


def _weighed(weights: list[Weight]) -> GroundExpression:
    utility: GroundExpression = Constant(0.0, NOWHERE)
    for weight in weights:
        term = Calculation(Operator.TIMES, Read(weight.fluent, NOWHERE), weight.want, NOWHERE)
        utility = Calculation(Operator.PLUS, utility, term, NOWHERE)
    return utility


def _new_wants(setting: Setting, state: int, event: int, person: int) -> list[GroundExpression]:
    """What the event changes as somebody sees it, as wants worth 1: yes/no facts and those whose value is a thing."""
    engine = setting.engine
    within = engine.believed(state, person)
    after, rest = engine.after(within, event), at_rest(engine, within, (event,))
    found: list[GroundExpression] = []
    for fluent, (idle, done) in enumerate(zip(engine.values(rest), engine.values(after), strict=True)):
        if idle != done and done is not UNKNOWN and not isinstance(engine.program.fluents[fluent].type, Number):
            test = Comparison(Comparator.EQUAL, Read(fluent, NOWHERE), Constant(done, NOWHERE), NOWHERE)
            found.append(Choice(test, Constant(1.0, NOWHERE), Constant(0.0, NOWHERE), NOWHERE))
    return found
