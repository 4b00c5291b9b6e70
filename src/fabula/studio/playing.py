# SPDX-License-Identifier: Apache-2.0
"""Being one of the people: what they see and believe after the choices made so far, and what they may choose now.

A play is asked for with all its choices, so undoing and branching are nothing but other questions; what was played
already is remembered.
"""

from __future__ import annotations

import posixpath
from typing import Any

from fabula.api.errors import FabulaError, InvalidText, InvalidWorld
from fabula.api.play import Play, begun
from fabula.diagnostics import Source
from fabula.language import is_world
from fabula.model.limits import Limits
from fabula.model.manuscript import EventAnnotation, Manuscript
from fabula.render.play import blocked_data, branches_data, compared_data, passages_data, play_data
from fabula.studio.asking import Asked, Found, Problems
from fabula.studio.opening import limits_of, story_of, world_of
from fabula.studio.refused import Refused, sentence
from fabula.studio.remembering import Played
from fabula.usecases.play import Cast
from fabula.usecases.play_compare import compare, shortest_told

MOST_MOMENTS = 300
"""So many moments of a play are remembered."""
STEERING_SECONDS = 5.0


def play(asked: Asked) -> Found:
    """What is open to the person after the choices so far."""
    try:
        return Found(_data(asked, _at_moment(asked)))
    except InvalidWorld as invalid:
        raise Problems(invalid.diagnostics, invalid.sources) from None
    except InvalidText as invalid:
        raise Problems(invalid.diagnostics, {"CHOICE": Source("CHOICE", invalid.text)}) from None
    except FabulaError as error:
        raise Refused(400, "not-to-be-played", sentence(str(error))) from None


def _at_moment(asked: Asked) -> Play:
    """The play after all choices, from what is remembered of it."""
    keys = tuple(asked.options.keys)
    played = _played(asked)
    known = next(number for number in range(len(keys), -1, -1) if keys[:number] in played.moments)
    found = played.moments[keys[:known]]
    for number in range(known, len(keys)):
        found = found.choose(keys[number], asked.cancel)
        if len(played.moments) >= MOST_MOMENTS:
            played.moments = {(): played.moments[()]}
        played.moments[keys[: number + 1]] = found
    return found


def _played(asked: Asked) -> Played:
    """The play from its start, the remembered one where it is the same."""
    options, before = asked.options, asked.remembered.played
    limits = limits_of(asked)
    cast = (asked.ask.file, options.person, options.toward, options.seed, limits)
    if before is not None and before.cast == cast and _same_texts(asked, before.sources):
        return before
    asked.remembered.played = None
    world, _, sources = world_of(asked)
    story = None if is_world(asked.source) else story_of(asked).manuscript
    who = Cast(options.person, options.toward)
    start = begun(world, asked.make_engine, who, _limits(story, limits), options.seed, STEERING_SECONDS)
    asked.remembered.played = Played(cast, sources, {(): start})
    return asked.remembered.played


def _limits(story: Manuscript | None, limits: Limits) -> Limits:
    usual = Limits()
    if story is None or limits != usual:
        return limits
    return Limits(imagine=story.imagine or usual.imagine, minds=story.minds or usual.minds)


def _same_texts(asked: Asked, sources: dict[str, Source]) -> bool:
    found = {name: asked.texts.open_file("", name) for name in sources}
    return all(source is not None and source.text == sources[name].text for name, source in found.items())


def _data(asked: Asked, found: Play) -> dict[str, Any]:
    options = asked.options
    return {
        "keys": list(options.keys),
        "people": list(found.tree.game.program.people),
        "endings": [ending.form.name for ending in found.tree.game.program.endings],
        "moment": play_data(found.moment),
        "story": passages_data(found.story()),
        "branches": branches_data(found.branches()),
        "blocked": blocked_data(found.blocked(asked.cancel)) if options.blocked else None,
        "compared": _compared(asked, found) if options.compare else None,
        "transcript": found.transcript(posixpath.basename(found.tree.game.program.world.name))
        if options.transcript
        else None,
    }


def _compared(asked: Asked, found: Play) -> dict[str, Any] | None:
    """The play beside the story of the manuscript, or beside the shortest story of the world."""
    if is_world(asked.source):
        told = shortest_told(found.tree, asked.cancel)
        return None if told is None else compared_data(compare(found.tree, told[0], told[1]))
    manuscript = story_of(asked).manuscript
    events = (each.event for _, each in manuscript.lived() if isinstance(each, EventAnnotation))
    return compared_data(compare(found.tree, manuscript.title or manuscript.name, events))
