# SPDX-License-Identifier: Apache-2.0
"""A chain of causes as an indented tree: every fact once, where it is nearest to what was asked, the rest referred to.

What has been so since the start is listed on one line, and below a depth it is only said which events it goes back to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import field

from fabula.model.answers import EventCall
from fabula.model.manuscript import READER
from fabula.model.why import Because, By, Cause, Deed
from fabula.records import dataclass
from fabula.render.paragraphs import paragraph
from fabula.render.reasons import listed

STEP = 2
_MOST_STARTING = 6
_BY_EVENTS = (By.EVENT, By.SEEN, By.TOLD, By.CORRECTED)


@dataclass(slots=True)
class Tree:
    """A tree of facts; `shown` are the places of the events that are told in it, down to `depth`."""

    facts: tuple[Because, ...]
    deeds: dict[int, Deed]
    depth: int
    width: int
    shown: set[int] = field(default_factory=set)
    _children: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _parents: dict[int, int] = field(default_factory=dict)
    _opened: set[int] = field(default_factory=set)

    def grow(self, tops: Iterable[int], opened: int | None = None) -> tuple[int, ...]:
        """Give each fact below these its place; the tops that had none. The event `opened` is told elsewhere."""
        if opened is not None:
            self._opened.add(opened)
        roots = tuple(top for top in dict.fromkeys(tops) if top not in self._parents)
        self._parents.update((root, -1) for root in roots)
        waiting = deque(roots)
        while waiting:
            number = waiting.popleft()
            self._children[number] = self._below(self.facts[number])
            for child in self._children[number]:
                if child not in self._parents:
                    self._parents[child] = number
                    waiting.append(child)
        return roots

    def _below(self, fact: Because) -> tuple[int, ...]:
        """What a fact rests on: with an event its conditions, once."""
        below = dict.fromkeys(fact.because)
        if fact.cause.by in _BY_EVENTS and fact.cause.place not in self._opened:
            self._opened.add(fact.cause.place)
            deed = self.deeds.get(fact.cause.place)
            below.update(dict.fromkeys(() if deed is None else (*deed.because, *deed.known)))
        return tuple(below)

    def lines(self, numbers: Sequence[int], indent: int = 0, level: int = 1, parent: int = -1) -> list[str]:
        """The facts of one level, with what made each so below it."""
        facts = [self.facts[number] for number in numbers]
        starting = [marked(fact) for fact in facts if fact.cause.by is By.START]
        later = [fact for fact in facts if fact.cause.by is not By.START]
        lines: list[str] = []
        for fact in later:
            if self._parents[fact.number] == parent:
                lines += self._fact(fact, indent, level)
        elsewhere = [f"{marked(fact)} ({fact.cause.place})" for fact in later if self._parents[fact.number] != parent]
        if elsewhere:
            lines += self.wrapped(f"and (told elsewhere here) {', '.join(elsewhere)}", indent)
        return lines + self._starting(starting, indent)

    def _fact(self, fact: Because, indent: int, level: int) -> list[str]:
        lines = self.wrapped(marked(fact), indent)
        lines += self.wrapped(cause_words(fact.cause, fact.times, fact.since), indent + STEP)
        self.shown.add(fact.cause.place)
        children = self._children[fact.number]
        if level < self.depth:
            return lines + self.lines(children, indent + STEP, level + 1, fact.number)
        back = self._back_to(children)
        if back:
            said = f"which goes back to {_events(back)} (`--depth {self.depth + 1}`)"
            return lines + self.wrapped(said, indent + STEP)
        return lines + self._starting([marked(self.facts[child]) for child in children], indent + STEP)

    def _back_to(self, numbers: tuple[int, ...]) -> list[int]:
        """The events to which facts go back."""
        places: set[int] = set()
        seen = set(numbers)
        waiting = list(numbers)
        while waiting:
            fact = self.facts[waiting.pop()]
            if fact.cause.place:
                places.add(fact.cause.place)
            following = set(self._children.get(fact.number, fact.because)) - seen
            seen |= following
            waiting += following
        return sorted(places)

    def _starting(self, said: list[str], indent: int) -> list[str]:
        """What has been so all along, on one line."""
        if not said:
            return []
        more = len(said) - _MOST_STARTING
        shown = said if more <= 1 else [*said[:_MOST_STARTING], f"{more} more"]
        return self.wrapped(f"since the start: {listed(tuple(shown))}", indent)

    def wrapped(self, text: str, indent: int) -> list[str]:
        """The text in lines; what does not fit goes on a little deeper."""
        return paragraph(text, max(self.width, indent + 20), " " * indent, " " * (indent + STEP * 2))


def marked(fact: Because) -> str:
    """The fact as it is written; a belief that was not so when it mattered says that."""
    return fact.said if fact.so or fact.said.endswith("= unknown") else f"{fact.said} (which is not so)"


def cause_words(cause: Cause, times: int = 1, since: int = 0) -> str:
    """What made a thing so, on one line: the event, the law, in whose mind, and their sentence."""
    at = f"{cause.place}. {cause.event}"
    who = " through the eyes of ".join(person_words(person) for person in reversed(cause.minds))
    match cause.by:
        case By.START:
            return "since the start"
        case By.EVENT:
            return _saying(at, cause)
        case By.SEEN:
            return _saying(f"{at}, seen by {who}", cause)
        case By.TOLD:
            return _saying(f"{at}, which puts it into the mind", cause)
        case By.CORRECTED:
            return f"{at}: {who} saw it, had thought it impossible, and was put right"
        case By.TIME:
            return f"with the time that passed at {at}"
        case By.SIGHT:
            return f"after {at}: {who} saw it (`{cause.law}`)"
        case By.LAW | By.REASONED:
            mind = f" in what {who} believes" if cause.by is By.REASONED else ""
            often = f", {times} times from event {since} on," if times > 1 else ""
            return _saying(f"after {at}{often} by the law `{cause.law}`{mind}", cause)


def person_words(name: str) -> str:
    """The name; the reader is "the reader"."""
    return "the reader" if name == READER else name


def _saying(text: str, cause: Cause) -> str:
    """With the sentence of the event or the law, unless that is only its name."""
    impossible = "" if cause.possible else " (which could not happen)"
    same = cause.text is None or cause.text == str(cause.event)
    return f"{text}{impossible}" if same else f"{text}{impossible}: {cause.text}"


def _events(places: list[int]) -> str:
    return f"event {places[0]}" if len(places) == 1 else f"events {listed(tuple(str(place) for place in places))}"


def event_name(place: int, event: EventCall) -> str:
    """`6. push(Faith, Spike)`."""
    return f"{place}. {event}"
