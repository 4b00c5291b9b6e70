# SPDX-License-Identifier: Apache-2.0
"""An expectation judged, with the values that are there instead, since when, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Label
from fabula.engine.ground import ground_condition
from fabula.model.answers import EventCall
from fabula.model.checked import CheckedExpectation
from fabula.model.expression import And, Effect, Expression, Not
from fabula.model.manuscript import EventAnnotation, Expectation, Holds, InCharacter, Manuscript, Possible, Reached
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_causes import cause_labels, cause_notes, causes_of
from fabula.usecases.check_events import at_annotation, judge_event, part_labels
from fabula.usecases.check_failing import Part, failing_parts, holding_parts
from fabula.usecases.check_history import Happening, History
from fabula.usecases.check_reader import Reader, reader_of, speaks_of_reader
from fabula.usecases.check_replay import Replay, Replays
from fabula.usecases.check_setting import Setting
from fabula.usecases.problems import story
from fabula.usecases.wording import one_of, show_number


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found out about a claim: whether it is so, and what there is to say where that was not expected."""

    so: bool
    said: str = "not so"
    parts: tuple[Label, ...] = ()
    causes: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    holding: bool = False
    """Whether the parts are what holds, and should not."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story in which an expectation is judged; `later` is what happens after the place, in the order lived.

    `start` is what a counterfactual says besides about its start.
    """

    setting: Setting
    history: History
    later: tuple[Happening, ...] = ()
    start: tuple[Effect, ...] = ()


@dataclass(slots=True)
class Expectations:
    """Judges the expectations of one manuscript; its reader is made when one first speaks of them."""

    manuscript: Manuscript
    replays: Replays
    _reader: Reader | None = None

    def judge(
        self, told: Story, number: int, expectation: Expectation
    ) -> tuple[CheckedExpectation, tuple[Diagnostic, ...]]:
        """The expectation numbered so, after the story so far."""
        replay: Replay | None = None
        try:
            if expectation.instead is not None:
                replay = self.replays.replay(expectation.instead, self.manuscript.events_before(number))
                told = Story(told.setting, replay.history, start=replay.start)
            findings = self._judge(told, number, expectation)
        except EngineError as error:
            doing = "while this is asked" if expectation.instead is None else "in the story that this asks about"
            return _checked(expectation, False, replay), (at_annotation(told.setting, error, expectation.span, doing),)
        holds = findings.so is not expectation.negated
        failed = () if holds else (_failed(expectation, findings, replay),)
        return _checked(expectation, holds, replay), failed

    def _judge(self, told: Story, number: int, expectation: Expectation) -> Findings:
        """Whether the claim is so, and why it is not what was expected."""
        negated = expectation.negated
        match expectation.claim:
            case Holds(condition):
                if speaks_of_reader(condition):
                    return self._judge_reader(told, number, condition, negated)
                return _judge_condition(told.history, condition, negated)
            case Reached(name):
                forms = {ending.name: ending.condition for ending in told.setting.world.endings}
                return _judge_condition(told.history, forms[name], negated)
            case Possible(event):
                return _judge_possible(told, event)
            case InCharacter(event):
                return _judge_in_character(told, event, expectation)

    def _judge_reader(self, told: Story, number: int, condition: Expression, negated: bool) -> Findings:
        """A condition about the reader: each conjunct where it belongs, in the story or in what has been told of it."""
        if self._reader is None:
            happening = (each for each in self.manuscript.annotations if isinstance(each, EventAnnotation))
            self._reader = reader_of(told.setting, (each.event for each in happening))
        read = set(self.manuscript.events_told(number))
        happenings = (*told.history.happenings, *_until_last(told.later, read))
        history = self._reader.history(happenings, read, told.start)
        conjuncts = condition.parts if isinstance(condition, And) else (condition,)
        parts = [
            _judge_condition(history if speaks_of_reader(conjunct) else told.history, conjunct, negated)
            for conjunct in conjuncts
        ]
        kept = parts if negated else [part for part in parts if not part.so]
        return Findings(
            all(part.so for part in parts),
            parts=tuple(label for part in kept for label in part.parts),
            causes=tuple(label for part in kept for label in part.causes),
            notes=tuple(note for part in kept for note in part.notes),
            holding=all(part.holding for part in kept),
        )


def _until_last(later: Sequence[Happening], read: Collection[int]) -> tuple[Happening, ...]:
    """Of what happens later, what leads to the last event that has been told already."""
    last = max((place for place, happening in enumerate(later, start=1) if happening.annotation in read), default=0)
    return tuple(later[:last])


def _judge_condition(history: History, condition: Expression, negated: bool) -> Findings:
    """A condition in the story so far; where that is not what was expected, the parts that decide."""
    engine = history.engine
    ground = ground_condition(engine.program, condition)
    so = engine.holds(history.now, ground)
    if so is not negated:
        return Findings(so)
    if negated:
        return _decided(history, so, holding_parts(engine, history.now, ground), holding=True)
    denied = ground_condition(engine.program, condition.body) if isinstance(condition, Not) else None
    parts = () if denied is None else holding_parts(engine, history.now, denied)
    return _decided(history, so, parts or failing_parts(engine, history.now, ground), holding=bool(parts))


def _decided(history: History, so: bool, parts: tuple[Part, ...], holding: bool = False) -> Findings:
    """What there is to say of the parts that decided."""
    causes = causes_of(history, parts)
    notes = cause_notes(history, causes)
    return Findings(so, parts=part_labels(parts), causes=cause_labels(history, causes), notes=notes, holding=holding)


def _judge_possible(told: Story, call: EventCall) -> Findings:
    """Whether an event could happen next."""
    engine, event = told.setting.engine, told.setting.number(call)
    if event is None:
        return Findings(False, notes=(f"There is no event `{call}`.",))
    if engine.holds(told.history.now, told.setting.program.events[event].condition):
        return Findings(True, "it can happen here")
    parts = failing_parts(engine, told.history.now, told.setting.condition_of(event))
    return _decided(told.history, False, parts)


def _judge_in_character(told: Story, call: EventCall, expectation: Expectation) -> Findings:
    """Whether an event could happen next and everybody who must be willing would be."""
    possible = _judge_possible(told, call)
    event = told.setting.number(call)
    if not possible.so or event is None:
        return replace(possible, notes=(f"`{call}` cannot happen here.", *possible.notes))
    if expectation.negated:
        willing = _willing(told, event)
        return Findings(bool(willing), "it is in character", notes=willing)
    judged = judge_event(told.setting, told.history, event, expectation.span)
    notes: list[str] = []
    labels: list[Label] = []
    for problem in judged.diagnostics:
        notes += [problem.title, *problem.notes, *([problem.help] if problem.help else [])]
        labels += problem.labels
    return Findings(not judged.diagnostics, "it is not", causes=tuple(labels), notes=tuple(notes))


def _willing(told: Story, event: int) -> tuple[str, ...]:
    """Why everybody who must be willing to do the event would be; nothing if somebody would not."""
    setting, program = told.setting, told.setting.program
    notes: list[str] = []
    for person in program.events[event].willing:
        reason = setting.engine.reason(told.history.now, event, person, setting.limits)
        if reason is None:
            return ()
        if reason.impulse:
            notes.append(f"{setting.name(person)} would do it on impulse.")
        else:
            plan = one_of([f"`{step.event}`" for step in reason.plan], "and")
            worth = f"{show_number(reason.gain)} rather than {show_number(reason.without)}"
            notes.append(f"{setting.name(person)} would do it since {plan} would come to {worth}.")
    return tuple(notes) or (f"Nobody has to be willing to `{program.events[event]}`.",)


def _checked(expectation: Expectation, holds: bool, replay: Replay | None) -> CheckedExpectation:
    left_out, skipped = ((), ()) if replay is None else (replay.left_out, replay.skipped)
    return CheckedExpectation(expectation.text, holds, left_out, skipped, expectation.span)


def _failed(expectation: Expectation, findings: Findings, replay: Replay | None) -> Diagnostic:
    notes = list(findings.notes)
    if replay is not None and replay.left_out:
        notes.append(f"Left out: {_listed(replay.left_out)}.")
    if replay is not None and replay.skipped:
        notes.append(f"Skipped, since no longer possible: {_listed(replay.skipped)}.")
    alone = "this holds" if findings.holding else "this does not hold"
    said, parts = findings.said, findings.parts
    return story.expectation_failed(
        expectation.text, said, expectation.span, parts, alone, findings.causes, tuple(dict.fromkeys(notes))
    )


def _listed(events: Sequence[EventCall]) -> str:
    """The events, each once, with how often it stands there."""
    times = Counter(events)
    return ", ".join(f"`{event}`" if count == 1 else f"`{event}` ({count} times)" for event, count in times.items())
