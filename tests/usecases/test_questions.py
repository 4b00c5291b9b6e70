# SPDX-License-Identifier: Apache-2.0
"""`why` and `knows` on small stories: the whole text of each answer, kept in `answers/NAME.txt`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from fabula.usecases.knows import KnowsQuestion
from fabula.usecases.why import WhyQuestion
from usecases.asking import knows_text, why_text
from usecases.checking import LAMP

ANSWERS = Path(__file__).parent / "answers"

CHEST = """\
world "A chest"
kind place
person Ash, Wren
place hall, yard
fact at(person) is place "{1} is in the {value}"
fact gold is place
fact held is person
fact sure(person) "{1} is sure of it"
fact tries(person) is number
start:
    for every person p: at(p) = hall
    gold = yard
    Wren believes gold = hall
    Ash believes Wren believes gold = hall
event go(p: person, to: place):
    text: "{p} goes to the {to}."
    when: at(p) != to
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p) or at(q) = to
event tell(p: person, q: person):
    text: "{p} tells {q} that the gold is in the yard."
    when: at(p) = at(q) and p != q and p believes gold = yard
    then: q believes gold = yard
    by: p
event dig(p: person):
    text: "{p} digs."
    when: at(p) = gold and held = none and tries(p) < 3
    then: held = p
    by: p
    seen by q: at(q) = at(p)
event laugh(p: person):
    text: "{p} laughs."
    by: p on impulse if sure(p)
event wind():
    text: "The wind carries it to the hall."
    when: held = none
    then: gold = hall
    seen by q: at(q) = yard
event age(p: person):
    then: tries(p) += 1
sight for p: person:
    p sees whether gold = at(p) if held = none
law rich(p: person):
    text: "{p} is sure of it."
    when: held = p and not sure(p)
    then: sure(p)
wants Wren: 2 if held = Wren
wants Ash: 3 if held = Wren
ending found "Wren has it.": held = Wren
"""

DUG = """\
@ scene "The hall"
@ tell(Ash, Wren)
@ scene "The yard"
@ go(Wren, yard)
@ dig(Wren)
"""

FETCHED = """\
@ go(Wren, yard)
@ give(Ash, Rook)
@ spill()
@ drop(Rook)
@ go(Wren, hall)
@ take(Wren)
"""

BROKEN = "@ tell(Ash, Wren)\n@ dig(Wren)\n@ go(Wren, yard)\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A question about a story."""

    story: str
    question: WhyQuestion | KnowsQuestion
    world: str = CHEST
    depth: int = 3


CASES = {
    "fact": Case(DUG, WhyQuestion("held = Wren")),
    "ending": Case(DUG, WhyQuestion("ending found")),
    "folded": Case(DUG, WhyQuestion("sure(Wren)"), depth=1),
    "parts": Case(FETCHED, WhyQuestion("keeper = Wren and not lit"), LAMP),
    "counted": Case("@ age(Ash)\n@ age(Ash)\n", WhyQuestion("tries(Ash) >= 2")),
    "disjunction": Case(DUG, WhyQuestion("held = Ash or held = Wren"), depth=1),
    "event": Case(DUG, WhyQuestion("dig(Wren)")),
    "event-by-number": Case(DUG, WhyQuestion("2")),
    "event-unwilling": Case(FETCHED, WhyQuestion("take(Wren)"), LAMP),
    "event-not-there": Case(DUG, WhyQuestion("dig(Ash)")),
    "told": Case(DUG, WhyQuestion("Wren believes gold = yard", at="The hall")),
    "seen": Case(DUG, WhyQuestion("Ash believes at(Wren) = yard")),
    "nested": Case(DUG, WhyQuestion("Wren believes Ash believes at(Wren) = yard")),
    "stale": Case(DUG, WhyQuestion("Ash believes held = none")),
    "not-so": Case(DUG, WhyQuestion("Wren believes gold = hall", at="start")),
    "reader": Case(DUG, WhyQuestion("reader believes held = Wren"), depth=1),
    "reader-of-nested": Case(DUG, WhyQuestion("reader believes Ash believes at(Wren) = yard"), depth=1),
    "everybody": Case(DUG, WhyQuestion("every person p: at(p) = hall", at="start")),
    "broken": Case(BROKEN, WhyQuestion("at(Wren) = yard")),
    "not-fact": Case(FETCHED, WhyQuestion("lit", negated=True), LAMP),
    "not-belief": Case(DUG, WhyQuestion("Ash believes held = Wren", negated=True)),
    "not-fact-so": Case(DUG, WhyQuestion("held = Wren", negated=True)),
    "not-impossible": Case(DUG, WhyQuestion("dig(Wren)", negated=True, at="start")),
    "not-known": Case(FETCHED, WhyQuestion("take(Wren)", negated=True, at="drop(Rook)"), LAMP),
    "not-willing": Case(DUG, WhyQuestion("go(Wren, yard)", negated=True, at="start")),
    "not-impulse": Case(DUG, WhyQuestion("laugh(Ash)", negated=True)),
    "not-numbers": Case("@ age(Wren)\n@ age(Wren)\n@ age(Wren)\n", WhyQuestion("dig(Wren)", negated=True)),
    "not-three": Case(
        "@ go(Ash, yard)\n@ dig(Ash)\n@ age(Wren)\n@ age(Wren)\n@ age(Wren)\n",
        WhyQuestion("dig(Wren)", negated=True),
        depth=1,
    ),
    "not-undone": Case(DUG, WhyQuestion("laugh(Wren)", negated=True, at="go(Wren, yard)")),
    "not-open": Case(DUG, WhyQuestion("tell(Ash, Wren)", negated=True, at="start")),
    "not-happened": Case(DUG, WhyQuestion("dig(Wren)", negated=True)),
    "rather-impossible": Case(DUG, WhyQuestion("dig(Wren)", rather_than="dig(Ash)")),
    "rather-unwilling": Case(DUG, WhyQuestion("tell(Ash, Wren)", rather_than="go(Wren, yard)")),
    "rather-open": Case(DUG, WhyQuestion("dig(Wren)", rather_than="wind()")),
    "knows": Case(DUG, KnowsQuestion()),
    "knows-at": Case(DUG, KnowsQuestion(at="start", about=("gold",), deep=2)),
    "knows-who": Case("@ wind()\n", KnowsQuestion(who=("Wren", "reader"), everything=True, about=("gold", "at(Ash)"))),
    "knows-unknown": Case(FETCHED, KnowsQuestion(at="give(Ash, Rook)"), LAMP),
    "knows-nothing": Case(DUG, KnowsQuestion(about=("tries",))),
    "knows-broken": Case(BROKEN, KnowsQuestion(about=("gold",))),
}


def answered(case: Case) -> str:
    if isinstance(case.question, KnowsQuestion):
        return knows_text(case.story, case.question, case.world)
    return why_text(case.story, case.question, case.world, case.depth)


@pytest.mark.golden
@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_this_text(name: str, golden_update: bool) -> None:
    path = ANSWERS / f"{name}.txt"
    text = answered(CASES[name])
    if golden_update:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_text_belongs_to_a_case() -> None:
    assert sorted(path.stem for path in ANSWERS.glob("*.txt")) == sorted(CASES)


@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_80_columns(name: str) -> None:
    text = (ANSWERS / f"{name}.txt").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if len(line) > 80] == []
