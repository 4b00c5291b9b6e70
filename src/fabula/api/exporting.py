# SPDX-License-Identifier: Apache-2.0
"""The stories of a world for other programs, from Python: what `World.game` and `World.planning_problem` do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from fabula.api.errors import InvalidQuestion, InvalidWorld, UnknownName
from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel, Engine
from fabula.interop.ink import ink
from fabula.interop.pddl import NoPlanning, PlanningProblem, planning_problem
from fabula.interop.twee import twee
from fabula.language import spelt
from fabula.model.ground import GroundEnding
from fabula.model.limits import Limits
from fabula.model.playable import Playable
from fabula.usecases.playable import playable


class GameForm(StrEnum):
    """In what a game is written."""

    INK = "ink"
    TWEE = "twee"


WRITERS: Mapping[GameForm, Callable[[Playable], str]] = {GameForm.INK: ink, GameForm.TWEE: twee}
"""What writes a game in each form."""


def written_game(engine: Engine, form: GameForm | str, person: str | None, limits: Limits, cancel: Cancel) -> str:
    """All stories as a game; where a limit is reached, those that are known by then."""
    if form not in list(GameForm):
        raise InvalidQuestion(f"a game is written in `ink` or `twee`, not in `{form}`")
    people = engine.program.people
    if person is not None and spelt(person) not in people:
        raise UnknownName("person", person, people)
    number = None if person is None else people.index(spelt(person))
    story = playable(engine, limits, number, cancel)
    if isinstance(story, Diagnostic):
        raise InvalidWorld((story,), {})
    return WRITERS[GameForm(form)](story)


def planning_problem_of(engine: Engine, ending: GroundEnding) -> PlanningProblem:
    """The world as a planning problem; raises `InvalidQuestion` where PDDL cannot say it, or nothing writes it."""
    try:
        found = planning_problem(engine.program, engine.values(engine.start()), ending)
    except NoPlanning as missing:
        raise InvalidQuestion(str(missing)) from missing
    if not isinstance(found, PlanningProblem):
        raise InvalidQuestion(f"this world cannot be said in PDDL: {found}")
    return found
