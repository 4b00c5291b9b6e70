# SPDX-License-Identifier: Apache-2.0
"""Told stories as prose and as JSON, from answers made by hand."""

import json

import pytest

from fabula.model.answers import EventCall, Outcome, PlannedStep, Reason, TellAnswer, ToldEvent, ToldStory
from fabula.model.limits import Limits
from fabula.render.reasons import reason_lines
from fabula.render.stories import answer_json, render_answer

GIVE = EventCall("give", ("Ash", "lamp", "Wren"))
GO = EventCall("go", ("Wren", "yard"))

WREN_WOULD = Reason("Wren", False, (PlannedStep(GO, (), "Wren goes to the yard"),), 1.0, 2.0, "Wren", ("Wren is out",))
ASH = Reason(
    person="Ash",
    impulse=False,
    plan=(
        PlannedStep(GIVE, (), "Ash gives Wren the lamp"),
        PlannedStep(GO, (WREN_WOULD,), "Wren goes to the yard"),
    ),
    without=1.0,
    gain=2.5,
    shown="Ash",
    gains=("Ash is alone",),
    losses=("Ash is found out",),
    beliefs=("the lamp is lit", "Wren believes that it is night"),
)
WREN = Reason("Wren", False, (PlannedStep(GIVE),), 1.0, 3.0, "Wren", ("Wren keeps the lamp",))
STORY = ToldStory(
    (
        ToldEvent(GIVE, (ASH, WREN), "Ash gives Wren the lamp."),
        ToldEvent(GO, (Reason("Wren", True, (), 0.0, 0.0, "Wren"),), "Wren runs out into the yard."),
        ToldEvent(EventCall("gust", ()), (), "A gust of wind comes up."),
    ),
    4.0,
    "The lamp has a new keeper.",
    ("handed_on",),
)
TOLD = TellAnswer(Outcome.TOLD, (STORY,), None, {"states": 12.0, "search_seconds": 0.25})

PROSE = """\
Ending handed_on: told in 3 events.

  1. Ash gives Wren the lamp.
       Ash is willing, because they believe that the lamp is lit and Wren
           believes that it is night, and that
         then Wren goes to the yard,
           since Wren would be willing, so that Wren is out,
       so that Ash is alone, or else Ash is found out (worth 2.5 to them, not
           1).
       Wren is willing, so that Wren keeps the lamp (worth 3 to them, not 1).
  2. Wren runs out into the yard.
       Wren does it on impulse.
  3. A gust of wind comes up.

     The lamp has a new keeper.
"""


def test_a_story_is_told_with_everybodys_reasons() -> None:
    assert render_answer(TOLD, "Ending handed_on", Limits()) == PROSE


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(len(line) for line in render_answer(TOLD, "Ending handed_on", Limits(), width).splitlines()) <= width


def test_several_stories_are_numbered() -> None:
    answer = TellAnswer(Outcome.TOLD, (STORY, STORY), None)
    lines = render_answer(answer, "Ending x", Limits(count=2)).splitlines()
    assert lines[0] == "Ending x: 2 stories, shortest first."
    fewer = render_answer(answer, "Ending x", Limits(count=3)).splitlines()
    assert fewer[:2] == [
        "Ending x: 2 stories, shortest first; there are no more (at most 12 events,",
        "imagine 5, minds 2).",
    ]
    assert [line for line in lines if line.startswith("Story")] == ["Story 1", "Story 2"]


def test_impossible_and_given_up_are_told_apart() -> None:
    limits = Limits(length=4, imagine=3, minds=1)
    assert render_answer(TellAnswer(Outcome.IMPOSSIBLE, (), None), "Ending x", limits) == (
        "Ending x: proved impossible (at most 4 events, imagine 3, minds 1).\n"
    )
    assert render_answer(TellAnswer(Outcome.GAVE_UP, (), "time"), "Ending x", limits) == (
        "Ending x: gave up, since the time was up (at most 4 events, imagine 3, minds 1).\n"
    )
    assert render_answer(TellAnswer(Outcome.GAVE_UP, (), "states"), "Ending x", limits) == (
        "Ending x: gave up, since there were too many states (at most 4 events, imagine\n3, minds 1).\n"
    )


def test_a_story_of_no_events_says_so() -> None:
    answer = TellAnswer(Outcome.TOLD, (ToldStory((), 0.0, "All is well."),), None)
    assert render_answer(answer, "Ending well", Limits()) == (
        "Ending well: told in 0 events.\n\n     It is so from the start.\n\n     All is well.\n"
    )


def test_json_has_the_promised_form() -> None:
    data = json.loads(answer_json(TOLD))
    assert list(data) == ["outcome", "limit", "shortest", "stories", "statistics"]
    assert (data["outcome"], data["limit"]) == ("told", None)
    assert data["statistics"] == {"states": 12, "search_seconds": 0.25}
    story = data["stories"][0]
    assert story["events"] == ["give(Ash, lamp, Wren)", "go(Wren, yard)", "gust()"]
    assert story["utility"] == 4
    assert [[reason["person"] for reason in reasons] for reasons in story["reasons"]] == [["Ash", "Wren"], ["Wren"], []]
    ash = story["reasons"][0][0]
    assert [step["event"] for step in ash["plan"]] == ["give(Ash, lamp, Wren)", "go(Wren, yard)"]
    assert ash["plan"][1]["reasons"][0]["person"] == "Wren"
    assert (ash["without"], ash["gain"], ash["impulse"]) == (1, 2.5, False)


def test_a_story_that_may_not_be_a_shortest_one_says_so() -> None:
    limits = Limits(length=9, imagine=5, minds=2)
    story = ToldStory((), 0.0, None)
    once = TellAnswer(Outcome.TOLD, (story,), None, shortest=False)
    assert render_answer(once, "Ending x", limits).splitlines()[:2] == [
        "Ending x: told in 0 events; that none is shorter was not shown (at most 9",
        "events, imagine 5, minds 2).",
    ]
    twice = render_answer(TellAnswer(Outcome.TOLD, (story, story), None, shortest=False), "Ending x", limits)
    assert "2 stories, shortest first; that none is shorter than the first was not shown" in " ".join(twice.split())
    assert json.loads(answer_json(once))["shortest"] is False


def test_json_of_several_endings_has_each() -> None:
    data = json.loads(answer_json(TOLD, {"one": TOLD, "two": TellAnswer(Outcome.GAVE_UP, (), "time")}))
    assert [part["outcome"] for part in data["endings"].values()] == ["told", "gave-up"]


def test_an_impulse_on_a_wrong_belief_says_so() -> None:
    reason = Reason("Ash", True, (), 0.0, 0.0, "Ash", beliefs=("the lamp is lit",))
    assert reason_lines(reason) == ["Ash does it on impulse, believing that the lamp is lit."]
