# SPDX-License-Identifier: Apache-2.0
"""What is asked: a condition, an ending, or an event, as a text of the command line names it."""

from __future__ import annotations

import re
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Source, Span, suggest
from fabula.language.pieces import read_condition, read_event
from fabula.language.problems.manuscripts import unknown_ending
from fabula.language.spelling import spelt
from fabula.model.answers import EventCall
from fabula.model.expression import Expression
from fabula.model.world import World
from fabula.records import dataclass

WHAT = "WHAT"
"""The name of the source that holds the question."""

_ENDING = re.compile(r"ending\s+(?P<name>[^\s()=!<>]+)$")
_CALL = re.compile(r"(?P<name>[^\s()=!<>]+)\s*\(.*\)(?P<which>\s*#\s*\d+)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AskedCondition:
    """A condition, or that of an ending."""

    condition: Expression
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class AskedEvent:
    """An event: `text` names it as a moment is named, `call` is it (None where it is named by its number)."""

    text: str
    call: EventCall | None


Asked: TypeAlias = AskedCondition | AskedEvent


def read_asked(text: str, world: World, option: str = WHAT) -> Asked | tuple[Diagnostic, ...]:
    """What a text asks about, or what is wrong with it.

    A number, and a call of a name that only an event has, is an event; all else is a condition.
    """
    source = Source(option, text)
    said = text.strip()
    start = text.index(said)
    ending = _ENDING.match(said)
    if ending is not None:
        forms = {form.name: form.condition for form in world.endings}
        name = spelt(ending["name"])
        if name not in forms:
            place = Span(option, start + ending.start("name"), start + ending.end("name"))
            return (unknown_ending(ending["name"], place, list(forms)),)
        return AskedCondition(forms[name], name)
    if said.isdecimal():
        return AskedEvent(said, None)
    call = _CALL.match(said)
    if call is not None and _is_event(spelt(call["name"]), world):
        end = call.start("which") if call["which"] else len(said)
        event, problems = read_event(source, Span(option, start, start + end), world)
        return problems if event is None else AskedEvent(said, event)
    condition, problems = read_condition(source, Span(option, start, start + len(said)), world)
    return problems if condition is None else AskedCondition(condition)


def _is_event(name: str, world: World) -> bool:
    """Whether a name is that of an event and of nothing else; a name that nothing has, whether it is nearest to one."""
    facts = {fact.name for fact in world.facts} | {definition.name for definition in world.definitions}
    events = {event.name for event in world.events}
    if name in facts or name in events:
        return name not in facts
    near = suggest(name, sorted(facts | events), 1)
    return bool(near) and near[0] in events - facts
