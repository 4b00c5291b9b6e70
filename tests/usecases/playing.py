# SPDX-License-Identifier: Apache-2.0
"""Plays of worlds that are texts, for the tests of playing."""

from __future__ import annotations

from collections.abc import Callable

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.engine.choose import default_engine
from fabula.language import read_world
from fabula.model.limits import Limits
from fabula.model.play import Choice, PlayMoment
from fabula.model.world import World
from fabula.usecases.check import check_text
from fabula.usecases.play import Cast, begin_play, take
from fabula.usecases.play_transcript import transcript
from fabula.usecases.play_tree import Below, Play
from fabula.usecases.play_view import look

HOUSE = """\
world "The house"

kind place
person Ash, Wren, Finch
place hall, cellar

fact at(person) is place "{1} is in the {value}"
fact locked "the cellar is locked"
fact keeper is person "{value} has the lamp"
fact tired(person) "{1} is tired"
fact lit "the lamp is lit"

start:
    for every person p: at(p) = hall
    at(Finch) = cellar
    locked
    keeper = Wren
    Ash believes not locked

event go(p: person, to: place):
    text: "{p} goes to the {to}."
    when: at(p) != to and (to = hall or not locked)
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p) or at(q) = to

event unlock(p: person):
    text: "{p} unlocks the cellar."
    when: locked and p = Finch
    then: not locked
    by: p
    seen by q: at(q) = at(p)

event give(giver: person, taker: person):
    text: "{giver} gives {taker} the lamp."
    when: keeper = giver and at(giver) = at(taker) and giver != taker
    then: keeper = taker
    by: giver, taker
    seen by q: at(q) = at(giver)

event light(p: person):
    text: "{p} lights the lamp."
    when: keeper = p and not lit
    then: lit
    by: p
    seen by q: at(q) = at(p)

event gust():
    text: "A gust puts the lamp out."
    when: lit
    then: not lit

wants Ash:
    2 if at(Ash) = cellar
    1 if keeper = Ash

ending lit_below "There is light in the cellar.": lit and at(keeper) = cellar
ending alone "Ash stands in the dark.": at(Ash) = cellar and keeper != Ash
"""


def world_of(text: str) -> World:
    """The world of a text."""
    source = Source("house.world", text)
    world, problems, _ = read_world(source, lambda _name, _wanted: None)
    assert world is not None, render_text(problems, {source.name: source})
    return world


def begun(text: str = HOUSE, person: str | None = "Ash", toward: str | None = None, length: int = 12) -> Play:
    """A play of a world at its start."""
    play = begin_play(world_of(text), Cast(person, toward), default_engine, Limits(length=length))
    assert isinstance(play, Play), play
    return play


def seldom(bound: int) -> int:
    """Dice with which the first of several is drawn, and chance never strikes."""
    return bound - 1


def always(_bound: int) -> int:
    """Dice with which chance always strikes."""
    return 0


def then(play: Play, *keys: str, below: Below = seldom) -> Play:
    """The play after some choices."""
    for key in keys:
        after = take(play, key, below)
        assert isinstance(after, Play), after
        play = after
    return play


def moment(play: Play) -> PlayMoment:
    """What the player sees."""
    found = look(play)
    assert isinstance(found, PlayMoment), found
    return found


def choice(play: Play, key: str) -> Choice:
    """A choice by its key."""
    return next(each for each in moment(play).choices if each.key == key)


def keys(play: Play, which: Callable[[Choice], bool] = lambda _: True) -> list[str]:
    """The keys of the choices."""
    return [each.key for each in moment(play).choices if which(each)]


def texts(play: Play) -> list[str | None]:
    """The sentences of what the player perceived."""
    return [each.text for each in moment(play).perceived]


def written(play: Play) -> str:
    """The transcript."""
    found = transcript(play, "house.world")
    assert isinstance(found, str), found
    return found


def problems_of(text: str, world: str = HOUSE) -> list[Diagnostic]:
    """What `check` finds in a transcript; what it finds in the world is not asked."""
    found = check_text(Source("play.md", text), lambda _, wanted: Source(wanted, world))
    return [each for each in found.diagnostics if each.primary.span.source == "play.md"]
