# SPDX-License-Identifier: Apache-2.0
"""What made a thing so, as labels at the places that made it so and a clause for the sentence.

The latest change of anything that a part of a condition reads is what the part is blamed on.
"""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import NOWHERE, Label, Span
from fabula.model.expression import Assign, Conditional, Effect, Expression, FactRead, ForEvery, Literal, Variable
from fabula.model.ground import GroundLaw, Program
from fabula.model.values import UNKNOWN, Value, show_value
from fabula.model.world import LawOrigin
from fabula.records import dataclass
from fabula.usecases.check_failing import Part, Reads
from fabula.usecases.check_history import (
    History,
    Path,
    Since,
    SinceEvent,
    SinceLaw,
    SinceStart,
    order_of,
    since,
    value_at,
)
from fabula.usecases.check_start import Opening
from fabula.usecases.wording import sentence, show_person


@dataclass(frozen=True, slots=True)
class Cause:
    """What a part is blamed on: the fluent, in which mind, its value, and what gave it that value."""

    path: Path
    fluent: int
    value: Value
    since: Since


def cause_of(history: History, reads: Reads) -> Cause | None:
    """The latest change of anything that is read; None where nothing is read, or only the clock."""
    causes = [
        Cause(path, fluent, value_at(history.engine, history.now, path, fluent), since(history, path, fluent))
        for path, fluent in reads
        if fluent != history.engine.program.clock
    ]
    return max(causes, key=lambda cause: order_of(history, cause.since), default=None)


def causes_of(history: History, parts: Iterable[Part]) -> tuple[Cause, ...]:
    """The causes of all parts, each once."""
    causes = (cause_of(history, part.reads) for part in parts)
    return tuple(dict.fromkeys(cause for cause in causes if cause is not None))


def cause_labels(history: History, causes: Iterable[Cause]) -> tuple[Label, ...]:
    """Where the causes are written: the annotation of an event, the line of a law, the statement of the start."""
    labels = (label for cause in causes for label in _labels(history, cause))
    return tuple(dict.fromkeys(label for label in labels if label.span != NOWHERE))


def cause_notes(history: History, causes: Iterable[Cause]) -> tuple[str, ...]:
    """What no label can say: that it has been so since the start, or that the event blamed could not itself happen."""
    notes: dict[str, None] = {}
    program = history.engine.program
    for cause in causes:
        match cause.since:
            case SinceStart():
                if not _labels(history, cause):
                    notes.setdefault(sentence(f"{_said(program, cause)} since the start"))
            case SinceEvent(happening) | SinceLaw(happening):
                if not happening.possible:
                    event = program.events[happening.event]
                    notes.setdefault(f"This follows from `{event}`, which could not happen itself.")
    return tuple(notes)


def _said(program: Program, cause: Cause) -> str:
    """What has been so: that `keeper(lamp)` is Ash, or that Wren believes so."""
    fluent, value = f"`{program.fluents[cause.fluent]}`", show_value(cause.value)
    if not cause.path:
        return f"{fluent} has been {value}"
    first, *others = (show_person(program, person) for person in cause.path)
    inner = "".join(f"{person} believes that " for person in others)
    if cause.value is UNKNOWN and not others:
        return f"{first} has not known {fluent}"
    return f"{first} has believed that {inner}{fluent} is {value}"


def _became(program: Program, cause: Cause) -> str:
    """What changed: `keeper(lamp)` became Wren, or Wren came to believe so."""
    fluent, value = f"`{program.fluents[cause.fluent]}`", show_value(cause.value)
    if not cause.path:
        return f"{fluent} became {value}"
    first, *others = (show_person(program, person) for person in cause.path)
    inner = "".join(f"{person} believes that " for person in others)
    if cause.value is UNKNOWN and not others:
        return f"{first} no longer knew {fluent}"
    return f"{first} came to believe that {inner}{fluent} is {value}"


def _labels(history: History, cause: Cause) -> tuple[Label, ...]:
    """The labels of one cause."""
    program = history.engine.program
    match cause.since:
        case SinceStart():
            return _start_labels(program, history.opening, cause)
        case SinceEvent(happening):
            return (Label(happening.span, f"here {_became(program, cause)}"),)
        case SinceLaw(happening, law, effect):
            by = "by what was seen" if law.form.origin is LawOrigin.SIGHT else f"by the law `{_law(law)}`"
            rule = "this sight made it so" if law.form.origin is LawOrigin.SIGHT else "this law made it so"
            return (
                Label(happening.span, f"after this {_became(program, cause)}, {by}"),
                Label(effect.span, rule),
            )


def _law(law: GroundLaw) -> str:
    """The law with its arguments, if it has any."""
    return str(law) if law.arguments else law.name


def _start_labels(program: Program, opening: Opening, cause: Cause) -> tuple[Label, ...]:
    """The statement of the start that says so, or the law that made it so before anything happened."""
    stated = {(path, fluent): value for path, fluent, value in opening.beliefs}
    said = opening.values[cause.fluent]
    for length in range(1, len(cause.path) + 1):
        said = stated.get((cause.path[:length], cause.fluent), said)
    if said == cause.value or cause.path:
        span = start_statement(program, opening, cause.path, cause.fluent)
        return () if span is None else (Label(span, "so since the start"),)
    effects = (effect for law in program.laws for effect in law.effects)
    spans = [effect.span for effect in effects if effect.fluent == cause.fluent and not effect.path]
    return tuple(Label(span, "so since the start, by this law") for span in spans[:1])


def start_statement(program: Program, opening: Opening, path: Path, fluent: int) -> Span | None:
    """The last statement of the start that sets the fluent, in the mind at the end of the path or else really."""
    ground = program.fluents[fluent]
    people = tuple(program.people[person] for person in path)
    for believers in dict.fromkeys((people, ())):
        found = _setting(opening.statements, believers, ground.name, ground.arguments)
        if found is not None:
            return found
    return None


def _setting(effects: Iterable[Effect], people: tuple[str, ...], name: str, arguments: tuple[str, ...]) -> Span | None:
    """The last of the effects whose target may be this fluent; a variable may stand for anything."""
    found: Span | None = None
    for effect in effects:
        match effect:
            case Assign(believers, target):
                if _may_be(believers, people) and _is_fluent(target, name, arguments):
                    found = effect.span
            case Conditional(_, then, otherwise):
                found = _setting((*then, *otherwise), people, name, arguments) or found
            case ForEvery(_, _, inner):
                found = _setting(inner, people, name, arguments) or found
    return found


def _is_fluent(target: FactRead, name: str, arguments: tuple[str, ...]) -> bool:
    """Whether a target of the start may be the fluent."""
    return target.fact.name == name and _may_be(target.arguments, arguments)


def _may_be(written: tuple[Expression, ...], names: tuple[str, ...]) -> bool:
    """Whether expressions may stand for these things: a name for itself, a variable for anything, nothing else does."""
    if len(written) != len(names):
        return False
    return all(
        isinstance(expression, Variable) or (isinstance(expression, Literal) and expression.value == name)
        for expression, name in zip(written, names, strict=True)
    )
