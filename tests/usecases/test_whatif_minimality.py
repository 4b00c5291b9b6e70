# SPDX-License-Identifier: Apache-2.0
"""What a change cannot touch is answered as in the told story, in worlds made of two halves that share nothing.

Each half has a person of its own, facts that only their events read and change, and a law; a change is about one half.
(The criterion: Halpern and Pearl, "Causes and explanations: a structural-model approach", 2005.)
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent

import pytest
from hypothesis import given, settings, strategies as st

from fabula.engine.choose import EngineName, engine_maker
from fabula.model.whatif import Fate, Timeline, WhatIfAnswer
from fabula.usecases.whatif_changes import Changes
from usecases.what_if import answered, asked

HALVES = ("Ann", "Bea")
FACTS = 3


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a world: what its events need, do and are seen by, its law, and what its person wants."""

    needs: tuple[int, ...]
    does: tuple[int, ...]
    willing: tuple[bool, ...]
    takes: tuple[int, ...]
    law: tuple[int, int]
    wants: int
    starts: tuple[bool, ...]

    def text(self, name: str) -> str:
        """The declarations."""
        facts = [f"{name.lower()}{number}" for number in range(FACTS)]
        lines = [f"person {name}", *(f"fact {fact}" for fact in facts)]
        for number in range(FACTS):
            verb = "not " if self.does[number] >= FACTS else ""
            lines += [
                f"event {name.lower()}_does{number}():",
                f"    when: {_literal(facts, self.needs[number])}",
                f"    then: {verb}{facts[self.does[number] % FACTS]}",
                *([f"    by: {name}"] if self.willing[number] else []),
                f"    takes {self.takes[number]}",
                f"    seen by q: q = {name}",
            ]
        condition, then = self.law
        lines += [
            f"law {name.lower()}_law each moment:",
            f"    when: {_literal(facts, condition)}",
            f"    then: {facts[then]}",
        ]
        return "\n".join([*lines, f"wants {name}: 2 if {_literal(facts, self.wants)}", ""])

    def start(self, name: str) -> list[str]:
        """The statements of the start."""
        return [f"{name.lower()}{number}" for number, so in enumerate(self.starts) if so]


def _literal(facts: list[str], number: int) -> str:
    """A fact, or (the higher numbers) its contrary."""
    return facts[number] if number < FACTS else f"not {facts[number - FACTS]}"


literals = st.integers(0, 2 * FACTS - 1)


def each(of: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, ...]]:
    """One for each fact."""
    return st.tuples(*[of] * FACTS)


def flags() -> st.SearchStrategy[tuple[bool, ...]]:
    """Yes or no for each fact."""
    return st.tuples(*[st.booleans()] * FACTS)


halves = st.builds(
    Half,
    needs=each(literals),
    does=each(literals),
    willing=flags(),
    takes=each(st.integers(0, 2)),
    law=st.tuples(literals, st.integers(0, FACTS - 1)),
    wants=literals,
    starts=flags(),
)
stories = st.lists(st.tuples(st.sampled_from(HALVES), st.integers(0, FACTS - 1)), min_size=1, max_size=6)


@st.composite
def changes_of_ann(draw: st.DrawFn) -> Changes:
    """A change that names nothing but what is Ann's."""
    fact = f"ann{draw(st.integers(0, FACTS - 1))}"
    verb = draw(st.sampled_from(("", "not ")))
    match draw(st.integers(0, 3)):
        case 0:
            return Changes(effects=(f"{verb}{fact}",))
        case 1:
            return Changes(effects=(f"Ann believes {verb}{fact}",))
        case 2:
            return Changes(wants=(f"Ann: 3 if {verb}{fact}",))
        case _:
            return Changes(laws=(f"law ann_more: when: {fact}; then: not ann0",))


def _told(first: Half, second: Half, story: list[tuple[str, int]]) -> tuple[str, str]:
    """The manuscript and the world."""
    start = indent("\n".join([*first.start("Ann"), *second.start("Bea"), "weather = 0"]), "    ")
    text = f'world "Two halves"\nfact weather is number\n{first.text("Ann")}{second.text("Bea")}start:\n{start}\n'
    lines = "".join(f"@ {name.lower()}_does{number}()\n" for name, number in story)
    return f"---\nworld: house.world\n---\n{lines}", text


def _of(name: str, timeline: Timeline) -> list[str]:
    """All that differs of a half: facts, beliefs of its person about it, what is good for them."""
    marks = [each for step in timeline.steps for each in step.view.facts] + list(timeline.view.facts)
    facts = [f"{each.people} {each.fact}" for each in marks if each.fact.startswith(name.lower())]
    worths = [f"{each.person}" for step in timeline.steps for each in step.view.worths if each.person == name]
    return facts + worths


@settings(max_examples=60)
@given(first=halves, second=halves, story=stories, changes=changes_of_ann(), moment=st.integers(0, 3))
def test_the_other_half_is_as_told(
    first: Half, second: Half, story: list[tuple[str, int]], changes: Changes, moment: int
) -> None:
    manuscript, world = _told(first, second, story)
    at = str(moment) if 0 < moment <= len(story) else None
    asking = Changes(changes.effects, (), (), changes.wants, changes.laws, (), at)
    answer = answered(asking, manuscript, world)
    _untouched(answer, "bea")


def _untouched(answer: WhatIfAnswer, prefix: str) -> None:
    for step in answer.story.steps:
        if step.event.name.startswith(prefix):
            assert step.fate is Fate.AS_TOLD, step
    assert _of(prefix.capitalize(), answer.story) == []


@settings(max_examples=40)
@given(first=halves, second=halves, story=stories)
def test_what_is_so_already_changes_nothing(first: Half, second: Half, story: list[tuple[str, int]]) -> None:
    manuscript, world = _told(first, second, story)
    so = tuple(f"{'' if yes else 'not '}ann{number}" for number, yes in enumerate(first.starts))
    answer = answered(Changes(effects=so), manuscript, world)
    assert answer.parting is None
    assert {step.fate for step in answer.story.steps} <= {Fate.AS_TOLD}
    assert answer.story.view.facts == ()
    assert answer.written is None


@settings(max_examples=40)
@given(first=halves, second=halves, story=stories, changes=changes_of_ann())
def test_nothing_differs_before_the_first_difference(
    first: Half, second: Half, story: list[tuple[str, int]], changes: Changes
) -> None:
    manuscript, world = _told(first, second, story)
    answer = answered(changes, manuscript, world)
    same = not answer.story.opening.facts and not changes.of_world
    for step in answer.story.steps:
        if same:
            assert step.fate is Fate.AS_TOLD
        same = same and not step.view.facts


def test_the_halves_do_something() -> None:
    half = Half((3, 0, 1), (0, 1, 2), (True, False, True), (1, 1, 1), (2, 1), 2, (False, False, False))
    manuscript, world = _told(half, half, [("Ann", 0), ("Bea", 0), ("Ann", 1)])
    answer = answered(Changes(effects=("ann0",)), manuscript, world)
    assert answer.parting is not None
    with pytest.raises(AssertionError):
        _untouched(answer, "ann")


@settings(max_examples=40)
@given(first=halves, second=halves, story=stories, changes=changes_of_ann(), moment=st.integers(0, 3))
def test_both_engines_say_the_same(
    first: Half, second: Half, story: list[tuple[str, int]], changes: Changes, moment: int
) -> None:
    manuscript, world = _told(first, second, story)
    at = str(moment) if 0 < moment <= len(story) else None
    asking = Changes(changes.effects, (), (), changes.wants, changes.laws, (), at)
    plain = asked(asking, manuscript, world, make_engine=engine_maker(EngineName.REFERENCE))
    assert plain.answer == answered(asking, manuscript, world)
