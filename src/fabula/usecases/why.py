# SPDX-License-Identifier: Apache-2.0
"""`why`: what made a thing so, back to the start, and why people did what made it so.

The question is a text: a condition, an ending, or an event of the story. What is asked with `--not` or compared with
another event is in `why_not.py` and `why_rather.py`.
"""

from __future__ import annotations

from dataclasses import replace

from fabula.diagnostics import Diagnostic
from fabula.engine.port import Cancel
from fabula.model.answers import EventCall
from fabula.model.expression import Effect, Expression
from fabula.model.ground import All, Believed, Comparison, Constant, Doubted, GroundExpression, Named, Some
from fabula.model.manuscript import Manuscript
from fabula.model.why import Verdict, WhyAnswer
from fabula.model.world import World
from fabula.records import dataclass
from fabula.semantics.errors import EngineError
from fabula.usecases.check_setting import MakeEngine, minds_in
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.moments import moment_of, place_of
from fabula.usecases.problems import asking, engine_problem
from fabula.usecases.story import Story, Wanted, replay_story
from fabula.usecases.why_asking import WHAT, Asked, AskedCondition, AskedEvent, read_asked
from fabula.usecases.why_break import until_break
from fabula.usecases.why_chain import Chain, moment_at, title_of
from fabula.usecases.why_motives import rests_on
from fabula.usecases.why_not import why_not_condition, why_not_event
from fabula.usecases.why_parts import grounded, mistaken, parts_of
from fabula.usecases.why_rather import why_rather
from fabula.usecases.why_rest import resting
from fabula.usecases.why_steady import unfolded
from fabula.usecases.why_timeline import Timeline
from fabula.usecases.words import words


@dataclass(frozen=True, slots=True)
class WhyQuestion:
    """A question as it is asked: of what, when, whether why *not*, and rather than which other event."""

    what: str
    at: str | None = None
    negated: bool = False
    rather_than: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """The question read against the world: what is asked, and the other event."""

    asked: Asked
    other: EventCall | None


def why(
    manuscript: Manuscript,
    world: World,
    question: WhyQuestion,
    make_engine: MakeEngine,
    overrides: Overrides = NO_OVERRIDES,
    cancel: Cancel | None = None,
) -> WhyAnswer | tuple[Diagnostic, ...]:
    """The answer; diagnostics alone where the question or the world is wrong. Raises `GaveUp` before there is one."""
    read = _read(question, world)
    if not isinstance(read, _Read):
        return read
    condition = read.asked.condition if isinstance(read.asked, AskedCondition) else None
    otherwise = question.negated or question.rather_than is not None
    wanted = Wanted(
        resting(make_engine) if otherwise else make_engine,
        overrides,
        calls=_calls(read),
        starts=_starts(question, read, world),
        minds=0 if condition is None else minds_in(condition),
        cancel=Cancel() if cancel is None else cancel,
    )
    story = replay_story(manuscript, world, wanted)
    if not isinstance(story, Story):
        return story
    try:
        return _answer(story, question, read)
    except EngineError as error:
        return (engine_problem(story.setting.program, error),)


def _read(question: WhyQuestion, world: World) -> _Read | tuple[Diagnostic, ...]:
    asked = read_asked(question.what, world)
    if isinstance(asked, tuple):
        return asked
    if question.rather_than is None:
        return _Read(asked, None)
    if isinstance(asked, AskedCondition):
        return (asking.event_wanted(question.what),)
    other = read_asked(question.rather_than, world, "--rather-than")
    if isinstance(other, tuple):
        return other
    return _Read(asked, other.call if isinstance(other, AskedEvent) else None)


def _calls(read: _Read) -> tuple[EventCall, ...]:
    """The events that the question names."""
    call = read.asked.call if isinstance(read.asked, AskedEvent) else None
    return tuple(each for each in (call, read.other) if each is not None)


def _starts(question: WhyQuestion, read: _Read, world: World) -> tuple[Effect, ...]:
    """What must not be folded away, since it may be what would have to be otherwise."""
    events = [read.other] if question.rather_than is not None else []
    if question.negated and isinstance(read.asked, AskedEvent):
        events.append(read.asked.call)
    return tuple(effect for call in events if call is not None for effect in unfolded(world, call))


def _answer(story: Story, question: WhyQuestion, read: _Read) -> WhyAnswer | tuple[Diagnostic, ...]:
    place = moment_of(story, question.at)
    if isinstance(place, Diagnostic):
        return (place,)
    sound = min(place, story.sound)
    notes, broken = until_break(story, place)
    answer: WhyAnswer | tuple[Diagnostic, ...]
    match read.asked:
        case AskedCondition(condition, ending):
            text = None if ending is None else _ending_text(story, ending, sound)
            answer = _of_condition(story, question, condition, sound, text)
        case AskedEvent() as event if question.rather_than is not None or question.negated:
            answer = _of_event_otherwise(story, question, event, read.other, sound)
        case AskedEvent() as event:
            answer = _of_event(story, question, event, sound)
    if not isinstance(answer, WhyAnswer):
        return answer
    return replace(answer, notes=(*notes, *answer.notes), broken=broken)


def _ending_text(story: Story, name: str, place: int) -> str | None:
    form = next(ending for ending in story.setting.world.endings if ending.name == name)
    return story.setting.sentences.ending(story.state(place), form)


# ------------------------------------------------------------------------------------------------------- a condition


def _of_condition(
    story: Story, question: WhyQuestion, condition: Expression, place: int, text: str | None
) -> WhyAnswer:
    """Why a condition holds at a place, or (as it was asked) does not; `text` are an ending's own words."""
    chain, ground = grounded(story, condition, place)
    when = chain.timeline.end
    holds = chain.engine.holds(chain.timeline.state(when), ground)
    base = WhyAnswer(title_of(story), question.what.strip(), Verdict.ANSWERED, moment_at(story, place))
    base = replace(base, words=text or (words(chain.program, ground) if _is_single(ground) else ""))
    if holds is question.negated:
        verdict = Verdict.SO if question.negated else Verdict.NOT_SO
        parts = parts_of(chain, ground, when, holding=holds)
        return replace(base, verdict=verdict, parts=parts, facts=tuple(chain.facts), deeds=chain.deeds())
    if question.negated:
        return why_not_condition(story, chain, ground, base)
    parts = parts_of(chain, ground, when, holding=True)
    stale = mistaken(chain, ground, when)
    limit = chain.with_reasons()
    return replace(base, parts=parts, facts=tuple(chain.facts), deeds=chain.deeds(), unseen=stale, limit=limit)


def _is_single(condition: GroundExpression) -> bool:
    """Whether a condition is about one thing, and prose is easier to read than what was asked."""
    match condition:
        case Believed(_, body) | Doubted(_, body):
            return _is_single(body)
        case All(parts) | Some(parts):
            told = [part for part in parts if not isinstance(part, Constant)]
            return len(told) == 1 and _is_single(told[0])
        case Comparison() | Named():
            return True
        case _:
            return False


# ---------------------------------------------------------------------------------------------------------- an event


def _of_event(story: Story, question: WhyQuestion, event: AskedEvent, until: int) -> WhyAnswer | tuple[Diagnostic, ...]:
    """Why an event of the story could happen, and why everybody did it."""
    place = _happened(story, event, until, latest=question.at is not None)
    if isinstance(place, Diagnostic):
        return (place,)
    what = question.what.strip()
    if place is None:
        return WhyAnswer(title_of(story), what, Verdict.NOT_SO, moment_at(story, until), is_event=True)
    chain = Chain(story, Timeline(story.until(place + 1)))
    chain.deed(place)
    limit = chain.with_reasons((place,))
    stale = rests_on(story, chain, place)
    limit = limit or chain.with_reasons(deed.place - 1 for deed in chain.deeds() if deed.place != place + 1)
    moment = moment_at(story, place + 1)
    answer = WhyAnswer(title_of(story), what, Verdict.ANSWERED, moment, is_event=True, words=moment.text)
    return replace(answer, facts=tuple(chain.facts), deeds=chain.deeds(), unseen=stale, limit=limit)


def _happened(story: Story, event: AskedEvent, until: int, *, latest: bool) -> int | Diagnostic | None:
    """The number of the event in the story, from 0; None where it does not happen by then."""
    if event.call is None or "#" in event.text:
        place = place_of(story, event.text, WHAT)
        return place if isinstance(place, Diagnostic) or place < until else None
    times = [place for place in range(until) if story.call(place) == event.call]
    return None if not times else times[-1 if latest else 0]


def _of_event_otherwise(
    story: Story, question: WhyQuestion, asked: AskedEvent, other: EventCall | None, place: int
) -> WhyAnswer | tuple[Diagnostic, ...]:
    """Why an event did not happen, or why this one and not the other."""
    if question.rather_than is not None:
        if other is None:
            return (asking.event_wanted(question.rather_than, "--rather-than"),)
        chosen = _happened(story, asked, place, latest=question.at is not None)
        if isinstance(chosen, Diagnostic):
            return (chosen,)
        if chosen is None:
            moment = moment_at(story, place)
            return WhyAnswer(title_of(story), question.what.strip(), Verdict.NOT_SO, moment, is_event=True)
        if story.call(chosen) == other:
            return (asking.same_event(question.rather_than, "--rather-than"),)
        return why_rather(story, question.what.strip(), chosen, other)
    if asked.call is None:
        found = place_of(story, asked.text, WHAT)
        if isinstance(found, Diagnostic):
            return (found,)
        return why_not_event(story, question.what.strip(), story.call(found), found, given=False)
    return why_not_event(story, question.what.strip(), asked.call, place, given=question.at is not None)
