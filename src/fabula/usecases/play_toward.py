# SPDX-License-Identifier: Apache-2.0
"""The author's mode: the others are steered toward an ending, and nobody acts out of character.

A shortest story in character from here to the ending is looked for; the others, and chance, do what it has for them, as
far as the player's next deed in it. Nothing that they do not do has to be done by anybody: to do nothing is in
character. As long as the player does as the story has it, it is followed on; when they part from it another is looked
for. Where there is none, or none is found in time, the others act for their own reasons, and the player is told.
"""

from __future__ import annotations

from fabula.engine.port import Cancel, Goal
from fabula.model.answers import Outcome
from fabula.model.ground import GroundEnding
from fabula.model.play import Steering, SteeringState
from fabula.semantics.errors import EngineError
from fabula.usecases.play_others import Round
from fabula.usecases.play_tree import Course, Game, heed


def ending_of(game: Game) -> GroundEnding | None:
    """The ending that the others are steered to."""
    return next((each for each in game.program.endings if each.form.name == game.toward), None)


def course_from(game: Game, state: int, patience: Cancel | None, cancel: Cancel | None) -> Course | None:
    """A shortest way in character to the ending; None where nobody is steered. `patience` bounds the search alone."""
    ending = ending_of(game)
    if ending is None:
        return None
    if game.holds(state, ending.condition):
        return Course(SteeringState.THERE)
    flag = patience or cancel or Cancel()
    try:
        found = game.engine.tell(Goal(condition=ending.condition), game.limits, flag, start=state)
    except EngineError:
        return Course(SteeringState.UNSURE, limit="laws")
    heed(cancel)
    match found.outcome:
        case Outcome.TOLD:
            return Course(SteeringState.ON_COURSE, found.stories[0])
        case Outcome.IMPOSSIBLE:
            return Course(SteeringState.LOST)
        case Outcome.GAVE_UP:
            return Course(SteeringState.UNSURE, limit=found.limit)


def kept_on(game: Game, course: Course | None, event: int, after: int) -> Course | None:
    """The course after an event that is its next step, None where it is not: another has to be looked for."""
    if course is None or course.way[:1] != (event,):
        return None
    ending = ending_of(game)
    there = ending is not None and game.holds(after, ending.condition)
    return Course(SteeringState.THERE if there else SteeringState.ON_COURSE, course.way[1:])


def steered(turns: Round, course: Course) -> Course:
    """Let the others, and chance, go along the way: everybody once at most, up to the player's next deed in it."""
    game = turns.game
    lucky = True
    while course.way and turns.offer is None:
        event = course.way[0]
        people = game.event(event).willing
        if event == game.program.wait or (game.player in people and people[0] == game.player):
            break
        if game.player in people:
            if not all(each in turns.to_act for each in people if each != game.player) or not turns.in_character(event):
                break
            turns.to_act = tuple(each for each in turns.to_act if each not in people)
            turns.offer = event
            break
        if not (lucky if not people else all(each in turns.to_act for each in people)):
            break
        if not turns.in_character(event):  # somebody has a reason and yet cannot think it through
            break
        lucky = lucky and bool(people)
        ended = turns.happen(event)
        course = kept_on(game, course, event, turns.state) or course
        if ended:
            break
    if turns.offer is None:
        turns.to_act = ()
    return course


def steering(game: Game, course: Course | None) -> Steering | None:
    """The same, as the player is told it."""
    if course is None or game.toward is None:
        return None
    return Steering(game.toward, course.state, len(course.way), game.limits.length, course.limit)
