# SPDX-License-Identifier: Apache-2.0
"""The Python interface: its documentation runs, its values behave as values, its exceptions say what to do."""

import copy
import doctest
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula import api

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"


@pytest.fixture(autouse=True)
def _beside_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)


@pytest.fixture(scope="module")
def world() -> api.World:
    return api.load(DATA / "stolen-fire.world")


def test_the_docstrings_run() -> None:
    modules = (api, api.loading, api.state, api.story, api.world)
    names = {"load": api.load, "load_story": api.load_story}
    outcomes = [doctest.testmod(module, extraglobs=names) for module in modules]
    assert sum(outcome.attempted for outcome in outcomes) > 15
    assert [outcome.failed for outcome in outcomes] == [0, 0, 0, 0, 0]


def test_the_documentation_runs() -> None:
    outcome = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 15
    assert outcome.failed == 0


def test_every_public_name_can_be_had_from_the_package() -> None:
    assert [name for name in fabula.__all__ if getattr(fabula, name, None) is None] == []
    assert set(api.__all__) <= set(fabula.__all__)
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        _ = fabula.laod


def test_equal_states_are_one_key(world: api.World) -> None:
    start = world.start()
    one = start.after("go(Ash, yard)").after("go(Wren, yard)")
    again = world.start().after("go(Ash, yard)").after("go(Wren, yard)")
    assert one == again
    assert len({start, one, again, world.start()}) == 2
    assert start != one
    assert start != "start"


def test_a_copy_of_a_state_is_the_state(world: api.World) -> None:
    start = world.start()
    assert copy.deepcopy({"start": start})["start"] == start == copy.copy(start)


def test_states_of_two_worlds_are_never_equal(world: api.World) -> None:
    assert api.load("stolen-fire.world").start() != world.start()


def test_a_state_is_not_changed_by_what_follows(world: api.World) -> None:
    start = world.start()
    start.after("go(Wren, yard)")
    assert start["at(Wren)"] == "hall"


def test_minds_are_read_deeper_than_any_limit(world: api.World) -> None:
    start = world.start()
    path = " believes ".join(["Ash", "Wren"] * 4)
    assert start[f"{path} believes at(Ash)"] == "hall"
    assert start[f"Wren believes {path} believes lit(lamp)"] is True
    assert start[f"{path} believes lit(lamp)"] is False
    deep = start
    for person in ["Ash", "Wren"] * 4:
        deep = deep.believed_by(person)
    assert deep["at(Wren)"] == "hall"
    assert deep["Ash believes Wren believes at(Wren)"] == "hall"


def test_reasons_may_be_asked_with_deeper_minds(world: api.World) -> None:
    start = world.start().after("give(Ash, lamp, Wren)")
    assert start.reasons("go(Wren, yard)", minds=4) == start.reasons("go(Wren, yard)")


def test_values_that_are_no_things(world: api.World) -> None:
    assert world.start()["none"] is api.NONE
    assert world.start()["unknown"] is api.UNKNOWN
    assert world.start()["2 + 1"] == 3.0
    assert world.start()["any person p: at(p) = yard"] is False


@pytest.mark.parametrize("text", ["at(Wern)", "at(Wren", "", "go(Wren, yard)", "where(Wren)"])
def test_what_cannot_be_read_is_an_invalid_text(world: api.World, text: str) -> None:
    with pytest.raises(api.InvalidText) as caught:
        _ = world.start()[text]
    assert caught.value.diagnostics
    assert str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_an_unknown_event_is_an_invalid_text_with_a_suggestion(world: api.World) -> None:
    with pytest.raises(api.InvalidText) as caught:
        world.start().after("gvie(Ash, lamp, Wren)")
    assert "`give`" in str(caught.value)


def test_an_impossible_event_is_refused(world: api.World) -> None:
    with pytest.raises(api.ImpossibleEvent, match=r"`go\(Wren, hall\)` cannot happen in this state"):
        world.start().after("go(Wren, hall)")


def test_an_unknown_name_has_suggestions(world: api.World) -> None:
    with pytest.raises(api.UnknownName, match="no person called `Wern`; did you mean `Wren`") as caught:
        world.start().believed_by("Wern")
    assert caught.value.suggestions == ("Wren",)
    with pytest.raises(LookupError, match="no ending called `handed`"):
        world.tell("handed")


def test_an_ending_and_a_goal_are_too_much(world: api.World) -> None:
    with pytest.raises(api.InvalidQuestion):
        world.tell("handed_on", 3)


def test_a_broken_world_is_data_or_an_exception(tmp_path: Path) -> None:
    path = tmp_path / "broken.world"
    path.write_text('world "A"\nperson Ash\nstart: lti(Ash)\nfact lit(person)\n', encoding="utf-8")
    found, diagnostics = api.read(path)
    assert found is None
    assert any(diagnostic.code == "unknown-fact" for diagnostic in diagnostics)
    with pytest.raises(api.InvalidWorld) as caught:
        api.load(path)
    assert [one.code for one in caught.value.diagnostics] == [one.code for one in diagnostics]
    assert "lti(Ash)" in str(caught.value)


def test_a_deadline_is_a_limit(world: api.World) -> None:
    answer = world.tell(goal=None, ending="handed_on", length=6, seconds=60)
    assert answer.limit is None
    cancel = api.Cancel("interrupted")
    assert world.tell("handed_on", cancel=cancel).limit in {"interrupted", None}


def test_a_world_that_cannot_go_on_is_an_invalid_world(tmp_path: Path) -> None:
    path = tmp_path / "restless.world"
    laws = "law dusk:\n    when: not lit and begun\n    then: lit\nlaw thrift:\n    when: lit\n    then: not lit\n"
    path.write_text(
        f'world "A"\nperson Ash\nfact lit\nfact begun\n{laws}event begin(p: person):\n    then: begun\n    by: p\n',
        encoding="utf-8",
    )
    start = api.load(path).start()
    with pytest.raises(api.InvalidWorld, match="`dusk\\(\\)` and `thrift\\(\\)` never come to rest"):
        start.after("begin(Ash)")
    with pytest.raises(api.InvalidWorld):
        start.reasons("begin(Ash)")


def test_a_story_is_asked_what_if() -> None:
    story = api.load_story(DATA / "the-gift.md")
    assert (story.title, story.scenes) == ("The gift", ("The gift", "Earlier that day"))
    answer = story.whatif(["lit(lamp)", "Wren believes not lit(lamp)"], at="go(Wren, yard)", length=2)
    assert isinstance(answer, api.WhatIfAnswer)
    assert (answer.place, answer.changes) == (1, ("lit(lamp)", "Wren believes not lit(lamp)"))
    assert {each.fact for each in answer.story.opening.facts} == {"lit(lamp)"}


def test_a_question_about_a_change_that_makes_no_sense_is_raised() -> None:
    story = api.load_story(DATA / "the-gift.md")
    with pytest.raises(api.InvalidText, match="Did you mean `lamp`") as raised:
        story.whatif("lit(lmp)")
    assert raised.value.text == "lit(lmp)"
    with pytest.raises(api.InvalidText, match="does not happen in this story"):
        story.whatif(without="go(Ash, hall)")
    with pytest.raises(api.InvalidText, match="cannot-read"):
        story.whatif(variant="no-such.world")
    with pytest.raises(api.InvalidText, match="nothing-changed"):
        story.whatif()


def test_a_question_about_a_change_can_be_given_up() -> None:
    cancel = api.Cancel()
    cancel.set("interrupted")
    answer = api.load_story(DATA / "the-gift.md").whatif("lit(lamp)", cancel=cancel)
    assert (answer.limit, answer.story.steps) == ("interrupted", ())


def test_the_states_of_a_story_are_had_by_their_moments() -> None:
    story = api.load_story(DATA / "the-gift.md")
    assert story.at("start")["at(Wren)"] == "hall"
    assert story.at()["keeper(lamp)"] == "Wren"
    assert story.at("before give(Ash, lamp, Wren)")["keeper(lamp)"] == "Ash"
    with pytest.raises(api.InvalidText, match="unknown-moment"):
        story.at("the morning")


def test_a_manuscript_that_cannot_be_used_is_raised_or_returned() -> None:
    with pytest.raises(api.InvalidWorld):
        api.load_story(DATA / "stolen-fire.world")
    story, diagnostics = api.read_story(DATA / "stolen-fire.world")
    assert (story, diagnostics[-1].code) == (None, "story-wanted")


@pytest.mark.parametrize(
    "ask",
    [
        lambda world: world.start()[3],
        lambda world: world.start().after(3),
        lambda world: world.start().believed_by(None),
        lambda world: world.tell(count=0),
        lambda world: world.tell(length=-1),
        lambda world: world.tell(imagine=1.5),
        lambda world: world.survey(minds=0),
        lambda world: world.start().reasons("go(Wren, yard)", imagine=0),
        pickle.dumps,
        lambda world: pickle.dumps(world.start()),
    ],
)
def test_what_makes_no_sense_is_an_invalid_question(world: api.World, ask: Callable[[Any], object]) -> None:
    with pytest.raises(api.InvalidQuestion) as caught:
        ask(world)
    assert any(said in str(caught.value) for said in ("not by", "whole number", "cannot be pickled"))


def test_what_a_limit_may_be_is_said(world: api.World) -> None:
    with pytest.raises(api.InvalidQuestion, match="`count` is a whole number of at least 1, not 0"):
        world.tell(count=0)
    with pytest.raises(api.InvalidQuestion, match="a state cannot be pickled: it lives in an engine"):
        pickle.dumps(world.start())
    assert world.tell(length=0).stories == ()
