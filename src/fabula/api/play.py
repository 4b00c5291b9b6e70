# SPDX-License-Identifier: Apache-2.0
"""A play, for programs: what `fabula play` and the studio's page do, by hand."""

from __future__ import annotations

import random
from os import PathLike, fspath
from typing import TypeVar

from fabula import files
from fabula.api.deadline import deadline
from fabula.api.errors import FabulaError, InvalidQuestion, InvalidWorld, UnknownName
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel
from fabula.language import spelt
from fabula.model.limits import Limits
from fabula.model.manuscript import EventAnnotation, Manuscript
from fabula.model.play import Blocked, Branch, Choice, ComparedPlay, Passage, PlayMoment
from fabula.model.world import World as WorldModel
from fabula.usecases.manuscript_needs import calls_of
from fabula.usecases.play import Cast, begin_play, take
from fabula.usecases.play_compare import compare, shortest_told
from fabula.usecases.play_transcript import Saved, play_on, saved, transcript
from fabula.usecases.play_tree import Below, NotOpen, Play as Tree
from fabula.usecases.play_view import branches, look, look_at_blocked, story_so_far
from fabula.usecases.story import read_story

STEERING_SECONDS = 5.0
"""How long the author's mode looks for a way to its ending, at each choice."""

STEERING_LENGTH = 20
"""How many events a way to that ending may have."""

_T = TypeVar("_T")


def dice(tree: Tree, seed: int) -> Below:
    """The dice of a moment: the same seed and the same way here give the same numbers, whatever was undone."""
    return random.Random(f"{seed}/{tree.trail()}").randrange  # noqa: S311 -- chance, not secrecy


class Play:
    """A play at one of its moments. It never changes: every choice gives another, which knows all that was played.

    >>> play = load("stolen-fire.world").play("Wren")
    >>> [choice.key for choice in play.moment.choices]
    ['give(Ash, lamp, Wren)', 'snatch(Wren, lamp, Ash)', 'go(Wren, yard)', 'wait']
    >>> play.choose("snatch(Wren, lamp, Ash)").moment.ended[0].name
    'handed_on'
    """

    def __init__(self, tree: Tree, seed: int = 0, seconds: float | None = STEERING_SECONDS) -> None:
        self.tree = tree
        self.seed = seed
        self.seconds = seconds
        self._moment: PlayMoment | None = None

    def __repr__(self) -> str:
        return f"<Play of {self.moment.world!r} as {self.moment.person}, moment {self.moment.number}>"

    @property
    def moment(self) -> PlayMoment:
        """What the player sees, believes, and may choose."""
        if self._moment is None:
            self._moment = _sound(look(self.tree))
        return self._moment

    def choose(self, choice: Choice | str, cancel: Cancel | None = None) -> Play:
        """The play after a choice, which is named by its key, and after what the others make of it.

        Where `cancel` is given, the new moment is looked at as well; raises `GaveUp` where it is set meanwhile.
        """
        key = choice.key if isinstance(choice, Choice) else choice
        try:
            with deadline(self.seconds, None) as patience:
                after = take(self.tree, key, dice(self.tree, self.seed), cancel, patience)
        except NotOpen as closed:
            raise InvalidQuestion(str(closed)) from closed
        play = Play(_sound(after), self.seed, self.seconds)
        if cancel is not None:
            play._moment = _sound(look(play.tree, cancel))
        return play

    def story(self) -> tuple[Passage, ...]:
        """All that the player has lived through, choice by choice."""
        return _sound(story_so_far(self.tree))

    def blocked(self, cancel: Cancel | None = None) -> Blocked:
        """What the player believes to be impossible now, and why."""
        return _sound(look_at_blocked(self.tree, cancel))

    def undo(self) -> Play:
        """The play one choice earlier; at the start, the same."""
        parent = self.tree.turn.parent
        return self if parent is None else Play(self.tree.gone(parent), self.seed, self.seconds)

    def go(self, moment: int) -> Play:
        """The play at any of its moments."""
        if moment not in range(len(self.tree.turns)):
            raise InvalidQuestion(f"there is no moment {moment} in this play; there are {len(self.tree.turns)}")
        return Play(self.tree.gone(moment), self.seed, self.seconds)

    def branches(self) -> tuple[Branch, ...]:
        """All moments that were played, as a tree."""
        return branches(self.tree)

    def compare(self, path: str | PathLike[str] | None = None, cancel: Cancel | None = None) -> ComparedPlay | None:
        """The play beside the story of a manuscript, or (None) the shortest told story; None where none is found."""
        if path is not None:
            manuscript, _ = _read(path)
            events = (each.event for _, each in manuscript.lived() if isinstance(each, EventAnnotation))
            return compare(self.tree, manuscript.title or manuscript.name, events)
        with deadline(self.seconds, cancel) as flag:
            told = shortest_told(self.tree, flag)
        return None if told is None else compare(self.tree, told[0], told[1])

    def transcript(self, world: str | None = None) -> str:
        """The play as a manuscript; `world` is how it names the world's file (None: by the name it was read by)."""
        name = self.tree.game.program.world.name if world is None else world
        return _sound(transcript(self.tree, name, self.seed))


def begun(  # noqa: PLR0913, PLR0917 -- all that a play is begun with
    model: WorldModel,
    make_engine: MakeEngine,
    cast: Cast,
    limits: Limits,
    seed: int | None,
    seconds: float | None,
    story: Manuscript | None = None,
    told: Saved | None = None,
) -> Play:
    """A play at its start, or at the end of a story."""
    told = Saved() if told is None else told
    cast = Cast(cast.person or told.player, cast.toward or told.toward)
    number = seed if seed is not None else told.seed or 0
    with deadline(seconds, None) as patience:
        tree = begin_play(model, cast, make_engine, limits, () if story is None else calls_of(story), patience)
        if isinstance(tree, tuple):
            raise _refusal(model, cast, tree)
        return Play(tree if story is None else _sound(_played_on(tree, story, patience, told)), number, seconds)


def _played_on(tree: Tree, story: Manuscript, patience: Cancel, told: Saved) -> Tree | Diagnostic:
    return play_on(tree, story, patience, attempts=told.player is not None)


def load_play(
    path: str | PathLike[str],
    as_person: str | None = None,
    toward: str | None = None,
    *,
    limits: Limits | None = None,
    seed: int | None = None,
    seconds: float | None = STEERING_SECONDS,
    make_engine: MakeEngine = default_engine,
) -> Play:
    """The play that a transcript holds, at its end; any manuscript may be played on so.

    What is not said is taken from the transcript: who is played, which ending others are steered to, the seed.
    """
    manuscript, model, source = _read_whole(path)
    if limits is None:
        usual = Limits()
        limits = Limits(STEERING_LENGTH, manuscript.imagine or usual.imagine, manuscript.minds or usual.minds)
    return begun(model, make_engine, Cast(as_person, toward), limits, seed, seconds, manuscript, saved(source))


def _sound(found: _T | Diagnostic) -> _T:
    """What was asked for; raises where the world cannot go on."""
    if isinstance(found, Diagnostic):
        raise InvalidWorld((found,), {})
    return found


def _refusal(model: WorldModel, cast: Cast, problems: tuple[Diagnostic, ...]) -> FabulaError:
    """Why a play cannot be begun."""
    people = tuple(each.name for each in model.people)
    if people and cast.person is not None and spelt(cast.person.strip()) not in people:
        return UnknownName("person", cast.person, people)
    if problems[0].code == "unknown-ending":
        return UnknownName("ending", cast.toward or "", tuple(ending.name for ending in model.endings))
    return InvalidWorld(problems, {})


def _read(path: str | PathLike[str]) -> tuple[Manuscript, WorldModel]:
    manuscript, model, _ = _read_whole(path)
    return manuscript, model


def _read_whole(path: str | PathLike[str]) -> tuple[Manuscript, WorldModel, Source]:
    """A manuscript, its world, and its text; raises where one cannot be used."""
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        raise InvalidWorld((source,), {})
    found = read_story(source, files.open_file)
    if found.manuscript is None or found.world is None:
        raise InvalidWorld(found.diagnostics, found.sources)
    return found.manuscript, found.world, source
