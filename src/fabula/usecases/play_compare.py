# SPDX-License-Identifier: Apache-2.0
"""The story that is being played, beside a told one: a manuscript's, or the shortest in character to an ending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fabula.engine.port import Cancel, Goal
from fabula.model.answers import EventCall
from fabula.model.play import ComparedEvent, ComparedPlay
from fabula.semantics.errors import EngineError
from fabula.usecases.play_tree import Game, Play


def compare(play: Play, title: str, told: Iterable[EventCall]) -> ComparedPlay:
    """Both stories, and how many events from the start are the same."""
    game = play.game
    stories = tuple(told), tuple(game.call(each.event) for each in play.events())
    common = 0
    for one, other in zip(*stories, strict=False):
        if one != other:
            break
        common += 1
    walked = [_walked(game, play.start(), events) for events in stories]
    return ComparedPlay(title, common, walked[0][0], walked[1][0], walked[0][1], walked[1][1])


def shortest_told(play: Play, cancel: Cancel | None = None) -> tuple[str, tuple[EventCall, ...]] | None:
    """A shortest story in character from the start, and its ending: that of the author's mode, else the nearest.

    None where none is found within the limits, or before the flag is set.
    """
    game = play.game
    best: tuple[str, tuple[int, ...]] | None = None
    for ending in game.program.endings:
        if game.toward not in {None, ending.form.name}:
            continue
        goal = Goal(condition=ending.condition)
        try:
            found = game.engine.tell(goal, game.limits, cancel, start=play.start())
        except EngineError:
            continue
        if found.stories and (best is None or len(found.stories[0]) < len(best[1])):
            best = ending.form.name, found.stories[0]
    if best is None:
        return None
    return best[0], tuple(game.call(event) for event in best[1])


def _walked(game: Game, state: int, events: Iterable[EventCall]) -> tuple[tuple[ComparedEvent, ...], tuple[str, ...]]:
    """The sentences of events that follow one another, and the names of the endings that they come to."""
    sentences = list(_sentences(game, state, events))
    end = sentences[-1][1] if sentences else state
    reached = (each.form.name for each in game.reached(end))
    return tuple(each for each, _ in sentences), tuple(reached)


def _sentences(game: Game, state: int, events: Iterable[EventCall]) -> Iterator[tuple[ComparedEvent, int]]:
    for call in events:
        number = game.setting.number(call)
        if number is None:
            yield ComparedEvent(call, str(call)), state
            continue
        text = game.setting.sentences.event(state, number)
        state = game.engine.after(state, number)
        yield ComparedEvent(call, text), state
