# SPDX-License-Identifier: Apache-2.0
"""Pictures of beliefs: the table of a moment, and a strip for each fact that is asked about."""

from __future__ import annotations

from fabula.api.picture_wish import Subject, TextLook, Wish
from fabula.diagnostics import Diagnostic
from fabula.model.beliefs import Ledger
from fabula.records import dataclass
from fabula.render.belief_rows import most_disputed
from fabula.render.belief_strip import belief_strip
from fabula.render.belief_table import belief_table
from fabula.render.belief_text import belief_strip_text, belief_table_text
from fabula.render.drawing.svg import Page
from fabula.semantics.errors import EngineError
from fabula.usecases.beliefs import ledger
from fabula.usecases.knows_asking import people_asked, subjects_asked
from fabula.usecases.moments import moment_of
from fabula.usecases.problems import engine_problem
from fabula.usecases.story import Story, Wanted, replay_story


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The beliefs that a wish asks for, and what it names by number; None where it names nothing."""

    ledger: Ledger
    moment: int
    people: tuple[int, ...] | None
    facts: tuple[int, ...] | None


def draw_beliefs(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The belief table of a story at a moment."""
    found = _gathered(subject, wish)
    if not isinstance(found, _Gathered):
        return found
    return (belief_table(found.ledger, found.moment, found.people, found.facts),)


def draw_strip(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """A belief strip for each fact asked about; where none is, for the one about which people are wrong most."""
    found = _gathered(subject, wish)
    if not isinstance(found, _Gathered):
        return found
    facts = _strip_facts(found)
    return tuple(
        belief_strip(found.ledger, fact, found.people, "strip" if len(facts) == 1 else f"strip-{number}")
        for number, fact in enumerate(facts, start=1)
    )


def write_beliefs(subject: Subject, wish: Wish, look: TextLook) -> tuple[str, ...] | tuple[Diagnostic, ...]:
    """The belief table as plain text."""
    found = _gathered(subject, wish)
    if not isinstance(found, _Gathered):
        return found
    return (belief_table_text(found.ledger, found.moment, found.people, found.facts, look.width, look.plain),)


def write_strip(subject: Subject, wish: Wish, look: TextLook) -> tuple[str, ...] | tuple[Diagnostic, ...]:
    """The belief strips as plain text."""
    found = _gathered(subject, wish)
    if not isinstance(found, _Gathered):
        return found
    return tuple(
        belief_strip_text(found.ledger, fact, found.people, look.width, look.plain) for fact in _strip_facts(found)
    )


def _strip_facts(found: _Gathered) -> tuple[int, ...]:
    """The facts of which there is a strip each."""
    if found.facts is not None:
        return found.facts
    disputed = most_disputed(found.ledger)
    return () if disputed is None else (disputed,)


def _gathered(subject: Subject, wish: Wish) -> _Gathered | tuple[Diagnostic, ...]:
    """The ledger that a wish asks for; diagnostics alone where the wish or the world is wrong."""
    if subject.manuscript is None:
        return ()  # there is no story to gather them from
    wanted = Wanted(subject.make_engine, wish.overrides, minds=wish.deep, cancel=subject.cancel)
    story = replay_story(subject.manuscript, subject.world, wanted)
    if not isinstance(story, Story):
        return story
    program = story.setting.program
    place = moment_of(story, wish.at)
    people = people_asked(program, wish.who)
    numbers = subjects_asked(program, wish.about)
    wrong = tuple(each for each in (place, *people, *numbers) if isinstance(each, Diagnostic))
    if wrong or isinstance(place, Diagnostic):
        return wrong
    asked = tuple(dict.fromkeys(each for each in numbers if isinstance(each, int) and each != program.clock))
    try:
        told = ledger(story, wish.deep, asked if wish.about else None)
    except EngineError as error:
        return (engine_problem(program, error),)
    who = tuple(dict.fromkeys(each for each in people if isinstance(each, int))) if wish.who else None
    facts = tuple(range(len(told.facts))) if wish.about else None
    return _Gathered(told, min(place, len(told.moments) - 1), who, facts)
