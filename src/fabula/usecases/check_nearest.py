# SPDX-License-Identifier: Apache-2.0
"""What somebody would have to believe, or want, or see happen, to have a reason: the nearest misses.

Each single change is tried by running it: a value put into a mind (true values where the mind errs come first, then
what they take others to believe), a want made weightier or lighter, an event that happens first. Only changes after
which the engine finds a reason are told, three at most. The search is bounded by counting, so that the same story
always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from fabula.diagnostics import Label
from fabula.engine.port import Cancel, Engine
from fabula.model.ground import Program
from fabula.model.limits import Limits
from fabula.model.values import NONE, UNKNOWN, Value
from fabula.model.world import Number, OfKind, YesNo
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_best import best_imagined
from fabula.usecases.check_causes import cause_labels, causes_of
from fabula.usecases.check_failing import failing_parts, reads_of
from fabula.usecases.check_history import History, Path, mind
from fabula.usecases.check_setting import Setting
from fabula.usecases.check_wants import new_wants, other_weights
from fabula.usecases.check_weighed import Weighed, weigh
from fabula.usecases.wording import show_belief

MOST_TOLD = 3
MOST_BELIEFS_TOLD = 2
MOST_BELIEFS_TRIED = 80
MOST_EVENTS_TRIED = 40
NOTHING_HELPS = "Of all single changes tried, in what they believe or want or in what happens first, none helps."
SHORT_PLANS = 2
"""Changed beliefs are tried with plans of so many events first, since that is quick."""


class Budget(Cancel):
    """Stops a search after so many looks at it: a bound that does not depend on the machine."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    @property
    def limit(self) -> str | None:
        """The limit, once all looks are used up."""
        self.looks -= 1
        return "effort" if self.looks < 0 else None

    @limit.setter
    def limit(self, limit: str | None) -> None:
        if limit is not None:
            self.looks = -1

    @property
    def spent(self) -> bool:
        """Whether no looks are left."""
        return self.looks < 0


@dataclass(frozen=True, slots=True)
class Near:
    """What there is to say of an event that somebody has no reason for."""

    labels: tuple[Label, ...]
    notes: tuple[str, ...]
    way_out: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who is to have a reason for an event."""

    event: int
    person: int
    limits: Limits


def nearest(setting: Setting, history: History, event: int, person: int) -> Near:
    """The nearest misses for somebody who takes the event for possible but has no reason for it."""
    wish = Wish(event, person, setting.limits)
    half, third, sixth = (Budget(setting.effort // part) for part in (2, 3, 6))
    misses = list(islice(_belief_misses(setting, history.now, wish, half), MOST_BELIEFS_TOLD))
    weighed = weigh(setting, history, event, person)
    if weighed is not None:
        misses += islice(_steady_misses(weighed, wish, third), MOST_BELIEFS_TOLD - len(misses))
        misses += islice(other_weights(weighed, wish.limits, third), 1)
    if len(misses) < MOST_TOLD:
        misses += islice(_event_misses(setting, history.now, wish, sixth), 1)
    labels, notes = _impulse(setting, history, wish)
    notes = (*notes, *best_imagined(setting, history.now, event, person))
    if not misses:
        notes = (*notes, *_further(setting, history.now, wish))
    misses += islice(new_wants(setting, history.now, event, person), 1)
    if not misses:
        return Near(labels, (*notes, NOTHING_HELPS), None)
    return Near(labels, notes, f"It would be in character if {'; or if '.join(misses[:MOST_TOLD])}.")


def _has_reason(engine: Engine, state: int, wish: Wish, budget: Budget) -> bool:
    """Whether the person would have a reason in this state; a search out of budget finds none."""
    if budget.spent:
        return False
    try:
        return engine.reason(state, wish.event, wish.person, wish.limits, budget) is not None
    except EngineError:
        return False


# ------------------------------------------------------------------------------------------------------- beliefs


@dataclass(frozen=True, slots=True)
class Belief:
    """A value that might be put into a mind; `true` if it is what is so outside that mind."""

    path: Path
    fluent: int
    value: Value
    true: bool


def _belief_misses(setting: Setting, state: int, wish: Wish, budget: Budget) -> Iterator[str]:
    """Single changed beliefs that would give a reason, short plans first."""
    engine = setting.engine
    beliefs = list(islice(dict.fromkeys(beliefs_to_try(setting, state, wish)), MOST_BELIEFS_TRIED))
    found: set[tuple[Path, int]] = set()
    for imagine in sorted({min(SHORT_PLANS, wish.limits.imagine), wish.limits.imagine}):
        shorter = replace(wish, limits=replace(wish.limits, imagine=imagine))
        for belief in beliefs:
            if (belief.path, belief.fluent) in found:
                continue
            changed = engine.altered(state, belief.path, belief.fluent, belief.value)
            if _has_reason(engine, changed, shorter, budget):
                found.add((belief.path, belief.fluent))
                yield _believing(engine.program, belief)


def beliefs_to_try(setting: Setting, state: int, wish: Wish) -> Iterator[Belief]:
    """What to try: where they err, where they take others to err, then what their wants and impulses read."""
    engine, person = setting.engine, wish.person
    yield from _errors(setting, state, (), person)
    within = engine.believed(state, person)
    others = [other for other in range(len(engine.program.people)) if other != person]
    for other in others:
        yield from _errors(setting, within, (person,), other)
    ground = engine.program.events[wish.event]
    impulses = [condition for who, condition in ground.impulses if who == person]
    for expression in (*impulses, engine.program.utilities[person]):
        for path, fluent in reads_of(expression, (person,)):
            yield from _values(engine, state, path, fluent)
    for other in others:
        for path, fluent in reads_of(engine.program.utilities[other], (person, other)):
            yield from _values(engine, state, path, fluent)


def _errors(setting: Setting, outside: int, path: Path, person: int) -> Iterator[Belief]:
    """What a person inside a mind believes that is not so outside theirs, put right."""
    truth = setting.engine.values(outside)
    belief = setting.engine.values(setting.engine.believed(outside, person))
    for fluent, (true, believed) in enumerate(zip(truth, belief, strict=True)):
        if true != believed and fluent != setting.engine.program.clock:
            yield Belief((*path, person), fluent, true, True)


def _values(engine: Engine, state: int, path: Path, fluent: int) -> Iterator[Belief]:
    """All other values that a fluent may have in a mind; of numbers, the real one, none and one more."""
    if fluent == engine.program.clock:
        return
    now = engine.values(mind(engine, state, path))[fluent]
    true = engine.values(mind(engine, state, path[:-1]))[fluent]
    values: list[Value]
    match engine.program.fluents[fluent].type:
        case YesNo():
            values = [True, False]
        case OfKind(kind):
            values = [*(thing.name for thing in engine.program.world.things_of(kind)), NONE]
        case Number():
            values = [0.0, *((now + 1.0, now - 1.0, now * 2.0) if isinstance(now, float | int) else (1.0,))]
    for value in values:
        if value not in (now, UNKNOWN):
            yield Belief(path, fluent, value, value == true)


def _believing(program: Program, belief: Belief) -> str:
    """A belief as a clause, and whether it is so."""
    first, *others = (program.people[person] for person in belief.path)
    said = show_belief(others, str(program.fluents[belief.fluent]), belief.value)
    return f"{first} believed `{said}`{' (which is so)' if belief.true and not others else ''}"


def _steady_misses(weighed: Weighed, wish: Wish, budget: Budget) -> Iterator[str]:
    """The same for what their wants and impulses read but nothing in the world ever changes."""
    engine, person = weighed.engine, weighed.person
    impulses = [condition for who, condition in engine.program.events[weighed.event].impulses if who == person]
    reads = {read: None for expression in (*impulses, *weighed.wants) for read in reads_of(expression, (person,))}
    for path, fluent in (read for read in reads if read[1] in weighed.folded):
        for belief in _values(engine, weighed.state, path, fluent):
            changed = engine.altered(weighed.state, path, fluent, belief.value)
            if weighed.helps(changed, wish.limits, budget):
                yield _believing(engine.program, belief)
                break


# -------------------------------------------------------------------------------------------------- events, limits


def _event_misses(setting: Setting, state: int, wish: Wish, budget: Budget) -> Iterator[str]:
    """Events, possible now and in character, after which they would have a reason."""
    engine = setting.engine
    condition = engine.program.events[wish.event].condition
    for event in engine.possible(state)[:MOST_EVENTS_TRIED]:
        if event == wish.event:
            continue
        try:
            after = engine.after(state, event)
            mended = engine.holds(after, condition) and _has_reason(engine, after, wish, budget)
            mended = mended and engine.explained(state, event, wish.limits, budget)
        except EngineError:
            continue
        if mended:
            yield f"`{engine.program.events[event]}` happened just before"


def _further(setting: Setting, state: int, wish: Wish) -> tuple[str, ...]:
    """Where nothing near helps: whether longer plans or deeper minds would."""
    limits = wish.limits
    for further, said in (
        (replace(limits, imagine=limits.imagine + 1), f"plans of {limits.imagine + 1} events (`imagine`"),
        (replace(limits, minds=limits.minds + 1), f"minds read {limits.minds + 1} deep (`minds`"),
    ):
        if _has_reason(setting.engine, state, replace(wish, limits=further), Budget(setting.effort // 2)):
            word = "imagine" if further.imagine != limits.imagine else "minds"
            return (f"There would be a reason with {said}: the limit is {getattr(limits, word)}).",)
    return ()


def _impulse(setting: Setting, history: History, wish: Wish) -> tuple[tuple[Label, ...], tuple[str, ...]]:
    """What keeps an impulse from moving them, where the event has one for them."""
    engine, name = setting.engine, setting.name(wish.person)
    labels: list[Label] = []
    notes: list[str] = []
    for who, condition in engine.program.events[wish.event].impulses:
        if who == wish.person:
            parts = failing_parts(engine, history.now, condition, (who,))
            notes.append(f"{name} would do it on impulse, but {', and '.join(part.sentence for part in parts)}.")
            labels += [Label(part.span, "the impulse wants this") for part in parts]
            labels += cause_labels(history, causes_of(history, parts))
    return tuple(labels), tuple(notes)
