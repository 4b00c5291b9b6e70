# SPDX-License-Identifier: Apache-2.0
"""A what-if as one picture: the story as told, and below it, from where they part, the story under the change.

What both have in common is drawn once. Events of the two stories that answer to each other stand in one column.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.chronicle import Chronicle
from fabula.model.parted import Parted, PartedStep
from fabula.model.whatif import Fate
from fabula.records import dataclass
from fabula.render.storyline.cast import cast_of
from fabula.render.storyline.lives import Lives, Naming, lives_of
from fabula.render.storyline.marks import spoken_laws
from fabula.render.storyline.measures import Gaps, flat
from fabula.render.storyline.track import Column, Laying, Track, laid_out


@dataclass(frozen=True, slots=True)
class Both:
    """The tracks of a what-if. `fork` is the last column that both have in common; `gone` what does not happen.

    Each of `gone` has the column (of the picture) at which it would happen.
    """

    told: Track
    changed: Track
    fork: int
    gone: tuple[tuple[int, PartedStep], ...]


def both_tracks(parted: Parted, naming: Naming, gaps: Gaps | None = None) -> Both | None:
    """The tracks, laid out; None where nothing that can be drawn differs."""
    told, changed = parted.told, parted.changed
    natures = dict.fromkeys((*lives_of(told, naming).natures, *lives_of(changed, naming).natures))
    naming = Naming(naming.life, tuple(natures) or naming.natures)
    lives, other = lives_of(told, naming), lives_of(changed, naming)
    parting = _parting(parted, lives, other)
    if parting is None:
        return None
    columns, later, gone = _columns(parted, parting)
    fork = len(columns) - len(later) - 1
    cast = tuple(sorted({*cast_of(told, lives), *_numbers(changed, told, cast_of(changed, other))}))
    upper = laid_out(told, lives, cast, columns, Laying(gaps=gaps))
    same = told.people == changed.people
    begun = tuple(flat(upper.layers[fork])) if same else None
    lower = laid_out(
        changed, other, cast if same else cast_of(changed, other), later, Laying(fork + 1, begun, True, gaps)
    )
    return Both(upper, lower, fork, gone)


def _numbers(one: Chronicle, other: Chronicle, people: tuple[int, ...]) -> Iterator[int]:
    """The numbers that people of one story have in the other, of those who are in both."""
    names = [person.name for person in other.people]
    yield from (names.index(one.people[number].name) for number in people if one.people[number].name in names)


def _parting(parted: Parted, lives: Lives, other: Lives) -> int | None:
    """The place among the told events before which both stories are drawn alike; None where they are to the end."""
    moment = 0
    for step in parted.steps:
        if _look(parted.told, lives, step.told) != _look(parted.changed, other, moment):
            return step.told
        if step.fate is not Fate.AS_TOLD or len(step.happens) != 1:
            return step.told
        if _event(parted.told, step.told) != _event(parted.changed, step.happens[0]):
            return step.told
        moment = step.happens[-1] + 1
    last = len(parted.told.moments) - 1
    alike = _look(parted.told, lives, last) == _look(parted.changed, other, moment)
    return None if alike else len(parted.told.events)


def _look(chronicle: Chronicle, lives: Lives, moment: int) -> object:
    """All that is drawn of a moment."""
    people = [person.name for person in chronicle.people]
    return people, chronicle.moments[moment].places, lives.beings[moment], chronicle.moments[moment].endings


def _event(chronicle: Chronicle, place: int) -> object:
    """All that is drawn of an event."""
    event = chronicle.events[place]
    return event.event, event.seers, tuple(law.text for law in spoken_laws(event))


def _columns(
    parted: Parted, parting: int
) -> tuple[tuple[Column, ...], tuple[Column, ...], tuple[tuple[int, PartedStep], ...]]:
    """The columns of the story as told, those under the change, and what does not happen at which column."""
    columns = [Column(place, place) for place in range(parting)] or [Column(0, None)]
    later: list[Column] = []
    gone: list[tuple[int, PartedStep]] = []
    now = next((step.happens[-1] + 1 for step in reversed(parted.steps) if step.told < parting and step.happens), 0)
    common = len(columns)
    for step in parted.steps:
        if step.told < parting:
            continue
        wide = max(len(step.happens), 1)
        if not step.happens or step.waits:
            gone.append((common + len(later), step))
        columns += [Column(step.told, step.told), *[Column(step.told + 1, None)] * (wide - 1)]
        later += [Column(each, each) for each in step.happens] or [Column(now, None)]
        now = step.happens[-1] + 1 if step.happens else now
    columns.append(Column(len(parted.told.events), None))
    later.append(Column(now, None))
    return tuple(columns), tuple(later), tuple(gone)


def partings(parted: Parted) -> tuple[str, ...]:
    """What becomes of the told events that do not come out as told, in sentences."""
    found: list[str] = []
    for step in parted.steps:
        text = parted.told.events[step.told].text
        said = {
            Fate.LEFT_OUT: "is left out",
            Fate.INSTEAD: "is replaced",
            Fate.IMPOSSIBLE: "cannot happen",
            Fate.OUT_OF_CHARACTER: "does not happen",
        }.get(step.fate)
        if said is not None:
            why = f": {'; '.join(step.why)}" if step.why else ""
            found.append(f"Event {step.told + 1} ({text.rstrip('.')}) {said}{why}.")
    return tuple(found)
