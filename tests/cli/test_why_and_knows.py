# SPDX-License-Identifier: Apache-2.0
"""`fabula why` and `fabula knows` on the command line: exit codes, data, and what is said of wrong questions."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.main import app

WORLD = """\
world "A lamp"
kind place
person Ash, Wren
place hall, yard
fact at(person) is place
fact keeper is person
start:
    for every person p: at(p) = hall
    keeper = Ash
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p)
event give(giver: person, taker: person):
    when: keeper = giver and at(giver) = at(taker) and giver != taker
    then: keeper = taker
    seen by q: at(q) = at(giver)
wants Wren: 1 if at(Wren) = yard
ending handed_on: keeper = Wren
"""
STORY = """\
---
title: The lamp
world: lamp.world
---
@ scene "One"
@ go(Wren, yard)
@ scene "Two"
@ go(Wren, hall)
@ give(Ash, Wren)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lamp.world").write_text(WORLD, encoding="utf-8")
    (tmp_path / "lamp.md").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="fabula")


def data(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["why", "lamp.md", "keeper = Wren"], 0),
        (["why", "lamp.md", "go(Wren, yard)"], 0),
        (["why", "lamp.md", "3"], 0),
        (["why", "lamp.md", "ending handed_on"], 0),
        (["why", "lamp.md", "keeper = Ash", "--not"], 0),
        (["why", "lamp.md", "give(Wren, Ash)", "--not", "--at", "One"], 0),
        (["why", "lamp.md", "go(Wren, yard)", "--rather-than", "go(Ash, yard)"], 0),
        (["why", "lamp.md", "keeper = Ash"], 1),
        (["why", "lamp.md", "keeper = Wren", "--not"], 1),
        (["why", "lamp.md", "give(Ash, Wren)", "--at", "One"], 1),
        (["why", "lamp.md", "give(Ash, Wren)", "--not"], 1),
        (["why", "lamp.md", "keeper = Wren", "--time", "0"], 3),
        (["knows", "lamp.md"], 0),
        (["knows", "lamp.md", "--deep", "2", "--all"], 0),
        (["knows", "lamp.md", "--time", "0"], 3),
    ],
)
def test_the_exit_code_says_how_it_ended(arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert "mistake, not you" not in result.output


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["why", "lamp.md", "keeper = Wrem"], "unknown-name"),
        (["why", "lamp.md", "keepr = Wren"], "unknown-name"),
        (["why", "lamp.md", "giv(Ash, Wren)"], "unknown-event"),
        (["why", "lamp.md", "att(Ash) = hall"], "unknown-fact"),
        (["why", "lamp.md", "att(Ash)"], "unknown-fact"),
        (["why", "lamp.md", "give(Ash)"], "wrong-argument-count"),
        (["why", "lamp.md", "give(Ash, hall)"], "wrong-kind"),
        (["why", "lamp.md", "ending handed_off"], "unknown-ending"),
        (["why", "lamp.md", "keeper ="], "syntax"),
        (["why", "lamp.md", ""], "syntax"),
        (["why", "lamp.md", "9"], "unknown-moment"),
        (["why", "lamp.md", "go(Wren, yard) #2"], "unknown-moment"),
        (["why", "lamp.md", "keeper = Wren", "--at", "Tow"], "unknown-moment"),
        (["why", "lamp.md", "keeper = Wren", "--at", "go(Ash, yard)"], "unknown-moment"),
        (["why", "lamp.md", "keeper = Wren", "--rather-than", "go(Ash, yard)"], "event-wanted"),
        (["why", "lamp.md", "go(Wren, yard)", "--rather-than", "keeper = Ash"], "event-wanted"),
        (["why", "lamp.md", "go(Wren, yard)", "--rather-than", "go(Wren, yard)"], "event-wanted"),
        (["why", "lamp.world", "keeper = Wren"], "story-wanted"),
        (["why", "none.md", "keeper = Wren"], "cannot-read"),
        (["knows", "lamp.md", "--who", "Wrem"], "unknown-name"),
        (["knows", "lamp.md", "--about", "keepr"], "unknown-fact"),
        (["knows", "lamp.md", "--at", "Tow"], "unknown-moment"),
        (["knows", "lamp.world"], "story-wanted"),
    ],
)
def test_a_wrong_question_is_said_to_be_wrong(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert f"error[{said}]" in result.stderr
    as_data = run(*arguments, "--format", "json")
    assert as_data.exit_code == 2
    assert [problem["code"] for problem in json.loads(as_data.stdout)["diagnostics"]][:1] == [said]


@pytest.mark.usefixtures("folder")
def test_two_questions_at_once_are_refused() -> None:
    result = run("why", "lamp.md", "go(Wren, yard)", "--not", "--rather-than", "go(Ash, yard)")
    assert result.exit_code == 2
    assert "`--not` asks of one event" in result.stderr


@pytest.mark.usefixtures("folder")
def test_the_graph_is_whole_whatever_the_depth() -> None:
    shallow = data("why", "lamp.md", "keeper = Wren", "--depth", "1")
    assert shallow == data("why", "lamp.md", "keeper = Wren", "--depth", "9")
    facts, events = shallow["facts"], shallow["events"]
    assert (shallow["version"], shallow["verdict"]) == (1, "answered")
    assert [fact["fact"] for fact in facts] == [
        "keeper = Wren",
        "keeper = Ash",
        "at(Ash) = hall",
        "at(Wren) = hall",
        "at(Wren) = yard",
        "at(Wren) = hall",
    ]
    assert [event["event"] for event in events] == ["go(Wren, yard)", "go(Wren, hall)", "give(Ash, Wren)"]
    numbers = [number for each in (*facts, *events) for number in each["because"]]
    assert set(numbers) | {0} == set(range(len(facts)))


@pytest.mark.usefixtures("folder")
def test_remedies_are_data() -> None:
    remedies = data("why", "lamp.md", "keeper = Ash", "--not")["remedies"]
    assert remedies["sets"][0] == {
        "cost": 3,
        "changes": [{"kind": "without", "change": "give(Ash, Wren)", "before": None, "cost": 3}],
        "lost": [],
    }
    assert (remedies["limit"], remedies["whole"]) == (None, 3)


@pytest.mark.usefixtures("folder")
def test_what_people_know_is_data() -> None:
    answer = data("knows", "lamp.md", "--at", "One", "--about", "at(Wren)", "--all")
    assert answer["people"] == ["Ash", "Wren", "reader"]
    assert answer["moment"] == {"place": 1, "event": "go(Wren, yard)", "scene": "One"}
    (fact,) = answer["facts"]
    assert (fact["fact"], fact["value"], fact["cause"]["event"]) == ("at(Wren)", "yard", "go(Wren, yard)")
    assert [belief["minds"] for belief in fact["beliefs"] if not belief["so"]] == []


@pytest.mark.usefixtures("folder")
def test_the_story_is_answered_up_to_where_it_breaks(folder: Path) -> None:
    (folder / "lamp.md").write_text(STORY.replace("@ go(Wren, hall)\n", ""), encoding="utf-8")
    answer = data("why", "lamp.md", "at(Wren) = yard")
    assert (answer["broken"], answer["moment"]["place"], answer["verdict"]) == (1, 1, "answered")
    assert "`give(Ash, Wren)`, cannot happen" in answer["notes"][0]
