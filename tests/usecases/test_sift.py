# SPDX-License-Identifier: Apache-2.0
"""Patterns in small stories: the whole text of each answer, kept in `sifted/NAME.txt`; and what each word asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from fabula import files
from fabula.diagnostics import Source, render_text
from fabula.engine.choose import EngineName, engine_maker
from fabula.language.patterns import read_pattern
from fabula.model.sift import SiftedPattern, SiftedStory
from fabula.render.sift import render_story
from fabula.usecases.sift import Asked, SiftQuestion, sift
from usecases.asking import read

ANSWERS = Path(__file__).parent / "sifted"

COURT = """\
world "A court"
kind place
person Ash, Wren, Rook
place hall, yard
fact alive(person) "{1} is alive"
fact at(person) is place "{1} is in the {value}"
fact ill(person) "{1} is ill"
fact gold(person) is number
fact trusted(person) "{1} has the king's ear"
fact empty "the chest is empty"
start:
    for every person p:
        alive(p)
        at(p) = hall
        gold(p) = 3
    ill(Wren)
    for every person p: p believes not empty
    empty
    Rook believes empty
event heal(p: person, q: person):
    text: "{p} nurses {q}."
    when: ill(q) and p != q
    then: not ill(q)
    by: p
    seen by r: r = p or r = q
event pay(p: person, q: person):
    text: "{p} pays {q}."
    when: gold(p) > 0 and p != q
    then:
        gold(p) -= 1
        gold(q) += 1
    by: p on impulse if yes
event rob(p: person, q: person):
    text: "{p} robs {q}."
    when: gold(q) > 0 and p != q
    then:
        gold(q) -= 1
        gold(p) += 1
    by: p
    seen by r: r = p
event swear(p: person, q: person):
    text: "{p} tells {q} that the chest is full."
    then: q believes not empty
    by: p on impulse if yes
    seen by r: r = p or r = q
event show(p: person, q: person):
    text: "{p} opens the chest before {q}."
    then: q believes empty
    by: p on impulse if yes
event learn(p: person):
    text: "{p} hears a rumour."
    then: p believes empty
    by: p on impulse if yes
    seen by r: r = p
law sickens(p: person) each moment:
    when: ill(p) and now >= 4
    then: not alive(p)
wants every person p:
    1 if alive(p)
    0.1 * gold(p)
"""

LIE = """
@ learn(Ash)
@ swear(Rook, Ash)
@ pay(Ash, Wren)
"""


@dataclass(frozen=True)
class Case:
    """A story, and the patterns that it is sifted for (by name, or a text)."""

    story: str
    patterns: tuple[str, ...]
    at: str | None = None


TWICE = """
pattern "Paid twice"
about payer: person, payee: person where payer != payee
text: "{payer} pays {payee} twice."
step once "{payer} pays {payee}":
    event: pay(payer, payee)
meanwhile no pay(payee, _)
step again "{payer} pays {payee} again":
    event: pay(payer, payee)
"""

CASES = {
    "saved": Case(
        "@ heal(Ash, Wren)\n@ pay(Wren, Ash)\n@ rob(Ash, Wren)", ("a-life-for-a-life", "betrayal", "unrequited-help")
    ),
    "betrayed": Case("@ pay(Ash, Wren)\n@ rob(Wren, Ash)", ("betrayal", "unrequited-help")),
    "provoked": Case("@ pay(Ash, Wren)\n@ rob(Ash, Wren)\n@ rob(Wren, Ash)", ("betrayal",)),
    "lie": Case(LIE, ("a-lie-believed",)),
    "lie-found-out": Case("@ learn(Ash)\n@ swear(Rook, Ash)\n@ show(Wren, Ash)\n@ pay(Ash, Wren)", ("a-lie-believed",)),
    "truth": Case("@ show(Rook, Ash)\n@ pay(Ash, Wren)", ("a-lie-believed",)),
    "secret": Case("@ rob(Wren, Ash)\n@ pay(Wren, Ash)", ("a-secret-kept",)),
    "no-secret": Case("@ pay(Wren, Ash)\n@ pay(Wren, Ash)", ("a-secret-kept",)),
    "help": Case("@ pay(Ash, Wren)", ("unrequited-help",)),
    "help-returned": Case("@ pay(Ash, Wren)\n@ pay(Wren, Ash)", ("unrequited-help",)),
    "twice": Case("@ pay(Ash, Wren)\n@ pay(Ash, Rook)\n@ pay(Ash, Wren)", (TWICE,)),
    "not-twice": Case("@ pay(Ash, Wren)\n@ pay(Wren, Rook)\n@ pay(Ash, Wren)", (TWICE,)),
    "at": Case('@ scene "One"\n@ pay(Ash, Wren)\n@ scene "Two"\n@ pay(Ash, Wren)', (TWICE,), "One"),
    "broken": Case("@ pay(Ash, Wren)\n@ pay(Ash, Wren)\n@ heal(Wren, Wren)\n@ rob(Wren, Ash)", (TWICE, "betrayal")),
    "nothing": Case("", (TWICE,)),
}


def pattern_source(text: str) -> Source:
    """A pattern that comes along, or one written here."""
    shipped = files.shipped_patterns()
    return shipped[text] if text in shipped else Source("test.pattern", dedent(text).lstrip())


def asked(case: Case, engine: EngineName | None = None, world: str = COURT) -> SiftedStory:
    """The answer to a case."""
    told = read(case.story, world)
    assert told.manuscript is not None, render_text(told.diagnostics, told.sources)
    assert told.world is not None
    sources = tuple(pattern_source(each) for each in case.patterns)
    answer = sift(told.manuscript, told.world, SiftQuestion(Asked(sources), case.at), engine_maker(engine))
    shown = {source.name: source for source in sources}
    assert isinstance(answer, SiftedStory), render_text(answer, told.sources | shown)
    return answer


def one(story: str, body: str, about: str = "a: person, b: person where a != b") -> SiftedPattern:
    """What is found in a story of a pattern of one step, written in its lines."""
    text = f'pattern "One"\nabout {about}\nstep once:\n{"".join(f"    {line}" for line in body.splitlines(True))}'
    (found,) = asked(Case(story, (text,))).patterns
    return found


def people(found: SiftedPattern) -> list[str]:
    """Who matches, in a word each."""
    return sorted(" ".join(bound.value for bound in match.bindings) for match in found.matches)


@pytest.mark.golden
@pytest.mark.parametrize("name", CASES)
def test_an_answer(name: str, golden_update: bool, engine_that_answers: EngineName) -> None:
    text = render_story(asked(CASES[name], engine_that_answers), partial=True)
    path = ANSWERS / f"{name}.txt"
    if golden_update:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_what_each_word_asks_for() -> None:
    paid = "@ pay(Ash, Wren)"
    assert people(one(paid, "by: a\nmentions: b")) == ["Ash Wren"]
    assert people(one(paid, "not by: a\nmentions: a\nmentions: b")) == ["Wren Ash"]
    assert people(one(paid, "helps: b\nharms: a")) == ["Ash Wren"]
    assert people(one(paid, "raises: gold(b)\nlowers: gold(a)")) == ["Ash Wren"]
    assert people(one(paid, "event: pay(_, b)\nafter: gold(a) = 3")) == ["Rook Wren"]
    assert people(one("@ rob(Ash, Wren)", "by: a\nnot seen by: b")) == ["Ash Rook", "Ash Wren"]
    assert people(one("@ heal(Ash, Wren)", "by: a\nseen by: b")) == ["Ash Wren"]
    assert people(one(paid, "changes: what", "what: fact")) == ["gold(Ash)", "gold(Wren)"]
    assert people(one("@ learn(Ash)", "changes: m for a", "a: person, m: fact")) == ["Ash empty"]


def test_what_cannot_be_said_of_a_fact_is_not_so_of_it() -> None:
    for said in ("m", "not m", "m = Ash", "alive(m)", "m believes empty", "(2 if m else 3) > 1"):
        assert people(one("@ pay(Ash, Wren)", f"changes: m\nafter: {said}", "m: fact")) == [], said
    assert people(one("@ pay(Ash, Wren)", "changes: m\nafter: m > 3", "m: fact")) == ["gold(Wren)"]
    assert people(one("@ pay(Ash, Wren)", "changes: m\nraises: m", "m: fact")) == ["gold(Wren)"]
    assert people(one("@ heal(Ash, Wren)", "changes: m\nafter: not m", "m: fact")) == ["ill(Wren)"]
    assert people(one("@ heal(Ash, Wren)", "changes: m\nafter: m = no or m > 1", "m: fact")) == []


def test_what_would_become_of_somebody() -> None:
    assert people(one("@ heal(Ash, Wren)", "by: a\nbefore: would not alive(b)\nafter: would alive(b)")) == ["Ash Wren"]
    assert people(one("@ pay(Ash, Wren)", "by: a\nbefore: would not alive(b)\nafter: would alive(b)")) == []
    text = 'pattern "Soon"\nabout b: person\nmoments 2\nstep once:\n    before: would not alive(b)\n'
    assert asked(Case("@ pay(Ash, Wren)", (text,))).patterns[0].matches == ()
    assert asked(Case("@ pay(Ash, Wren)", (text.replace("2", "5"),))).patterns[0].matches != ()


def test_alternatives_and_definitions_follow_the_words_of_the_world() -> None:
    text = """
    pattern "Well"
    about a: person
    define well(p: person): health(p) > 3
    define well(p: person): alive(p) and not ill(p)
    step heals:
        either:
            event: cure(_, a)
        or:
            event: heal(_, a)
            after: well(a)
    """
    (found,) = asked(Case("@ heal(Ash, Wren)", (text,))).patterns
    assert people(found) == ["Wren"]
    assert [(each.step, each.alternative, each.missing) for each in found.left_out] == [
        ("heals", 1, ("There is no event called `cure`.",))
    ]


def test_what_is_shipped_names_no_event_of_the_founding_worlds() -> None:
    told = read("", COURT)
    assert told.world is not None
    for source in files.shipped_patterns().values():
        found = read_pattern(source, told.world).pattern
        assert found is not None
        filters = [way for step in found.steps for way in step.ways] + [bar for bars in found.barred for bar in bars]
        assert all(each.event is None for each in filters)
