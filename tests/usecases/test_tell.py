# SPDX-License-Identifier: Apache-2.0
"""Telling: outcomes, sentences and reasons, on small worlds."""

from dataclasses import replace

import pytest

from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel, Engine, Goal
from fabula.model.answers import Outcome, TellAnswer
from fabula.model.limits import Limits
from fabula.render.stories import story_lines
from fabula.usecases.open_world import OpenedWorld, open_world
from fabula.usecases.tell import Asked, asked_by_default, asked_ending, asked_utility, summed_up, tell

LAMP = """\
world "A lamp"

kind place
kind object
person Ash, Wren
place hall, dark_yard "the dark yard"
object lamp

fact at(person) is place "{person} is in {value}"
fact keeper(object) is person "{value} has the {object}"
fact lit(object)
fact owes(from: person, to: person)
fact coins(person) is number

start:
    at(Ash) = hall
    at(Wren) = hall
    keeper(lamp) = Ash
    lit(lamp)
    coins(Wren) = 2

event go(p: person, to: place):
    text: "{p} goes to the {to}."
    when: at(p) != to
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p) or at(q) = to

event give(giver: person, t: object, taker: person):
    text: "{giver} gives {taker} the {t}, and {keeper(t)} has {coins(taker)} coins to come."
    when: keeper(t) = giver and at(giver) = at(taker) and giver != taker
    then:
        keeper(t) = taker
        owes(taker, giver)
    by: giver, taker
    seen by q: at(q) = at(giver)

event pay(p: person, to: person):
    when: owes(p, to) and coins(p) > 0 and p != to and at(p) = at(to)
    then:
        not owes(p, to)
        coins(p) -= 1
        coins(to) += 1
    by: p
    seen by q: at(q) = at(p)

wants Ash:
    coins(Ash)

wants Wren:
    3 if keeper(lamp) = Wren
    coins(Wren)
    -2 if owes(Wren, Ash)

wants author:
    1 if coins(Ash) >= 1

ending handed_on "{keeper(lamp)} keeps the lamp now.": keeper(lamp) = Wren
ending never: keeper(lamp) = none
"""

TORCH = """\
world "A torch"
person Ash
fact burning
fact burnt(person)
fact left
event leave(p: person):
    text: "{p} leaves."
    when: not left
    then: left
    by: p
event scream(p: person):
    when: burnt(p)
    by: p on impulse if burnt(p)
law fire each moment:
    when: burning and now >= 1 and not left
    then: burnt(Ash)
start: burning
wants Ash: -5 if burnt(Ash)
ending safe: left
ending hurt: burnt(Ash)
"""


def nothing(_from: str, _wanted: str) -> Source | None:
    return None


def opened(text: str) -> OpenedWorld:
    return open_world(Source("lamp.world", text), nothing)


def engine_for(text: str) -> Engine:
    found = opened(text)
    assert found.engine is not None, [problem.title for problem in found.diagnostics]
    return found.engine


def first(engine: Engine) -> Asked:
    asked = asked_by_default(engine)
    assert not isinstance(asked, Diagnostic)
    return asked[0]


def told(text: str, ending: str, limits: Limits | None = None) -> TellAnswer:
    engine = engine_for(text)
    asked = asked_ending(engine.program, ending)
    assert asked is not None
    answer = tell(engine, asked.goal, limits or Limits())
    assert isinstance(answer, TellAnswer)
    return answer


def test_a_story_has_sentences_read_before_each_event_and_everybodys_reasons() -> None:
    answer = told(LAMP, "handed_on")
    assert (answer.outcome, answer.limit) == (Outcome.TOLD, None)
    assert story_lines(answer.stories[0]) == [
        "  1. Ash gives Wren the lamp, and Ash has 2 coins to come.",
        "       Ash is willing, because they believe that",
        "         then pay(Wren, Ash),",
        "           since Wren would be willing, so that not owes(Wren, Ash),",
        "       so that coins(Ash) = 1 (worth 1 to them, not 0).",
        "       Wren is willing, so that Wren has the lamp (worth 3 to them, not 2).",
        "",
        "     Wren keeps the lamp now.",
    ]


def test_the_goal_may_be_the_authors_utility() -> None:
    engine = engine_for(LAMP)
    answer = tell(engine, asked_utility(1).goal, Limits())
    assert isinstance(answer, TellAnswer)
    story = answer.stories[0]
    assert [str(event.event) for event in story.events] == ["give(Ash, lamp, Wren)", "pay(Wren, Ash)"]
    assert (story.utility, story.endings) == (1, ("handed_on",))


def test_what_cannot_be_is_proved_impossible() -> None:
    answer = told(LAMP, "never", Limits(length=3))
    assert (answer.outcome, answer.stories) == (Outcome.IMPOSSIBLE, ())


def test_a_cancelled_search_gives_up_and_says_why() -> None:
    engine = engine_for(LAMP)
    answer = tell(engine, asked_utility(50).goal, Limits(length=30), Cancel("time"))
    assert isinstance(answer, TellAnswer)
    assert (answer.outcome, answer.limit) == (Outcome.GAVE_UP, "time")


def test_prevention_is_told_as_or_else() -> None:
    assert story_lines(told(TORCH, "safe").stories[0]) == [
        "  1. Ash leaves.",
        "       Ash is willing, or else burnt(Ash) (worth 0 to them, not -5).",
    ]


DEBT = """\
world "A debt"
person Ash, Wren
fact owes(person, person) "{1} owes {2}"
fact awake(person) "{person} is awake"
fact fed(person) "{person} has eaten"
start: owes(Ash, Wren); awake(Wren)
event feed(p: person, other: person):
    text: "{p} feeds {other}."
    when: p != other and not fed(other)
    then: fed(other)
    by: p
wants Ash:
    for every person q where owes(Ash, q): 3 if awake(q) and (fed(q) or not awake(q))
ending kind: fed(Wren)
"""


def test_a_reason_names_the_part_of_a_want_that_the_plan_changes() -> None:
    assert story_lines(told(DEBT, "kind").stories[0]) == [
        "  1. Ash feeds Wren.",
        "       Ash is willing, so that Wren has eaten (worth 3 to them, not 0).",
    ]


def test_waiting_is_told_and_impulse_is_named() -> None:
    engine = engine_for(TORCH)
    answer = told(TORCH, "hurt")
    assert story_lines(answer.stories[0]) == ["  1. Time passes."]
    burnt = engine.after(engine.start(), engine.program.wait or 0)
    assert "scream(Ash)" in {str(engine.program.events[number]) for number in engine.possible(burnt)}


def test_by_default_every_ending_is_asked_for() -> None:
    asked = asked_by_default(engine_for(LAMP))
    assert not isinstance(asked, Diagnostic)
    assert [one.ending for one in asked] == ["handed_on", "never"]


def test_without_endings_the_author_is_asked() -> None:
    text = "\n".join(line for line in LAMP.splitlines() if not line.startswith("ending"))
    assert asked_by_default(engine_for(text)) == (Asked(Goal(raises=1.0)),)


def test_an_author_who_divides_by_zero_is_a_diagnostic() -> None:
    text = 'world "A"\nperson Ash\nfact n is number\nevent up():\n    then: n += 1\nwants author: 1 / n\n'
    asked = asked_by_default(engine_for(text))
    assert isinstance(asked, Diagnostic)
    assert asked.code == "division-by-zero"


def test_answers_sum_up_to_the_worst() -> None:
    good = TellAnswer(Outcome.TOLD, (), None, {"states": 2.0})
    impossible = replace(good, outcome=Outcome.IMPOSSIBLE)
    gave_up = replace(good, outcome=Outcome.GAVE_UP, limit="time")
    assert summed_up((good, good)) == TellAnswer(Outcome.TOLD, (), None, {"states": 4.0})
    assert summed_up((good, impossible)).outcome is Outcome.IMPOSSIBLE
    assert (summed_up((impossible, gave_up, good)).outcome, summed_up((gave_up, good)).limit) == (
        Outcome.GAVE_UP,
        "time",
    )


RESTLESS = """\
world "A lamp"
person Ash
fact lit
law dusk:
    when: not lit
    then: lit
law thrift:
    when: lit
    then: not lit
"""


def test_laws_that_do_not_rest_at_the_start_are_a_diagnostic_with_its_place() -> None:
    found = opened(RESTLESS)
    assert found.engine is None
    (problem,) = found.diagnostics
    assert problem.code == "restless-laws"
    assert "dusk" in RESTLESS[problem.primary.span.start : problem.primary.span.end]


def test_laws_that_do_not_rest_later_are_a_diagnostic_too() -> None:
    text = RESTLESS.replace("when: not lit\n", "when: not lit and begun\n").replace("fact lit", "fact lit\nfact begun")
    text += "event begin(p: person):\n    then: begun\nending dark: begun and not lit\n"
    engine = engine_for(text)
    answer = tell(engine, first(engine).goal, Limits())
    assert isinstance(answer, Diagnostic)
    assert answer.code == "restless-laws"


def test_a_division_by_zero_while_the_world_runs_is_a_diagnostic() -> None:
    text = 'world "A"\nperson Ash\nfact n is number\nfact m is number\n'
    text += "event halve(p: person):\n    then:\n        m = 1 / n\n        n += 1\nending big: m > 5\n"
    engine = engine_for(text)
    answer = tell(engine, first(engine).goal, Limits())
    assert isinstance(answer, Diagnostic)
    assert (answer.code, text[answer.primary.span.start : answer.primary.span.end]) == ("division-by-zero", "1 / n")


@pytest.mark.parametrize("name", ["nobody", "Handed_on", ""])
def test_an_ending_that_is_not_there(name: str) -> None:
    assert asked_ending(engine_for(LAMP).program, name) is None
