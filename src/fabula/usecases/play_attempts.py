# SPDX-License-Identifier: Apache-2.0
"""What the player finds out by trying what they wrongly believe to be possible.

An attempt that fails is no event: nothing happens, nobody sees it, and in the story everybody goes on believing what
they did. But the player now knows better. What they find is the converse of a surprise (design: *just enough*): of each
way in which the event's condition holds in what they believe, every literal that is not so is put right. An equality
takes the value that it really has, of any other comparison the fact becomes unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fabula.engine.port import Engine
from fabula.model.expression import Comparator
from fabula.model.ground import (
    All,
    Believed,
    Choice,
    Comparison,
    Constant,
    Doubted,
    GroundExpression,
    Named,
    Read,
    Some,
)
from fabula.model.values import UNKNOWN
from fabula.semantics.errors import EngineError
from fabula.usecases.check_failing import reads_of
from fabula.usecases.check_history import Path, mind, value_at
from fabula.usecases.play_tree import Correction, Game, Happened
from fabula.usecases.words import denial, fact_words, shown_name


def found_out(game: Game, state: int, event: int) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """What trying an event shows to the player: what is put right, and the same in clauses."""
    corrections: dict[tuple[Path, int], Correction] = {}
    clauses: dict[str, None] = {}
    condition = game.setting.condition_of(event)
    for literal, path in _denied(game.engine, game.mind(state), state, condition, ()):
        minds = "".join(f"{shown_name(game.program.world, game.program.people[each])} believes that " for each in path)
        seen = _bare(literal)
        said = denial(game.program, literal)
        for where, fluent in reads_of(literal, path):
            value = value_at(game.engine, state, where, fluent) if seen else UNKNOWN
            believed = value_at(game.engine, game.mind(state), where, fluent)
            corrections[where, fluent] = Correction(where, fluent, believed, value)
            said = fact_words(game.program, game.program.fluents[fluent], value) if seen else said
        clauses[minds + said] = None
    return tuple(corrections.values()), tuple(clauses)


def carried(game: Game, happened: Iterable[Happened], corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The corrections that are not out of date after some events.

    Out of date is what the player, knowing better, would have learnt otherwise from what they saw, and what they
    believe otherwise in the story by now.
    """
    for each in happened:
        if not corrections:
            break
        try:
            known = game.mind(game.engine.after(_corrected(game, each.before, corrections), each.event))
        except EngineError:
            return ()
        corrections = tuple(
            correction
            for correction in corrections
            if value_at(game.engine, known, correction.path, correction.fluent) == correction.value
            and value_at(game.engine, game.mind(each.after), correction.path, correction.fluent) == correction.believed
        )
    return corrections


def eyes(game: Game, state: int, corrections: Iterable[Correction]) -> int:
    """What the player believes, put right by what they have found out: a state for showing, in no story."""
    return game.mind(_corrected(game, state, corrections))


def _corrected(game: Game, state: int, corrections: Iterable[Correction]) -> int:
    for each in corrections:
        state = game.engine.altered(state, (game.player, *each.path), each.fluent, each.value)
    return state


def _denied(
    engine: Engine, believed: int, outside: int, condition: GroundExpression, path: Path
) -> Iterator[tuple[GroundExpression, Path]]:
    """The literals of each way in which the condition holds in a mind that are not so outside of it."""
    if not engine.holds(mind(engine, believed, path), condition):
        return
    match condition:
        case All(parts) | Some(parts):
            for part in parts:
                yield from _denied(engine, believed, outside, part, path)
        case Believed(person, body):
            yield from _denied(engine, believed, outside, body, (*path, person))
        case Named(_, body):
            yield from _denied(engine, believed, outside, body, path)
        case Choice(asked, then, otherwise):
            holds = engine.holds(mind(engine, believed, path), asked)
            if holds == engine.holds(mind(engine, outside, path), asked):
                yield from _denied(engine, believed, outside, then if holds else otherwise, path)
            else:
                yield asked, path
        case Comparison() | Doubted() if not engine.holds(mind(engine, outside, path), condition):
            yield condition, path
        case _:
            return


def _bare(literal: GroundExpression) -> bool:
    """Whether it says that a fact equals a value, and no more: only then is the value of the fact seen."""
    match literal:
        case Comparison(Comparator.EQUAL, Read(), Constant()):
            return True
        case _:
            return False
