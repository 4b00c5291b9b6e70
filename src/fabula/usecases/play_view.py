# SPDX-License-Identifier: Apache-2.0
"""A moment of a play as the player sees it, and the tree of all moments: what front ends show."""

from __future__ import annotations

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.play import (
    Blocked,
    Branch,
    Deed,
    Failure,
    Passage,
    PlayMoment,
    ReachedEnding,
)
from fabula.semantics.errors import EngineError
from fabula.usecases.play_choices import asked, blocked_at, choices_at
from fabula.usecases.play_known import known, perceived
from fabula.usecases.play_toward import steering
from fabula.usecases.play_tree import Game, Play, Turn
from fabula.usecases.problems import engine_problem
from fabula.usecases.words import shown_name


def look(play: Play, cancel: Cancel | None = None) -> PlayMoment | Diagnostic:
    """The moment that is looked at; a diagnostic where it cannot be put into words.

    Raises `GaveUp` where the flag is set meanwhile.
    """
    try:
        return _moment(play, cancel)
    except EngineError as error:
        return engine_problem(play.game.program, error)


def story_so_far(play: Play) -> tuple[Passage, ...] | Diagnostic:
    """All that the player has lived through, choice by choice, from the start to here."""
    try:
        return tuple(_passage(play.gone(number)) for number in play.path())
    except EngineError as error:
        return engine_problem(play.game.program, error)


def look_at_blocked(play: Play, cancel: Cancel | None = None) -> Blocked | Diagnostic:
    """What the player cannot do now, and why, in what they believe. Raises `GaveUp` as `look` does."""
    try:
        return blocked_at(play.game, play.turn, cancel)
    except EngineError as error:
        return engine_problem(play.game.program, error)


def branches(play: Play) -> tuple[Branch, ...]:
    """All moments, in the order of a tree that is read from its root: each before those that it leads to."""
    path = frozenset(play.path())
    children = _children(play)
    found: list[Branch] = []
    waiting = [(0, 0)]
    while waiting:
        number, depth = waiting.pop()
        turn = play.turns[number]
        endings = tuple(each.name for each in _ended(play, turn))
        text = _deed_text(play, turn)
        found.append(Branch(number, turn.parent, depth, turn.deed, text, number == play.at, number in path, endings))
        waiting += [(child, depth + 1) for child in reversed(children[number])]
    return tuple(found)


def _passage(play: Play) -> Passage:
    turn = play.turn
    seen = tuple(each for happened in turn.happened if (each := perceived(play.game, happened)) is not None)
    return Passage(play.at, turn.deed, _deed_text(play, turn), seen, _failure(play, turn), _ended(play, turn))


def _moment(play: Play, cancel: Cancel | None) -> PlayMoment:
    game, turn = play.game, play.turn
    engine, program = game.engine, game.program
    passage = _passage(play)
    now = None if program.clock is None else engine.values(turn.state)[program.clock]
    offer = None if turn.offer is None else game.setting.sentences.event(game.mind(turn.state), turn.offer)
    return PlayMoment(
        number=play.at,
        parent=turn.parent,
        depth=len(play.path()) - 1,
        children=_children(play)[play.at],
        world=program.world.title,
        person=program.people[game.player],
        shown=shown_name(program.world, program.people[game.player]),
        clock=now if isinstance(now, float | int) else None,
        did=passage.did,
        did_text=passage.did_text,
        perceived=passage.perceived,
        failure=passage.failure,
        known=known(game, turn.state, play.start(), turn.corrections),
        offer=offer,
        offered_by=() if turn.offer is None else asked(game, turn.offer),
        choices=choices_at(game, turn, cancel),
        ended=passage.ended,
        reached=_reached(game, turn.state),
        steering=steering(game, turn.course),
    )


def _children(play: Play) -> list[tuple[int, ...]]:
    """For each moment, those that it leads to."""
    found: list[list[int]] = [[] for _ in play.turns]
    for number, turn in enumerate(play.turns):
        if turn.parent is not None:
            found[turn.parent].append(number)
    return [tuple(each) for each in found]


def _deed_text(play: Play, turn: Turn) -> str:
    """The sentence of what the player did, or tried to do; empty where it was no event."""
    if turn.event is None:
        return ""
    before = play.before(turn)
    mind = before if turn.deed is Deed.ACTED else play.game.mind(before)
    return play.game.setting.sentences.event(mind, turn.event)


def _failure(play: Play, turn: Turn) -> Failure | None:
    game = play.game
    if turn.deed not in {Deed.TRIED, Deed.ASKED}:
        return None
    refused_by = tuple(shown_name(game.program.world, game.program.people[each]) for each in turn.refused_by)
    return Failure(_deed_text(play, turn), turn.because, refused_by)


def _reached(game: Game, state: int) -> tuple[ReachedEnding, ...]:
    return tuple(
        ReachedEnding(ending.form.name, game.setting.sentences.ending(state, ending.form))
        for ending in game.reached(state)
    )


def _ended(play: Play, turn: Turn) -> tuple[ReachedEnding, ...]:
    """The endings that a moment has come to, and that did not hold at the one before."""
    before = {each.name for each in _reached(play.game, play.before(turn))} if turn.parent is not None else set()
    return tuple(each for each in _reached(play.game, turn.state) if each.name not in before)
