# SPDX-License-Identifier: Apache-2.0
"""An annotated event judged: whether it can happen, and whether everybody who must be willing to do it is, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Label, Span
from fabula.engine.ground import contradiction
from fabula.model.answers import Reason
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_causes import cause_labels, cause_notes, causes_of
from fabula.usecases.check_failing import Part, failing_parts
from fabula.usecases.check_history import History, SinceEvent, SinceLaw, since, value_at
from fabula.usecases.check_nearest import nearest
from fabula.usecases.check_setting import Setting
from fabula.usecases.problems import engine_problem, story

_Test: TypeAlias = Callable[[int], bool]

MOST_EVENTS_TRIED = 200
"""How many events are tried when one is looked for that would mend things."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is found at an event; `reasons` has one reason for everybody who is willing."""

    possible: bool
    reasons: tuple[Reason, ...]
    diagnostics: tuple[Diagnostic, ...]


def judge_event(
    setting: Setting, history: History, event: int, place: Span, excused: Collection[str] = ()
) -> Judgement:
    """Whether the event can happen next in the story, in character and knowing no more than its people can.

    Findings of the codes that are `excused` are found all the same, but nobody looks for what would mend them.
    """
    ground = setting.engine.program.events[event]
    if not setting.engine.holds(history.now, ground.condition):
        return Judgement(False, (), (_impossible(setting, history, event, place),))
    reasons: list[Reason] = []
    found: list[Diagnostic] = []
    for person in ground.willing:
        try:
            reason = setting.engine.reason(history.now, event, person, setting.limits)
            if reason is not None:
                reasons.append(setting.sentences.reason(history.now, event, reason))
            else:
                found.append(_unwilling(setting, history, event, person, place, excused))
        except EngineError as error:
            doing = f"while {setting.name(person)} imagines what may come of this"
            found.append(at_annotation(setting, error, place, doing))
    return Judgement(True, tuple(reasons), tuple(found))


def at_annotation(setting: Setting, error: EngineError, place: Span, doing: str) -> Diagnostic:
    """What stopped the engine, said at the annotation; the law or the division is where it was found."""
    problem = engine_problem(setting.program, error)
    return replace(problem, primary=Label(place, doing), labels=(problem.primary, *problem.labels))


def part_labels(parts: Iterable[Part]) -> tuple[Label, ...]:
    """Each part where it is written."""
    return tuple(Label(part.span, part.sentence) for part in parts)


def why_impossible(
    setting: Setting, history: History, event: int
) -> tuple[tuple[Label, ...], tuple[Label, ...], tuple[str, ...]]:
    """The parts of the event's condition that fail, the places that made it so, and notes."""
    condition = setting.condition_of(event)
    parts = failing_parts(setting.engine, history.now, condition)
    causes = causes_of(history, parts)
    return part_labels(parts), cause_labels(history, causes), cause_notes(history, causes)


def _impossible(setting: Setting, history: History, event: int, place: Span) -> Diagnostic:
    ground = setting.engine.program.events[event]
    clash = contradiction(setting.program, ground.name, ground.arguments)
    if clash is not None:
        never = (Label(clash.second.span, "its own effects contradict each other"),)
        return story.impossible_event(
            str(ground), place, never, (Label(clash.first.span, "and so does this"),), (), None
        )
    parts, causes, notes = why_impossible(setting, history, event)
    first = _first_event(setting, history, lambda after: setting.engine.holds(after, ground.condition), event)
    way_out = None if first is None else f"It could, had `{first}` happened just before."
    return story.impossible_event(str(ground), place, parts, causes, notes, way_out)


def _unwilling(
    setting: Setting, history: History, event: int, person: int, place: Span, excused: Collection[str]
) -> Diagnostic:
    """The finding that somebody is not willing: since they take it for impossible, or since they gain nothing."""
    engine = setting.engine
    if engine.holds(engine.believed(history.now, person), engine.program.events[event].condition):
        shown = str(engine.program.events[event])
        if "out-of-character" in excused:
            return story.out_of_character(setting.name(person), shown, place, (), (), None)
        near = nearest(setting, history, event, person)
        return story.out_of_character(setting.name(person), shown, place, near.labels, near.notes, near.way_out)
    return _ignorant(setting, history, event, person, place)


def _ignorant(setting: Setting, history: History, event: int, person: int, place: Span) -> Diagnostic:
    """What somebody believes who takes the event for impossible, since when, and what would have told them."""
    engine, name = setting.engine, setting.name(person)
    ground = engine.program.events[event]
    parts = failing_parts(engine, history.now, setting.condition_of(event), (person,))
    causes = causes_of(history, parts)
    missed = _missed(setting, history, parts, person)
    notes = list(cause_notes(history, causes))
    way_out = None
    if not missed:
        told = _first_event(
            setting,
            history,
            lambda after: (
                engine.holds(after, ground.condition) and engine.holds(engine.believed(after, person), ground.condition)
            ),
            event,
        )
        way_out = None if told is None else f"{name} would know, had `{told}` happened just before."
    else:
        seen = " and ".join(f"`{engine.program.events[number]}`" for number in dict.fromkeys(missed.values()))
        way_out = f"{name} would know, had {name} seen {seen}."
    labels = (*cause_labels(history, causes), *(Label(span, f"{name} did not see this") for span in missed))
    return story.knows_too_much(name, str(ground), place, part_labels(parts), labels, tuple(notes), way_out)


def _missed(setting: Setting, history: History, parts: Iterable[Part], person: int) -> dict[Span, int]:
    """The events of the story that made so what the person does not know, and that they did not see."""
    engine = setting.engine
    found: dict[Span, int] = {}
    for part in parts:
        for path, fluent in part.reads:
            outside = path[1:]
            if value_at(engine, history.now, path, fluent) == value_at(engine, history.now, outside, fluent):
                continue
            moment = since(history, outside, fluent)
            if isinstance(moment, SinceEvent | SinceLaw):
                happening = moment.happening
                if not engine.observes(happening.before, happening.event, person):
                    found[happening.span] = happening.event
    return found


def _first_event(setting: Setting, history: History, mends: _Test, but: int) -> str | None:
    """The first event, possible now, after which the test holds; chance and the author's hand come last."""
    engine = setting.engine
    possible = [event for event in engine.possible(history.now)[:MOST_EVENTS_TRIED] if event != but]
    for event in sorted(possible, key=lambda each: not engine.program.events[each].willing):
        try:
            if mends(engine.after(history.now, event)):
                return str(engine.program.events[event])
        except EngineError:
            continue
    return None
