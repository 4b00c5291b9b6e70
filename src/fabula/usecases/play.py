# SPDX-License-Identifier: Apache-2.0
"""`play`: be one of the people of a world, and choose; the others act for their own reasons.

A turn: the player does one thing; then everybody else does at most one, in the order of the file, each for reasons of
their own (`play_others.py`); then perhaps chance. What is tried in vain, or asked for and refused, takes no time, and
the player chooses again. All is decided by the choices and by `below`: the same dice give the same play. `docs/play.md`
tells players the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Span
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel
from fabula.language import spelt
from fabula.model.answers import EventCall
from fabula.model.limits import Limits
from fabula.model.play import Deed, SteeringState
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_setting import Plan, Setting, set_up
from fabula.usecases.play_attempts import carried, found_out
from fabula.usecases.play_choices import ACCEPT, DECLINE, WAIT, believed_possible, call_of, refusing, willing
from fabula.usecases.play_others import Round
from fabula.usecases.play_toward import course_from, kept_on, steered
from fabula.usecases.play_tree import Below, Course, Game, Happened, NotOpen, Play, Turn, heed
from fabula.usecases.problems import asking, engine_problem, playing


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is played (None: the first who can do anything), and the ending that the others are steered to, if any."""

    person: str | None = None
    toward: str | None = None


def begin_play(
    world: World,
    cast: Cast,
    make_engine: MakeEngine,
    limits: Limits | None = None,
    calls: Sequence[EventCall] = (),
    patience: Cancel | None = None,
) -> Play | tuple[Diagnostic, ...]:
    """A play at its start; diagnostics where the world cannot be played so. `calls` are events that a story names.

    `patience` bounds the search for a way to the ending that others are steered to.
    """
    limits = Limits() if limits is None else limits
    toward = None if cast.toward is None else spelt(cast.toward)
    if toward is not None and toward not in (ending.name for ending in world.endings):
        named = tuple(ending.name for ending in world.endings)
        return (playing.no_such_ending(cast.toward or "", named, Span("--toward", 0, len(cast.toward or ""))),)
    setting = set_up(world, Plan(limits, make_engine), calls)
    if not isinstance(setting, Setting):
        return setting
    player = _player(setting, cast.person)
    if isinstance(player, Diagnostic):
        return (player,)
    game = Game(setting, player, toward, limits)
    start = setting.engine.start()
    return Play(game, (Turn(None, Deed.BEGAN, None, (), start, course=course_from(game, start, patience, None)),), 0)


def _player(setting: Setting, person: str | None) -> int | Diagnostic:
    """The number of the person who is played."""
    people = setting.program.people
    if not people:
        return playing.nobody_to_play(setting.world.title, Span(setting.world.name, 0, 0))
    if person is None:
        acting = {each for event in setting.program.events for each in event.willing}
        return min(acting, default=0)
    if spelt(person.strip()) in people:
        return people.index(spelt(person.strip()))
    return asking.unknown_person(person, people, Span("--as", 0, len(person)))


def take(
    play: Play, key: str, below: Below, cancel: Cancel | None = None, patience: Cancel | None = None
) -> Play | Diagnostic:
    """The play after a choice, named by its key, and after what follows; a diagnostic where the world cannot go on.

    A choice that has been made here before leads where it led. `patience` bounds the search for a way to the ending
    that others are steered to. Raises `NotOpen` for what cannot be chosen, `GaveUp` where `cancel` is set meanwhile.
    """
    try:
        return _taken(_Dice(play, below, cancel, patience), key.strip())
    except EngineError as error:
        return engine_problem(play.game.program, error)


@dataclass(frozen=True, slots=True)
class _Dice:
    """A play, and all that is lent to a choice."""

    play: Play
    below: Below
    cancel: Cancel | None
    patience: Cancel | None

    def round(self, declined: frozenset[int], to_act: tuple[int, ...]) -> Round:
        """A round that begins here."""
        return Round(self.play.game, self.play.turn.state, to_act, declined, self.below, self.cancel)


def _taken(dice: _Dice, key: str) -> Play:
    play, game, turn = dice.play, dice.play.game, dice.play.turn
    heed(dice.cancel)
    if turn.offer is not None:
        if key not in {ACCEPT, DECLINE}:
            raise NotOpen(key, (ACCEPT, DECLINE))
        deed = Deed.ACCEPTED if key == ACCEPT else Deed.DECLINED
        return _again(play, deed, turn.offer) or _answered(dice, deed, turn.offer)
    if key == WAIT:
        return _again(play, Deed.WAITED, None) or _waited(dice)
    event = call_of(game, key)
    may = believed_possible(game, turn.state)
    if event is None or event not in may:
        raise NotOpen(key, (*(str(game.call(each)) for each in may), WAIT))
    again = next((found for deed in _DEEDS if (found := _again(play, deed, event)) is not None), None)
    return again or _attempted(dice, event)


_DEEDS = (Deed.ACTED, Deed.TRIED, Deed.ASKED)


def _again(play: Play, deed: Deed, event: int | None) -> Play | None:
    """The play at the moment that the choice has led to before; None where it has not been made here."""
    for number, turn in enumerate(play.turns):
        if turn.parent == play.at and turn.deed is deed and turn.event == event:
            return play.gone(number)
    return None


def _attempted(dice: _Dice, event: int) -> Play:
    """An event of the player's, if it really can happen, and the others whom it asks are willing."""
    play, game, turn = dice.play, dice.play.game, dice.play.turn
    reason = willing(game, turn.state, event, dice.cancel)
    if isinstance(reason, EngineError):
        raise reason
    same = Turn(play.at, Deed.TRIED, event, (), turn.state, corrections=turn.corrections, course=turn.course)
    if not game.engine.holds(turn.state, game.event(event).condition):
        corrections, because = found_out(game, turn.state, event)
        old = {(each.path, each.fluent): each for each in turn.corrections}
        new = {(each.path, each.fluent): each for each in corrections}
        return play.grown(replace(same, corrections=tuple((old | new).values()), because=because))
    unwilling = refusing(game, turn.state, event, dice.cancel)
    if unwilling:
        return play.grown(replace(same, deed=Deed.ASKED, refused_by=unwilling))
    turns = dice.round(_declined(play), _others(game))
    ended = turns.happen(event, own=True)
    return play.grown(_after(dice, turns, Deed.ACTED, event, ended=ended))


def _waited(dice: _Dice) -> Play:
    """The player does nothing: a moment passes, and the others act."""
    play, game = dice.play, dice.play.game
    turns = dice.round(_declined(play), _others(game))
    wait = game.program.wait
    ended = wait is not None and turns.happen(wait, own=True)
    return play.grown(_after(dice, turns, Deed.WAITED, None, ended=ended, idle=True))


def _answered(dice: _Dice, deed: Deed, event: int) -> Play:
    """The player takes an offer, or declines it; the round goes on."""
    play, turn = dice.play, dice.play.turn
    turns = dice.round(_declined(play) | ({event} if deed is Deed.DECLINED else frozenset()), turn.to_act)
    ended = deed is Deed.ACCEPTED and turns.happen(event, own=True)
    return play.grown(_after(dice, turns, deed, event, ended=ended))


def _declined(play: Play) -> frozenset[int]:
    """What is not offered again; where others are steered, they come back to it."""
    return play.declined() if play.game.toward is None else frozenset()


def _others(game: Game) -> tuple[int, ...]:
    return tuple(person for person in range(len(game.program.people)) if person != game.player)


def _after(dice: _Dice, turns: Round, deed: Deed, event: int | None, *, ended: bool, idle: bool = False) -> Turn:
    """The moment after the player's deed and what the others make of it."""
    play, game = dice.play, dice.play.game
    course = _course(dice, turns.happened, turns.state)
    if course is not None and course.way and not ended:
        course = steered(turns, course)
    elif not ended:
        turns.others(idle)
        course = _course_kept(game, course, turns) if turns.happened else course
    kept = carried(game, turns.happened, play.turn.corrections)
    return Turn(
        play.at, deed, event, tuple(turns.happened), turns.state, turns.offer, turns.to_act, kept, course=course
    )


def _course(dice: _Dice, happened: Sequence[Happened], state: int) -> Course | None:
    """The way to the ending after the player's deed: the old one as long as it is kept to, else a new one."""
    game, course = dice.play.game, dice.play.turn.course
    if game.toward is None or (course is not None and not happened):
        return course
    for each in happened:
        course = kept_on(game, course, each.event, each.after)
    return course_from(game, state, dice.patience, dice.cancel) if course is None else course


def _course_kept(game: Game, course: Course | None, turns: Round) -> Course | None:
    """What is known of the way after the others have acted for their own reasons."""
    if course is None:
        return None
    there = any(ending.form.name == game.toward for ending in game.reached(turns.state))
    return replace(course, state=SteeringState.THERE) if there else course
