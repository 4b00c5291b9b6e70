# SPDX-License-Identifier: Apache-2.0
"""What a player believes, and what they have just perceived, in words: nothing here reads what is really so.

An event is perceived by who sees it. A law has no witnesses: its sentence is shown where it fired in what the player
believes. What is shown as noticed are the beliefs that have changed, by sight above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fabula.model.ground import Fluent
from fabula.model.play import Known, Perceived
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import LawOrigin, Number, YesNo
from fabula.usecases.play_attempts import eyes
from fabula.usecases.play_tree import Correction, Game, Happened
from fabula.usecases.words import fact_of, fact_words, negated, shown_name, thing

MOST_OF_OTHERS = 40
"""So many beliefs about other people's beliefs are shown, at most."""


def perceived(game: Game, happened: Happened) -> Perceived | None:
    """An event as the player perceived it; None where they saw nothing, and noticed nothing of what came of it."""
    sees = happened.own or game.engine.observes(happened.before, happened.event, game.player)
    text = game.setting.sentences.event(happened.before, happened.event) if sees else None
    followed = tuple(dict.fromkeys(_followed(game, happened)))
    noticed = tuple(_noticed(game, happened))
    if text is None and not followed and not noticed:
        return None
    return Perceived(text, happened.own, followed, noticed)


def known(game: Game, state: int, start: int, corrections: Iterable[Correction]) -> tuple[Known, ...]:
    """All that the player believes and that is worth saying, by subject: themselves, what else there is, other minds.

    Worth saying is what holds; of what does not hold, what they have believed to hold, and what nobody can say.
    """
    here = eyes(game, state, corrections)
    at_first = game.engine.values(game.mind(start))
    subjects: dict[str, list[tuple[bool, str]]] = {_subject(game, (game.program.people[game.player],)): []}
    for fluent, value in _facts(game, game.engine.values(here), at_first):
        said = fact_words(game.program, fluent, value)
        subjects.setdefault(_subject(game, fluent.arguments), []).append((not _is_figure(game, fluent), said))
    nobody = subjects.pop("", [])
    found = [_known(subject, said) for subject, said in (*subjects.items(), ("", nobody)) if said]
    return (*found, *_other_minds(game, here))


def _known(subject: str, said: list[tuple[bool, str]]) -> Known:
    """What is believed of a subject, with the figures apart from the rest."""
    return Known(
        subject, tuple(each for prose, each in said if prose), tuple(each for prose, each in said if not prose)
    )


def _facts(game: Game, values: tuple[Value, ...], at_first: tuple[Value, ...]) -> Iterator[tuple[Fluent, Value]]:
    """The facts that are worth saying, with their values."""
    for number, fluent in enumerate(game.program.fluents):
        if number != game.program.clock and _worth_saying(fluent, values[number], at_first[number]):
            yield fluent, values[number]


def _has_words(game: Game, fluent: Fluent) -> bool:
    fact = fact_of(game.program.world, fluent)
    return fact is not None and fact.text is not None


def _is_figure(game: Game, fluent: Fluent) -> bool:
    """Whether a fact is a number for which the author has no words."""
    return isinstance(fluent.type, Number) and not _has_words(game, fluent)


def _worth_saying(fluent: Fluent, value: Value, at_first: Value) -> bool:
    if value is UNKNOWN or value != at_first:
        return True
    if isinstance(fluent.type, YesNo):
        return value is True
    return value is not NONE and not (isinstance(fluent.type, Number) and value == 0)


def _subject(game: Game, arguments: tuple[str, ...]) -> str:
    """Whom or what a fact is about: the first thing that it names; nothing, where it names none."""
    return shown_name(game.program.world, arguments[0]) if arguments else ""


def _other_minds(game: Game, here: int) -> Iterator[Known]:
    """What others believe otherwise than the player, as the player sees it."""
    engine, program = game.engine, game.program
    own = engine.values(here)
    left = MOST_OF_OTHERS
    for person, name in enumerate(program.people):
        if person == game.player:
            continue
        theirs = engine.values(engine.believed(here, person))
        differing = [
            (
                not _is_figure(game, fluent),
                _believes(game, name, fact_words(program, fluent, value)),
            )
            for number, (fluent, value) in enumerate(zip(program.fluents, theirs, strict=True))
            if own[number] is not value and own[number] != value and number != program.clock
        ][:left]
        left -= len(differing)
        if differing:
            yield _known(shown_name(program.world, name), differing)


def _believes(game: Game, name: str, clause: str) -> str:
    return f"{shown_name(game.program.world, name)} believes that {clause}"


def _followed(game: Game, happened: Happened) -> Iterator[str]:
    """The sentences of the laws that fired in what the player believes."""
    program, engine = game.program, game.engine
    state = happened.before
    for stage in engine.stages(happened.before, happened.event):
        laws = program.moment_laws if stage.moment else program.laws
        for where, number in stage.fired:
            law = laws[number]
            if where == (game.player,) and law.form.origin is LawOrigin.LAW and law.form.text is not None:
                text = game.setting.sentences.law(game.mind(state), law)
                if text is not None:
                    yield text
        state = stage.state


def _noticed(game: Game, happened: Happened) -> Iterator[str]:
    """What the player believes now and did not before; numbers without words of their own are left out."""
    engine, program = game.engine, game.program
    before = engine.values(game.mind(happened.before))
    after = engine.values(game.mind(happened.after))
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        fluent = program.fluents[number]
        if old is new or old == new or number == program.clock:
            continue
        if not _is_figure(game, fluent):
            yield _now(game, fluent, old, new)


def _now(game: Game, fluent: Fluent, old: Value, new: Value) -> str:
    """That a fact has come to be so; of what is nowhere and nobody's now, that it is no longer what it was."""
    world = game.program.world
    if new is NONE and isinstance(old, str) and thing(world, old) is not None and _has_words(game, fluent):
        was = fact_words(game.program, fluent, old)
        return negated(was, (each.shown for each in world.things))
    return fact_words(game.program, fluent, new)
