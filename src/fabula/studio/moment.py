# SPDX-License-Identifier: Apache-2.0
"""What the cursor stands on: the last event at or above its line, and everything that is so after it.

The story is told once for each text and remembered (`telling.py`); a moment is then read off it.
"""

from __future__ import annotations

from typing import Any

from fabula.diagnostics import Diagnostic
from fabula.model.chronicle import Changed, Chronicle, ChronicledEvent
from fabula.model.values import NONE, UNKNOWN, Value, show_value
from fabula.model.world import World
from fabula.render.stories import reason_data
from fabula.studio.asking import Asked, Found, Problems
from fabula.studio.opening import asked_sources
from fabula.studio.remembering import Told
from fabula.studio.telling import telling
from fabula.usecases.moments import moment_of
from fabula.usecases.story import Story
from fabula.usecases.words import fact_words

MOST_OPEN = 200
"""So many events that may happen next are listed."""
MOST_THINGS = 100
"""So many things of a kind are listed, to choose a value from."""


def outline(asked: Asked) -> Found:
    """Which event is told in which line, and which place it has in the story as it is lived."""
    with telling(asked) as told:
        return Found(_outline(told))


def _outline(told: Told) -> dict[str, Any]:
    events = [
        {
            "place": event.number,
            "told": event.told,
            "event": str(event.event),
            "text": event.text,
            "line": _line(told, event),
            "scene": event.scene,
            "possible": event.possible,
        }
        for event in told.chronicle.events
    ]
    return {"title": told.chronicle.title, "events": events, "broken": told.chronicle.broken}


def moment(asked: Asked) -> Found:
    """Everything about one moment."""
    with telling(asked) as told:
        return Found(_Moment(asked, told, _place(asked, told)).data())


def _place(asked: Asked, told: Told) -> int:
    """So many events have happened at the moment that is meant."""
    line, at = asked.options.line, asked.options.at
    if line is None:
        place = moment_of(told.story, at)
        if isinstance(place, Diagnostic):
            raise Problems((place,), told.sources | asked_sources(at=at))
        return place
    above = [event for event in told.chronicle.events if _line(told, event) <= line]
    return max(above, key=lambda event: event.told).number if above else 0


def _line(told: Told, event: ChronicledEvent) -> int:
    source = told.sources.get(event.span.source)
    return 1 if source is None else source.position(event.span.start).line


class _Moment:
    """One moment of a story."""

    def __init__(self, asked: Asked, told: Told, place: int) -> None:
        self.asked = asked
        self.told = told
        self.place = place
        self.story: Story = told.story
        self.chronicle: Chronicle = told.chronicle
        self.now = told.chronicle.moments[place]
        self.event = told.chronicle.events[place - 1] if place else None

    def data(self) -> dict[str, Any]:
        """All of it."""
        names = [person.name for person in self.chronicle.people]
        return {
            "place": self.place,
            "of": len(self.chronicle.events),
            "scene": None if self.event is None else self.event.scene,
            "event": None if self.event is None else self._event(self.event),
            "facts": self._facts(),
            "kinds": _kinds(self.story.setting.world, {fact.kind for fact in self.chronicle.facts}),
            "people": names,
            "utilities": self._utilities(),
            "open": self._open(),
            "endings": list(self.now.endings),
            "clock": self.now.clock,
            "broken": self.chronicle.broken,
        }

    def _event(self, event: ChronicledEvent) -> dict[str, Any]:
        people = self.chronicle.people
        happening = self.story.happenings[self.place - 1]
        setting = self.story.setting
        reasons, unwilling = [], []
        for person in event.willing if event.possible else ():
            reason = setting.engine.reason(happening.before, happening.event, person, setting.limits)
            if reason is None:
                unwilling.append(people[person].name)
            else:
                reasons.append(reason_data(setting.sentences.reason(happening.before, happening.event, reason)))
        return {
            "number": event.number,
            "event": str(event.event),
            "text": event.text,
            "line": _line(self.told, event),
            "possible": event.possible,
            "reasons": reasons,
            "unwilling": unwilling,
            "sees": [people[person].name for person in event.seers],
            "misses": [person.name for number, person in enumerate(people) if number not in event.seers],
            "laws": [{"law": fired.law, "text": fired.text} for fired in event.laws if not fired.sight],
        }

    def _facts(self) -> list[dict[str, Any]]:
        """All facts, those that the event changed first."""
        changed = set() if self.event is None else {change.fact for change in self.event.changes}
        learnt = set() if self.event is None else {change.fact for change in self.event.learnt}
        order = sorted(
            range(len(self.chronicle.facts)), key=lambda fact: (fact not in changed, fact not in learnt, fact)
        )
        return [self._fact(fact, fact in changed) for fact in order]

    def _fact(self, fact: int, changed: bool) -> dict[str, Any]:
        program = self.story.setting.program
        value = self.now.values[fact]
        return {
            "fact": self.chronicle.facts[fact].said,
            "value": show_value(value),
            "words": fact_words(program, program.fluents[fact], value),
            "kind": self.chronicle.facts[fact].kind,
            "changed": changed,
            "cause": self._cause(fact, None),
            "beliefs": self._beliefs(fact),
        }

    def _beliefs(self, fact: int) -> list[dict[str, Any]]:
        """What people believe of a fact who are wrong, or learnt of it just now."""
        wrong = {mistake.person: mistake.value for mistake in self.now.mistakes if mistake.fact == fact}
        learnt = () if self.event is None else self.event.learnt
        right = {each.person: each.after for each in learnt if each.fact == fact and each.person is not None}
        return [
            {
                "minds": [self.chronicle.people[person].name],
                "value": show_value(value),
                "so": person not in wrong,
                "changed": person in right,
                "wrong_since": self._wrong_since(fact, person) if person in wrong else None,
                "cause": self._cause(fact, person),
            }
            for person, value in sorted({**right, **wrong}.items())
        ]

    def _wrong_since(self, fact: int, person: int) -> int:
        """After how many events the person was wrong about it, and has been since."""
        since = self.place
        while since and any(
            mistake.fact == fact and mistake.person == person for mistake in self.chronicle.moments[since - 1].mistakes
        ):
            since -= 1
        return since

    def _cause(self, fact: int, person: int | None) -> dict[str, Any]:
        """What last moved a fact, really or in somebody's mind."""
        for event in reversed(self.chronicle.events[: self.place]):
            moved: tuple[Changed, ...] = event.changes if person is None else event.learnt
            for change in moved:
                if change.fact == fact and change.person == person:
                    by = "event" if change.by_law is None else "law"
                    law = change.by_law
                    return {"by": by, "place": event.number, "event": str(event.event), "law": law, "text": event.text}
        return {"by": "start", "place": 0, "event": None, "law": None, "text": None}

    def _utilities(self) -> list[dict[str, Any]]:
        engine, people = self.story.engine, self.story.setting.program.people
        before, after = self.story.state(max(self.place - 1, 0)), self.story.state(self.place)
        return [
            {"person": name, "before": engine.utility(before, number), "after": engine.utility(after, number)}
            for number, name in enumerate(people)
        ]

    def _open(self) -> list[dict[str, Any]]:
        """What may happen next."""
        engine, sentences = self.story.engine, self.story.setting.sentences
        state = self.story.state(self.place)
        return [
            {"event": str(sentences.call(event)), "text": sentences.event(state, event)}
            for event in engine.possible(state)[:MOST_OPEN]
        ]


def _kinds(world: World, kinds: set[str]) -> dict[str, list[str]]:
    """The values that a fact of each kind may have, as they are written."""
    found: dict[str, list[str]] = {}
    for kind in sorted(kinds - {"number"}):
        if kind == "yes-no":
            found[kind] = [show_value(value) for value in (True, False)]
        else:
            things = [thing.name for thing in world.things_of(kind)][:MOST_THINGS]
            found[kind] = [*things, *(show_value(value) for value in _NOTHING)]
    return found


_NOTHING: tuple[Value, ...] = (NONE, UNKNOWN)
