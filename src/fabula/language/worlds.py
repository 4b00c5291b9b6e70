# SPDX-License-Identifier: Apache-2.0
"""From the text of a world to the model: `read_world` does everything in order, and this is the order.

Files are put together (`includes.py`), names gathered (`gathering.py`), definitions lowered, then everything that
speaks of them; if nothing is wrong, what cannot matter is looked for (`warnings.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.language import syntax
from fabula.language.declarations import (
    WAIT,
    check_fact_text,
    check_wait,
    lower_ending,
    lower_event,
    lower_law,
    lower_wants,
)
from fabula.language.definitions import lower_definitions
from fabula.language.effects import lower_start
from fabula.language.gathering import Gathered, clashes, gather
from fabula.language.includes import OpenFile, compose
from fabula.language.parser import MOST_PROBLEMS
from fabula.language.problems import names as problems
from fabula.language.problems.sections import too_many_problems
from fabula.language.repeated import told_once
from fabula.language.sight import lower_sight
from fabula.language.warnings import warnings
from fabula.language.work import NOW, Work
from fabula.model.world import Ending, Event, Fact, Law, World

Declaration = TypeVar("Declaration")


def read_world(source: Source, open_file: OpenFile) -> tuple[World | None, tuple[Diagnostic, ...], tuple[Source, ...]]:
    """The world of a file, or None if there are errors; all that is to be said about it; all sources met."""
    whole = compose(source, open_file)
    world, said = lower_world(source.name, whole.title, whole.declarations, whole.sources, whole.broken)
    found = [*whole.problems, *(said if whole.complete else ())]
    sources = tuple(whole.sources.values())
    if any(problem.severity is Severity.ERROR for problem in found):
        return None, _sorted(found, sources), sources
    # What a variant leaves without a use in its base is the variant's point, not the base's mistake.
    idle = (each for each in warnings(world) if each.primary.span.source not in whole.bases)
    return world, _sorted([*found, *idle], sources), sources


def _sorted(problems: Iterable[Diagnostic], sources: Sequence[Source]) -> tuple[Diagnostic, ...]:
    """The problems in the order of the files and of the places in them, each once, and each unknown name once."""
    order = {source.name: place for place, source in enumerate(sources)}

    def place(problem: Diagnostic) -> tuple[int, int, int]:
        span = problem.primary.span
        return (order.get(span.source, len(order)), span.start, span.end)

    found = sorted(dict.fromkeys(problems), key=place)
    told = told_once(found, {source.name: source for source in sources})
    if len(told) > MOST_PROBLEMS:
        told = [*told[:MOST_PROBLEMS], too_many_problems(told[MOST_PROBLEMS:])]
    return tuple(told)


def lower_world(
    name: str,
    title: str,
    declarations: Sequence[syntax.Declaration],
    sources: Mapping[str, Source],
    broken: Iterable[str] = (),
) -> tuple[World, list[Diagnostic]]:
    """The world that the declarations make, wrong ones left out, and everything that is wrong.

    About `broken` names nothing is said: their declarations could not be read, and that has been reported.
    """
    gathered = gather(declarations, sources)
    work = gathered.work
    work.names.broken.update(broken)
    definitions = lower_definitions(_all(declarations, syntax.DefineDeclaration), work)
    _check_fact_texts(declarations, gathered)
    start = lower_start(_all(declarations, syntax.StartDeclaration), work)
    events = _lower_events(declarations, work)
    laws = _lower_laws(declarations, work)
    wants = tuple(lower_wants(tree, work) for tree in _all(declarations, syntax.WantsDeclaration))
    endings = _lower_endings(declarations, work)
    facts: tuple[Fact, ...] = gathered.facts
    if work.clock:
        check_wait(_all(declarations, syntax.EventDeclaration), work)
        facts, events = (*facts, NOW), (*events, WAIT)
    world = World(
        name=name,
        title=title,
        kinds=gathered.kinds,
        things=gathered.things,
        facts=facts,
        definitions=definitions,
        start=start,
        events=events,
        laws=laws,
        wants=wants,
        endings=endings,
        clock=work.clock,
    )
    return world, work.problems


def _all(declarations: Iterable[object], form: type[Declaration]) -> list[Declaration]:
    """The declarations of one form."""
    return [declaration for declaration in declarations if isinstance(declaration, form)]


def _check_fact_texts(declarations: Sequence[syntax.Declaration], gathered: Gathered) -> None:
    """Check the templates of facts, now that all that may stand in them is known."""
    facts = {fact.span: fact for fact in gathered.facts}
    for tree in _all(declarations, syntax.FactDeclaration):
        if tree.name.span in facts:
            check_fact_text(tree, facts[tree.name.span], gathered.work)


def _lower_events(declarations: Sequence[syntax.Declaration], work: Work) -> tuple[Event, ...]:
    """The events, no two of which may be meant by the same words."""
    found: dict[str, list[Event]] = {}
    events: list[Event] = []
    for tree in _all(declarations, syntax.EventDeclaration):
        event = lower_event(tree, work)
        if event is None:
            continue
        others = found.setdefault(event.name, [])
        if not clashes(event, "an event", work, others):
            others.append(event)
            events.append(event)
    return tuple(events)


def _lower_laws(declarations: Sequence[syntax.Declaration], work: Work) -> tuple[Law, ...]:
    """The laws and what sights stand for, in the order of the file."""
    seen: dict[tuple[str, str, int], syntax.Name] = {}
    taken = {tree.name.text for tree in _all(declarations, syntax.LawDeclaration)}
    laws: list[Law] = []
    for tree in declarations:
        if isinstance(tree, syntax.LawDeclaration):
            law = lower_law(tree, work)
            laws.extend(() if law is None else (law,))
            key = ("a law", tree.name.text, len(tree.parameters))
        elif isinstance(tree, syntax.SightDeclaration):
            laws.extend(lower_sight(tree, work, taken))
            key = ("a sight", "" if tree.name is None else tree.name.text, 0)
        else:
            continue
        if tree.name is not None:
            first = seen.setdefault(key, tree.name)
            if first is not tree.name:
                work.say(problems.doubly_defined(key[1], key[0], tree.name.span, first.span))
    return tuple(laws)


def _lower_endings(declarations: Sequence[syntax.Declaration], work: Work) -> tuple[Ending, ...]:
    """The endings, each with a name of its own."""
    found: dict[str, Ending] = {}
    for tree in _all(declarations, syntax.EndingDeclaration):
        ending = lower_ending(tree, work)
        first = found.setdefault(ending.name, ending)
        if first is not ending:
            work.say(problems.doubly_defined(ending.name, "an ending", ending.span, first.span))
    return tuple(found.values())
