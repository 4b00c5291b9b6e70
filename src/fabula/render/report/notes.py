# SPDX-License-Identifier: Apache-2.0
"""What is said beside an event: its sentence, who saw it, what it changed, who learnt what, and everybody's reasons."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.model.answers import Reason
from fabula.model.chronicle import Chronicle, ChronicledEvent
from fabula.model.report import EventTold
from fabula.model.values import UNKNOWN
from fabula.records import dataclass
from fabula.render.reasons import STEP, reason_lines

_WIDE = 100_000
"""Reasons are set in lines by the page, not here."""

MANY = 3
"""So many people who missed an event are not named again as those who do not know what came of it."""


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """A fact that came out differently: what is so now, and the law that made it so."""

    words: str
    law: str | None


@dataclass(frozen=True, slots=True)
class ChangesNote:
    """Facts that came out differently, and who is wrong about each of them; `unseen`: just those who missed it."""

    unaware: tuple[str, ...]
    unseen: bool
    changes: tuple[ChangeNote, ...]


@dataclass(frozen=True, slots=True)
class BeliefsNote:
    """What people now believe that is no change of the facts, or (where `so` is False) is not so."""

    people: tuple[str, ...]
    beliefs: tuple[str, ...]
    so: bool


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A line of a reason, so deep in what is imagined."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class ReasonNote:
    """Why a person does it."""

    person: str
    lines: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True)
class EventNote:
    """An event in words. `saw` and `missed` are the people by name; `laws` the sentences of laws that fired."""

    number: int
    text: str
    call: str
    possible: bool
    saw: tuple[str, ...]
    missed: tuple[str, ...]
    changes: tuple[ChangesNote, ...]
    beliefs: tuple[BeliefsNote, ...]
    laws: tuple[str, ...]
    reasons: tuple[ReasonNote, ...]
    unwilling: tuple[str, ...]


def event_note(told: EventTold, chronicle: Chronicle) -> EventNote | None:
    """The event in words; None where the story does not come to it."""
    event = told.event
    if event is None:
        return None
    names = [person.shown for person in chronicle.people]
    return EventNote(
        number=event.number,
        text=event.text,
        call=str(event.event),
        possible=event.possible,
        saw=tuple(names[each] for each in event.seers),
        missed=tuple(name for number, name in enumerate(names) if number not in event.seers),
        changes=tuple(_changes(event, chronicle)),
        beliefs=tuple(_beliefs(event, names)),
        laws=tuple(fired.text for fired in event.laws if fired.text is not None),
        reasons=tuple(_reason(reason) for reason in told.reasons),
        unwilling=tuple(names[each] for each in told.unwilling),
    )


def _changes(event: ChronicledEvent, chronicle: Chronicle) -> Iterable[ChangesNote]:
    """The changes by who is now wrong about them, those about which nobody is first."""
    after = chronicle.moments[event.number]
    groups: dict[tuple[str, ...], list[ChangeNote]] = {(): []}
    for change in event.changes:
        unaware = tuple(chronicle.people[each.person].shown for each in after.mistakes if each.fact == change.fact)
        groups.setdefault(unaware, []).append(ChangeNote(change.words, change.by_law))
    missed = tuple(person.shown for number, person in enumerate(chronicle.people) if number not in event.seers)
    for unaware, changes in groups.items():
        if changes:
            yield ChangesNote(unaware, unaware == missed and len(missed) >= MANY, tuple(changes))


def _beliefs(event: ChronicledEvent, names: list[str]) -> Iterable[BeliefsNote]:
    """Beliefs that changed otherwise than the facts did: what the same people came to believe stands together."""
    real = {change.fact for change in event.changes}
    believers: dict[tuple[str, bool], list[str]] = {}
    for change in event.learnt:
        if change.person is not None and not (change.so and change.fact in real):
            right = change.so or change.after is UNKNOWN  # not to know is no mistake
            believers.setdefault((change.words, right), []).append(names[change.person])
    groups: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for (words, so), people in believers.items():
        groups.setdefault((tuple(people), so), []).append(words)
    return (BeliefsNote(people, tuple(beliefs), so) for (people, so), beliefs in groups.items())


def _reason(reason: Reason) -> ReasonNote:
    lines = tuple(
        ReasonLine((len(line) - len(line.lstrip())) // STEP, line.strip()) for line in reason_lines(reason, _WIDE)
    )
    return ReasonNote(reason.shown or reason.person, lines)
