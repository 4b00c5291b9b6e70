# SPDX-License-Identifier: Apache-2.0
"""The changes of a what-if, from the words they are asked in to the world in which they hold.

A change is of the state (`soul(Spike)`), of the story (an event left out, or another in its place), or of the world (a
law, an event, what somebody wants). The first goes into an event of its own that nobody sees and that never happens by
itself: so nothing it changes is folded away when the world is ground, and it can be made in any state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from textwrap import dedent

from fabula.diagnostics import NOWHERE, Diagnostic, Severity, Source, Span
from fabula.engine.ground import contradiction
from fabula.engine.ground_reading import assignments, is_clock, unchanging_facts
from fabula.language.hypothetical import ChangedWorld, read_changed_world
from fabula.language.pieces import read_effects, read_event
from fabula.language.problems.composition import file_not_found
from fabula.model.answers import EventCall
from fabula.model.expression import Assign, Binder, Effect, FactRead, ForEvery, Literal, Variable
from fabula.model.ground import Program
from fabula.model.manuscript import Manuscript
from fabula.model.values import UNKNOWN
from fabula.model.world import Event, Fact, Sight, World
from fabula.records import dataclass
from fabula.usecases.problems import changing

THE_CHANGE = EventCall("the change", ())
"""The event that makes the change of the state; no author's event can have a name with a space in it."""

_OPEN = "what may have changed"
_ARROW = "=>"
_PART = re.compile(r"\s*(?P<sign>[:;])\s*(?=(?:text|when|then|by|seen by|takes|\w+ sees)\b)")
"""Before a part of a law or an event."""

OpenFile = Callable[[str, str], Source | None]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is asked: effects, events, declarations, as they were written; `at` names the moment from which it is so."""

    effects: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    variants: tuple[Source, ...] = ()
    at: str | None = None

    @property
    def of_world(self) -> bool:
        """Whether the world itself is another, and not only the state or the story."""
        return bool(self.wants or self.laws or self.variants)

    def described(self) -> tuple[str, ...]:
        """The changes in the words they were asked in."""
        return (
            *(_line(text) for text in self.effects),
            *(f"without {_line(text)}" for text in self.without),
            *(_line(text) for text in self.instead),
            *(f"wants {_line(text)}" for text in self.wants),
            *(_line(text) for text in self.laws),
            *(f"variant {source.name}" for source in self.variants),
        )


@dataclass(frozen=True, slots=True)
class Replacement:
    """An event of the story (`told`, as it is named in `source`), and what happens instead, one event or several."""

    source: Source
    told: str
    events: tuple[EventCall, ...]
    place: Span


@dataclass(frozen=True, slots=True)
class ReadChanges:
    """The changes, read. `world` is the one in which they hold, the story's own where they are not of the world.

    `effects` change the start besides what the start of `world` says; the event `THE_CHANGE` makes all changes of the
    state at a later moment.
    """

    asked: Changes
    world: World
    effects: tuple[Effect, ...]
    replacements: tuple[Replacement, ...]

    @property
    def calls(self) -> tuple[EventCall, ...]:
        """The events that must be at hand."""
        return (THE_CHANGE, *(event for each in self.replacements for event in each.events))

    @property
    def minds(self) -> int:
        """How many minds inside minds the changes reach."""
        return max((len(each.believers) for each in assignments(self.effects)), default=0)


def read_changes(
    changes: Changes, manuscript: Manuscript, world: World, open_file: OpenFile, sources: dict[str, Source]
) -> ReadChanges | tuple[Diagnostic, ...]:
    """The changes read against the story's world; or what is wrong with them. Sources that are met go to `sources`."""
    if not changes.described():
        return (changing.nothing_changed(manuscript.name),)
    changed = world
    of_variants: tuple[Effect, ...] = ()
    said: list[Diagnostic] = []
    if changes.of_world:
        found = _changed_world(changes, manuscript, open_file)
        sources.update(found.sources)
        if found.world is None:
            return found.diagnostics
        changed, of_variants = found.world, found.start
        changed = _with_never(changed, _OPEN, _changed_elsewhere(world, changed))
    effects = tuple(_read_effects(changes.effects, changed, said, sources))
    replacements = tuple(_read_replacements(changes.instead, changed, said, sources))
    for text, option in ((changes.without, "--without"), ((changes.at,) if changes.at else (), "--at")):
        sources.update((each.name, each) for each in _sources(option, text))
    if any(problem.severity is Severity.ERROR for problem in said):
        return tuple(said)
    changed = _with_never(changed, THE_CHANGE.name, (*of_variants, *effects))
    return ReadChanges(changes, changed, effects, replacements)


def contradiction_in(program: Program) -> Diagnostic | None:
    """What the changes of the state say twice and differently."""
    found = contradiction(program, THE_CHANGE.name, THE_CHANGE.arguments)
    if found is None:
        return None
    people = "".join(f"{program.people[person]} believes " for person in found.second.path)
    fact = f"{people}{program.fluents[found.second.fluent]}"
    return changing.contradictory_facts(found.first.span, found.second.span, fact)


def split_replacement(text: Source) -> tuple[Span, Span] | None:
    """The places of both sides of `EVENT => EVENT; EVENT`; None where it is not so written."""
    before, arrow, after = text.text.partition(_ARROW)
    if not arrow or not before.strip() or not after.strip():
        return None
    start = len(before) + len(_ARROW)
    return _trimmed(text, 0, len(before)), _trimmed(text, start, len(text.text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _sources(option: str, texts: Sequence[str]) -> list[Source]:
    """A source for each text, named after the option it was given with."""
    return [Source(option if not number else f"{option} ({number + 1})", text) for number, text in enumerate(texts)]


def _trimmed(source: Source, start: int, end: int) -> Span:
    """The span without the spaces at its ends."""
    said = source.text[start:end]
    start += len(said) - len(said.lstrip())
    return Span(source.name, start, start + len(said.strip()))


def _changed_world(changes: Changes, manuscript: Manuscript, open_file: OpenFile) -> ChangedWorld:
    """The world of the manuscript with the variants and declarations laid over it."""
    source = open_file(manuscript.name, manuscript.world)
    if source is None:
        return ChangedWorld(None, (), (file_not_found(manuscript.world, manuscript.world_span),), {})
    wants = [Source(each.name, _in_lines(f"wants {each.text.strip()}")) for each in _sources("--wants", changes.wants)]
    laws = [Source(each.name, _in_lines(dedent(each.text).strip())) for each in _sources("--law", changes.laws)]
    empty = [each for each in laws if not each.text]
    empty += [each for each in wants if each.text == "wants "]
    if empty:
        return ChangedWorld(None, (), tuple(changing.empty_change(each.whole()) for each in empty), {})
    return read_changed_world(source, open_file, changes.variants, (*wants, *laws))


def _in_lines(text: str) -> str:
    """A declaration that was written on one line, as a command line has it, in the lines of a file.

    >>> print(_in_lines("wants Wren: 2 if lit(lamp); 1 if alive(Wren)"))
    wants Wren:
        2 if lit(lamp)
        1 if alive(Wren)
    """
    if "\n" in text:
        return text
    if text.startswith("wants "):
        who, colon, terms = text.partition(":")
        return "\n    ".join((who + colon, *(term.strip() for term in terms.split(";") if term.strip())))
    return _PART.sub(lambda found: (":" if found["sign"] == ":" else "") + "\n    ", text)


def _read_effects(
    texts: Sequence[str], world: World, said: list[Diagnostic], sources: dict[str, Source]
) -> Iterator[Effect]:
    """The effects of each text."""
    for source in _sources("--change", texts):
        sources[source.name] = source
        if not source.text.strip():
            said.append(changing.empty_change(source.whole()))
            continue
        effects, problems = read_effects(source, source.whole(), world)
        said += problems
        yield from effects or ()


def _read_replacements(
    texts: Sequence[str], world: World, said: list[Diagnostic], sources: dict[str, Source]
) -> Iterator[Replacement]:
    """What happens instead of what."""
    for source in _sources("--instead", texts):
        sources[source.name] = source
        places = split_replacement(source)
        if places is None:
            said.append(changing.no_replacement(source.whole()))
            continue
        told, instead = places
        events: list[EventCall] = []
        parts = _parted(source, instead)
        if not parts:
            said.append(changing.no_replacement(source.whole()))
        for place in parts:
            event, problems = read_event(source, place, world)
            said += problems
            events += [] if event is None else [event]
        yield Replacement(source, source.slice(told), tuple(events), instead)


def _parted(source: Source, span: Span) -> list[Span]:
    """The places of the parts between semicolons."""
    start = span.start
    found: list[Span] = []
    for part in source.slice(span).split(";"):
        if part.strip():
            found.append(_trimmed(source, start, start + len(part)))
        start += len(part) + 1
    return found


def _with_never(world: World, name: str, effects: tuple[Effect, ...]) -> World:
    """The world with an event of these effects that never happens by itself, and that nobody would see."""
    if not effects:
        return world
    never = Literal(False, NOWHERE)
    unseen = Sight("q", never, NOWHERE)
    event = Event(name, (), None, never, effects, (), unseen, 0, NOWHERE)
    return replace(world, events=(*world.events, event))


def _changed_elsewhere(world: World, changed: World) -> tuple[Effect, ...]:
    """Effects on all facts that only the first world ever changes: a state that comes from there may differ in them."""
    steady = unchanging_facts(changed) - unchanging_facts(world)
    return tuple(_any_value(fact) for fact in changed.facts if fact in steady and not is_clock(fact))


def _any_value(fact: Fact) -> Effect:
    """An effect on every instance of a fact."""
    binders = tuple(
        Binder(f"argument {number}", parameter.kind, NOWHERE)
        for number, parameter in enumerate(fact.parameters)
        if parameter.constant is None
    )
    arguments = tuple(
        Variable(f"argument {number}", NOWHERE) if parameter.constant is None else Literal(parameter.constant, NOWHERE)
        for number, parameter in enumerate(fact.parameters)
    )
    assign = Assign((), FactRead(fact, arguments, NOWHERE), Literal(UNKNOWN, NOWHERE), False, NOWHERE)
    return ForEvery(binders, Literal(True, NOWHERE), (assign,), NOWHERE) if binders else assign
