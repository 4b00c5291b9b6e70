# SPDX-License-Identifier: Apache-2.0
"""Why somebody believes what is not so: what made it false, and why they did not notice.

A belief parts from what is so outside that mind when an event is not seen, when a law does not hold in the mind in
which it holds outside, or when nothing that they could see would have told them.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.ground import All, GroundExpression, GroundLaw
from fabula.model.why import Unseen
from fabula.model.world import LawOrigin
from fabula.usecases.check_failing import Part, failing_parts, reads_of
from fabula.usecases.check_history import Path
from fabula.usecases.why_chain import Chain, law_name
from fabula.usecases.why_timeline import ByEvent, ByLaw, Timeline, When
from fabula.usecases.wording import show_person

_MOST_SIGHTS = 1
_MOST_PARTS = 2


def unseen(chain: Chain, number: int, path: Path, fluent: int, when: When) -> Unseen | None:
    """Why the belief numbered so is not so then, and has not been put right; None where it is so."""
    timeline = chain.timeline
    outside = path[1:]
    true = timeline.value(when, outside, fluent)
    if not path or timeline.value(when, path, fluent) == true:
        return None
    changed = changed_outside(timeline, path, fluent, when)
    reasons: list[str] = []
    if changed is not None:
        reasons += _missed(chain, changed, path, fluent)
    reasons += _not_seen_now(chain, path, fluent, when)
    cause = chain.cause(outside, fluent, when)
    return Unseen(number, chain.said(outside, fluent, true), cause, tuple(dict.fromkeys(reasons)))


def changed_outside(timeline: Timeline, path: Path, fluent: int, when: When) -> When | None:
    """The state in which the outside moved away from the belief; None where it was so when the belief came about."""
    origin, before = timeline.origin(path[1:], fluent, when)
    own, since = timeline.origin(path, fluent, when)
    if origin is None or (own is not None and (since.place, since.stage) > (before.place, before.stage)):
        return None
    return before


def _missed(chain: Chain, before: When, path: Path, fluent: int) -> Iterator[str]:
    """Why what changed the fact outside did not change it in the mind."""
    engine, program = chain.engine, chain.program
    origin, _ = chain.timeline.origin(path[1:], fluent, When(before.place, before.stage + 1))
    state = chain.timeline.state(before)
    name = show_person(program, path[0])
    match origin:
        case ByEvent(place, where):
            happening = chain.timeline.happening(place)
            event = chain.timeline.history.event(happening)
            parts = failing_parts(engine, happening.before, event.observers[path[0]])
            if parts:
                yield f"{name} did not see it: {_telling(parts)}"
                return
            for depth, person in enumerate(where):
                inner = failing_parts(engine, happening.before, event.observers[person], (path[0], *where[:depth]))
                if inner:
                    yield _telling(inner)
                    return
            yield f"{name} saw it, but as {name} saw things it did not do that"
        case ByLaw(_, where, law) if law.form.origin is LawOrigin.LAW or where:
            inner = failing_parts(engine, state, but_for(law.condition, path, fluent), (path[0], *where))
            if inner:
                yield f"the law `{law_name(law)}` did not hold in what {name} believes: {_telling(inner)}"
        case _:
            return


def _not_seen_now(chain: Chain, path: Path, fluent: int, when: When) -> Iterator[str]:
    """Why nothing that the believer can see puts the belief right: what keeps each sight of the fact from working."""
    if len(path) != 1:
        return
    engine, name = chain.engine, show_person(chain.program, path[0])
    state = chain.timeline.state(when)
    told = 0
    for law in chain.program.laws:
        if law.form.origin is not LawOrigin.SIGHT or not shows(law, path, fluent):
            continue
        parts = failing_parts(engine, state, but_for(law.condition, path, fluent))
        if parts and told < _MOST_SIGHTS:
            told += 1
            yield f"{name} does not see it (`{law_name(law)}`): {_telling(parts)}"


def _telling(parts: tuple[Part, ...]) -> str:
    """The parts that say most in few words: those about a single fact, or else the first."""
    single = [part for part in parts if len(part.reads) == 1]
    return " and ".join(part.sentence for part in single[:_MOST_PARTS] or parts[:1])


def shows(law: GroundLaw, path: Path, fluent: int) -> bool:
    """Whether the sight is of that fact, by that person."""
    return any(effect.path == path and effect.fluent == fluent for effect in law.effects)


def but_for(condition: GroundExpression, path: Path, fluent: int) -> GroundExpression:
    """The condition without its parts about the belief itself: that a sight tells nothing new is no reason."""
    if not isinstance(condition, All):
        return condition
    own = (path, fluent)
    parts = tuple(part for part in condition.parts if own not in reads_of(part, ()))
    return All(parts, condition.span)
