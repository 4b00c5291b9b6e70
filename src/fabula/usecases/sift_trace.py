# SPDX-License-Identifier: Apache-2.0
"""A pattern in one story: where it is found, with whom, and what of it is under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.engine.port import Engine
from fabula.model.sift import Bound, Match, MatchedStep, MissingStep, SiftedPattern, Underway
from fabula.usecases.sentences import Sentences
from fabula.usecases.sift_match import Binding, Matcher, Moment, Thread
from fabula.usecases.templates import fill
from fabula.usecases.words import fact_words, shown_name

Path = tuple[int, ...]
"""The places, from 0, of the events that took the steps."""


@dataclass(frozen=True, slots=True)
class Ways:
    """In how many ways a thread came about, and the first of them."""

    count: int
    first: Path


def sifted(matcher: Matcher, moments: Sequence[Moment], sentences: Sentences) -> SiftedPattern:
    """What is found of a pattern in a story of these events."""
    threads: Mapping[Thread, Ways] = {thread: Ways(1, ()) for thread in matcher.first()}
    for place, moment in enumerate(moments):
        threads = _after(matcher, threads, moment, place)
    end = moments[-1].after if moments else matcher.engine.start()
    telling = _Telling(matcher, moments, sentences, end)
    whole = {thread: ways for thread, ways in threads.items() if matcher.over(thread, end)}
    matches = [telling.match(thread, ways) for thread, ways in whole.items()]
    matches.sort(key=lambda match: tuple(step.place for step in match.steps))
    begun = [telling.underway(thread, ways) for thread, ways in _underway(threads, matcher.last)]
    begun.sort(key=lambda each: (-len(each.steps), tuple(step.place for step in each.steps)))
    pattern = matcher.pattern
    return SiftedPattern(
        pattern.name, pattern.title, tuple(matches), tuple(begun), pattern.left_out, not matcher.settled
    )


def _after(matcher: Matcher, threads: Mapping[Thread, Ways], moment: Moment, place: int) -> dict[Thread, Ways]:
    found: dict[Thread, Ways] = {}
    for thread, ways in threads.items():
        if matcher.stays(thread, moment):
            _add(found, thread, ways)
        for taken in matcher.taken(thread, moment):
            _add(found, taken, Ways(ways.count, (*ways.first, place)))
    return found


def _add(found: dict[Thread, Ways], thread: Thread, ways: Ways) -> None:
    known = found.get(thread)
    found[thread] = ways if known is None else Ways(known.count + ways.count, min(known.first, ways.first))


def _underway(threads: Mapping[Thread, Ways], last: int) -> list[tuple[Thread, Ways]]:
    """The threads that have begun and are not whole, without those of which the same people have come farther."""
    farthest: dict[Binding, int] = {}
    for at, binding in threads:
        farthest[binding] = max(farthest.get(binding, 0), at)
    return [
        (thread, ways)
        for thread, ways in threads.items()
        if 0 < thread[0] < last
        and farthest[thread[1]] == thread[0]
        and not any(at > thread[0] and _extends(other, thread[1]) for other, at in farthest.items())
    ]


def _extends(other: Binding, binding: Binding) -> bool:
    return all(mine is None or mine == theirs for mine, theirs in zip(binding, other, strict=True))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Puts threads into words."""

    matcher: Matcher
    moments: Sequence[Moment]
    sentences: Sentences
    end: int

    @property
    def engine(self) -> Engine:
        """The engine of the story."""
        return self.matcher.engine

    def match(self, thread: Thread, ways: Ways) -> Match:
        """A whole match."""
        bindings = self.bindings(thread[1])
        text = self.matcher.pattern.text
        at = self.moments[ways.first[-1]].after
        return Match(
            bindings, None if text is None else self.filled(text, thread[1], at), self.steps(thread, ways), ways.count
        )

    def underway(self, thread: Thread, ways: Ways) -> Underway:
        """A match that is not whole."""
        at, binding = thread
        missing = tuple(
            MissingStep(step.name, None if step.text is None else self.filled(step.text, binding, self.end))
            for step in self.matcher.pattern.steps[at:]
        )
        return Underway(self.bindings(binding), self.steps(thread, ways), missing)

    def steps(self, thread: Thread, ways: Ways) -> tuple[MatchedStep, ...]:
        """The steps that were taken."""
        found: list[MatchedStep] = []
        for step, place in zip(self.matcher.pattern.steps, ways.first, strict=False):
            moment = self.moments[place]
            text = None if step.text is None else self.filled(step.text, thread[1], moment.after)
            said = self.sentences.event(moment.before, moment.event)
            found.append(MatchedStep(step.name, text, place + 1, self.sentences.call(moment.event), said))
        return tuple(found)

    def bindings(self, binding: Binding) -> tuple[Bound, ...]:
        """Who and what is known."""
        program = self.engine.program
        found: list[Bound] = []
        for variable, value in zip(self.matcher.pattern.variables, binding, strict=True):
            if isinstance(value, str):
                found.append(Bound(variable.name, value, shown_name(program.world, value)))
            elif value is not None:
                found.append(Bound(variable.name, str(program.fluents[value]), str(program.fluents[value])))
        return tuple(found)

    def filled(self, template: str, binding: Binding, state: int) -> str:
        """A text with everybody's names; a fact is told as it is in a state."""
        program = self.engine.program
        names: dict[str, str] = {}
        for variable, value in zip(self.matcher.pattern.variables, binding, strict=True):
            if isinstance(value, int):
                names[variable.name] = fact_words(program, program.fluents[value], self.engine.values(state)[value])
            elif value is not None:
                names[variable.name] = shown_name(program.world, value)
            else:
                names[variable.name] = "somebody" if variable.kind == "person" else "something"
        return fill(template, lambda hole: names.get(hole, f"{{{hole}}}"))
