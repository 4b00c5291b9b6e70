# SPDX-License-Identifier: Apache-2.0
"""What is open to a player: every event of theirs that they believe possible, and why the others are not.

Whether an event really is possible shows only when it is tried: until then it looks like any other. For whom it is in
character is asked of the engine, in what the person believes, so that it tells nothing that they do not know.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.engine.port import Cancel
from fabula.model.answers import EventCall, Reason
from fabula.model.ground import All, GroundExpression
from fabula.model.play import Blocked, BlockedChoice, Choice, ChoiceKind
from fabula.model.world import Number
from fabula.semantics.errors import EngineError
from fabula.usecases.check_failing import Reads, failing_parts
from fabula.usecases.check_history import value_at
from fabula.usecases.play_attempts import eyes
from fabula.usecases.play_tree import Game, Turn, heed
from fabula.usecases.problems import engine_problem
from fabula.usecases.words import fact_words, shown_name

WAIT, ACCEPT, DECLINE = "wait", "accept", "decline"
"""The keys of the choices that are no events of the player's."""

MOST_BLOCKED = 60
"""So many blocked choices are explained, those that lack least."""

_LONGEST_REASON = 3


def choices_at(game: Game, turn: Turn, cancel: Cancel | None = None) -> tuple[Choice, ...]:
    """The choices at a moment, those in character first. Raises `GaveUp` where the flag is set meanwhile."""
    if turn.offer is not None:
        return _answers(game, turn, turn.offer, cancel)
    mind = game.mind(turn.state)
    seen = eyes(game, turn.state, turn.corrections)
    found: list[Choice] = []
    for event in believed_possible(game, turn.state):
        reason = willing(game, turn.state, event, cancel)
        if isinstance(reason, EngineError):
            continue
        text = game.setting.sentences.event(mind, event)
        tried = not game.engine.holds(seen, game.event(event).condition)
        call = str(game.call(event))
        said = "" if reason is None else in_short(game, turn.state, event, reason)
        found.append(Choice(call, ChoiceKind.EVENT, text, asked(game, event), reason is not None, said, tried))
    found.sort(key=lambda choice: (choice.tried, not choice.in_character))
    return (*found, _waiting(game))


def believed_possible(game: Game, state: int) -> tuple[int, ...]:
    """The player's events that they believe to be possible."""
    return tuple(each for each in game.engine.possible(game.mind(state)) if game.player in game.event(each).willing)


def asked(game: Game, event: int) -> tuple[str, ...]:
    """The others who must be willing, by their names in prose."""
    people, world = game.program.people, game.program.world
    return tuple(shown_name(world, people[each]) for each in game.event(event).willing if each != game.player)


def willing(game: Game, state: int, event: int, cancel: Cancel | None) -> Reason | EngineError | None:
    """The player's reason for an event, None where they have none; the error, where imagining it breaks down."""
    try:
        reason = game.engine.reason(state, event, game.player, game.limits, cancel)
    except EngineError as error:
        return error
    heed(cancel)
    return reason


def refusing(game: Game, state: int, event: int, cancel: Cancel | None = None) -> tuple[int, ...]:
    """Those among the others who are not willing to do an event. Raises where one of them cannot think it through."""
    found: list[int] = []
    for person in game.event(event).willing:
        if person != game.player and game.engine.reason(state, event, person, game.limits, cancel) is None:
            found.append(person)
        heed(cancel)
    return tuple(found)


def in_short(game: Game, state: int, event: int, reason: Reason) -> str:
    """A reason in a few words: what is gained or kept; what they are wrong about is not said."""
    if reason.impulse:
        return "on impulse"
    told = game.setting.sentences.reason(state, event, reason)
    clauses = [f"so that {each}" for each in told.gains[:_LONGEST_REASON]]
    clauses += [f"lest {each}" for each in told.losses[: _LONGEST_REASON - len(clauses)]]
    return ", ".join(clauses)


def blocked_at(game: Game, turn: Turn, cancel: Cancel | None = None) -> Blocked:
    """The player's events that they believe impossible, and why; those that lack least come first.

    Before them come those that nobody can think through.
    """
    seen = eyes(game, turn.state, turn.corrections)
    open_to_them = frozenset(believed_possible(game, turn.state))
    lacking: list[tuple[int, int]] = []
    for number, event in enumerate(game.program.events):
        if game.player in event.willing and number not in open_to_them:
            heed(cancel)
            lacking.append((len(_failing(game, seen, event.condition)), number))
    lacking.sort()
    found: list[BlockedChoice] = []
    for _, number in lacking[:MOST_BLOCKED]:
        heed(cancel)
        because = tuple(dict.fromkeys(_why(game, seen, number)))
        text = game.setting.sentences.event(game.mind(turn.state), number)
        found.append(BlockedChoice(game.call(number), text, because))
    return Blocked((*_unthinkable(game, turn, cancel), *found), len(lacking) - len(found))


def _unthinkable(game: Game, turn: Turn, cancel: Cancel | None) -> Iterator[BlockedChoice]:
    """Events that are possible as the player believes, but break the world as soon as anybody thinks them through."""
    for event in believed_possible(game, turn.state):
        problem = willing(game, turn.state, event, cancel)
        if isinstance(problem, EngineError):
            said = engine_problem(game.program, problem).title.rstrip(".")
            text = game.setting.sentences.event(game.mind(turn.state), event)
            yield BlockedChoice(game.call(event), text, (f"nobody can think it through ({said})",))


def _answers(game: Game, turn: Turn, event: int, cancel: Cancel | None) -> tuple[Choice, ...]:
    """To accept an offer, or to decline it."""
    reason = willing(game, turn.state, event, cancel)
    said = in_short(game, turn.state, event, reason) if isinstance(reason, Reason) else ""
    text = game.setting.sentences.event(game.mind(turn.state), event)
    accept = Choice(ACCEPT, ChoiceKind.ACCEPT, f"Accept: {text}", (), isinstance(reason, Reason), said)
    return accept, Choice(DECLINE, ChoiceKind.DECLINE, "Decline.")


def _waiting(game: Game) -> Choice:
    """To do nothing: in a world with a clock a moment passes."""
    return Choice(WAIT, ChoiceKind.WAIT, "Do nothing." if game.program.wait is None else "Wait: a moment passes.")


def _failing(game: Game, seen: int, condition: GroundExpression) -> list[GroundExpression]:
    """The conjuncts of a condition that do not hold."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return [part for part in parts if not _holds(game, seen, part)]


def _holds(game: Game, seen: int, part: GroundExpression) -> bool:
    try:
        return game.engine.holds(seen, part)
    except EngineError:
        return False


def _why(game: Game, seen: int, event: int) -> Iterator[str]:
    """Why an event cannot be, in clauses: in the author's words where there are any, else as `check` says it."""
    for part in _failing(game, seen, game.setting.condition_of(event)):
        for each in failing_parts(game.engine, seen, part):
            own = f"{game.program.people[game.player]} believes that "
            yield _in_words(game, seen, each.reads) or each.sentence.removeprefix(own)


def _in_words(game: Game, seen: int, reads: Reads) -> str | None:
    """The facts that decide, as they are; None where the author has no words for them, or it is a matter of numbers."""
    clauses: list[str] = []
    for path, fluent in reads:
        fact = game.program.fluents[fluent]
        value = value_at(game.engine, seen, path, fluent)
        if path not in {(), (game.player,)} or isinstance(fact.type, Number):
            return None
        said = fact_words(game.program, fact, value)
        if said.startswith((f"not {fact}", f"{fact}")):
            return None
        clauses.append(said)
    return " and ".join(clauses) or None


def call_of(game: Game, key: str) -> int | None:
    """The event that a key names; None where there is none."""
    spelt = "".join(key.split())
    for number, event in enumerate(game.program.events):
        if "".join(str(EventCall(event.name, event.arguments)).split()) == spelt:
            return number
    return None
