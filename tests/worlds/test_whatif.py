# SPDX-License-Identifier: Apache-2.0
"""The founding worlds under a change: what each row of docs/worlds.md says of its contrary, where that is a what-if."""

from __future__ import annotations

from functools import cache

import pytest

import fabula
from fabula import files
from fabula.diagnostics import Source
from fabula.engine.choose import default_engine
from fabula.model.manuscript import Expectation
from fabula.model.whatif import Fate, Timeline, WhatIfAnswer
from fabula.usecases.check_replay import Replays
from fabula.usecases.story import read_story
from fabula.usecases.whatif_changes import Changes, ReadChanges, read_changes
from fabula.usecases.whatif_course import Asking, course_of
from fabula.usecases.whatif_differences import Comparison
from fabula.usecases.whatif_replay import Course, Replaying
from worlds.judging import WORLDS


@cache
def story(name: str) -> fabula.Story:
    """A founding world's manuscript."""
    return fabula.load_story(WORLDS / name / f"{name}.md")


def fate(answer: WhatIfAnswer, event: str) -> str:
    """What becomes of an event."""
    return next(str(step.fate) for step in answer.story.steps if str(step.event) == event)


def so(timeline: Timeline, fact: str, *people: str) -> object:
    """The value that a fact has at the end under the change, where it differs."""
    return {(each.people, each.fact): each.changed for each in timeline.view.facts}.get((people, fact), "as told")


GATES: dict[str, tuple[dict[str, str], dict[str, object], dict[str, str]]] = {
    "A1: Glory bleeds Xander, and nothing opens": (
        {"change": "holder(key) = Xander"},
        {"opened": False, "alive(Faith)": True},
        {"strike_down(Willow, Glory)": "impossible"},
    ),
    "A2: with a little more blood she lives": (
        {"change": "blood(Dawn) = 40"},
        {"alive(Dawn)": True, "holder(key)": "Dawn", "gates_open": True},
        {"push(Faith, Spike)": "impossible"},
    ),
    "A3: he has a soul and becomes the holder": (
        {"change": "soul(Spike)"},
        {"holder(key)": "Spike", "dust(Spike)": "as told", "undead(Faith)": False},
        {"chase(Faith, Spike)": "out-of-character"},
    ),
    "A4: without the push he is dust, and the key is in nobody": (
        {"without": "push(Faith, Spike)"},
        {"dust(Spike)": True},
        {"bid(Faith, Spike)": "impossible"},
    ),
    "A6: she is faster, and he is held": (
        {"change": "speed(Faith) = 9"},
        {"held(Spike)": True, "at(Spike)": "field"},
        {"arrive(Spike)": "impossible"},
    ),
    "A8: he does not know that she holds the key": (
        {"change": "Spike believes holder(key) = Dawn; Spike believes evil(Faith)", "at": "gust()"},
        {"gates_open": True},
        {"slit(Spike, Faith)": "out-of-character"},
    ),
    "A9: she wants to live more": (
        {
            "wants": "Faith: 3 if not gates_open; 5 if whole(Faith); 2 if alive(Dawn); 1 if walks(Spike); "
            "-1 if in_danger(Spike)"
        },
        {"gates_open": True, "ruin": 10.0},
        {"bid(Faith, Spike)": "out-of-character", "push(Faith, Spike)": "as-told"},
    ),
    "A11: somebody is near": (
        {"change": "at(Willow) = far_field", "at": "bid(Faith, Spike)"},
        {"unwatched(Spike)": False},
        {"look_round(Spike, Faith)": "impossible", "slit(Spike, Faith)": "seen-otherwise"},
    ),
    "A12: without the plea she does not swallow, and dies": (
        {"without": "plead(Spike, Faith)"},
        {"undead(Faith)": False, "fed(Faith)": False},
        {"swallow(Faith, Spike)": "out-of-character"},
    ),
    "A13: not drained, she stays dead": (
        {"without": "drink(Spike, Faith)"},
        {"undead(Faith)": False},
        {},
    ),
    "A14: no debt, no reason": (
        {"change": "not owes(Spike, Faith); Spike believes not owes(Spike, Faith)", "at": "slit(Spike, Faith)"},
        {"undead(Faith)": False},
        {"drink(Spike, Faith)": "out-of-character"},
    ),
}
PUDDLE: dict[str, tuple[dict[str, str], dict[str, object], dict[str, str]]] = {
    "B1: they stay, and he does not dare": (
        {"without": "leave(Angelus, Drusilla)"},
        {"at(Spike)": "ledge"},
        {"topple(Spike)": "out-of-character"},
    ),
    "B2: no steps, nothing to topple": ({"change": "not steps"}, {}, {"topple(Spike)": "impossible"}),
    "B3: ordinary blood, and he cannot stand": (
        {"change": "not slayer(Buffy)"},
        {"strength(Spike)": 3.0},
        {"say_able(Spike, Buffy)": "impossible"},
    ),
    "B3: too late, nothing is left": ({"change": "puddle = 2"}, {}, {"lap(Spike)": "impossible"}),
    "B5: who dawdles is dust": ({"change": "dawn = 18"}, {"dust(Spike)": True}, {}),
    "B6: a lie, and she believes otherwise": (
        {"instead": "say_able(Spike, Buffy) => lie_unable(Spike, Buffy)"},
        {},
        {"say_able(Spike, Buffy)": "instead"},
    ),
    "B7: she believes in rescue": (
        {"change": "Buffy believes rescue_coming"},
        {},
        {"beg(Buffy, Spike)": "out-of-character"},
    ),
    "B8: no tear, no iron broken": (
        {"without": "catch_tear(Spike, Buffy)"},
        {"in_chains(Buffy)": True},
        {"break_chains(Spike, Buffy)": "impossible"},
    ),
    "B9: he still loves her": (
        {"law": "without law love_turns"},
        {"loves(Spike, Drusilla)": True},
        {"turn_back(Spike, Buffy)": "out-of-character"},
    ),
    "B10: the seal forgotten, she bleeds to death": (
        {"without": "seal(Spike, Buffy)"},
        {"alive(Buffy)": False},
        {"break_chains(Spike, Buffy)": "out-of-character"},
    ),
    "B12: had he not answered, she would not believe the promise": (
        {"without": "say_able(Spike, Buffy)"},
        {"trusts(Buffy, Spike)": False},
        {},
    ),
    "B13: shown, and they do not leave": (
        {"change": "not averted(Spike)"},
        {"at(Angelus)": "ledge"},
        {"leave(Angelus, Drusilla)": "out-of-character"},
    ),
    "B15: taken in a fair fight, he has no such reason": (
        {"change": "not tricked(Buffy)"},
        {},
        {"turn_back(Spike, Buffy)": "out-of-character"},
    ),
}
ROWS = [pytest.param("gates", *row, id=name) for name, row in GATES.items()] + [
    pytest.param("puddle", *row, id=name) for name, row in PUDDLE.items()
]


@pytest.mark.parametrize(("name", "changes", "facts", "fates"), ROWS)
def test_the_contrary_comes_out(
    name: str, changes: dict[str, str], facts: dict[str, object], fates: dict[str, str]
) -> None:
    answer = story(name).whatif(**changes, length=1)  # type: ignore[arg-type]  # the options by their names
    assert {fact: so(answer.story, fact) for fact in facts} == facts
    assert {event: fate(answer, event) for event in fates} == fates


def test_who_is_near_sees_where_the_key_goes() -> None:
    answer = story("gates").whatif("at(Willow) = tower", length=1)
    assert so(answer.story, "holder(key)", "Willow") == "Faith"
    assert so(answer.story, "holder(key)", "Xander") == "as told"
    assert so(answer.story, "undead(Faith)", "Willow") is True


def test_a_lie_is_believed() -> None:
    answer = story("puddle").whatif(instead="say_able(Spike, Buffy) => lie_unable(Spike, Buffy)", length=1)
    step = next(step for step in answer.story.steps if step.fate is Fate.INSTEAD)
    assert ("Buffy",) in [each.people for each in step.view.facts if each.fact == "able(Spike)"]


def test_without_the_gust_the_gang_sees_her_die() -> None:
    answer = story("gates").whatif(law="without event gust", length=1)
    assert so(answer.story, "alive(Faith)", "Willow") is False
    assert so(answer.story, "alive(Faith)", "Xander") is False


@pytest.mark.parametrize("name", ["gates", "puddle"])
def test_the_story_as_written_is_the_one_that_expectations_ask_about(name: str) -> None:
    source = files.read(str(WORLDS / name / f"{name}.md"))
    assert isinstance(source, Source)
    read = read_story(source, files.open_file)
    assert read.manuscript is not None
    assert read.world is not None
    asked = 0
    for number, annotation in read.manuscript.lived():
        if not isinstance(annotation, Expectation) or annotation.instead is None:
            continue
        change = annotation.instead
        said = annotation.text.partition(":")[0].partition("without ")[0].removeprefix("with ").strip()
        effects = (said,) if change.start else ()
        found = read_changes(
            Changes(effects, tuple(str(call) for call in change.without)),
            read.manuscript,
            read.world,
            files.open_file,
            {},
        )
        assert isinstance(found, ReadChanges), found
        course = course_of(read.manuscript, read.world, found, Asking(default_engine))
        assert isinstance(course, Course)
        other = Replaying(course, True, Comparison(course.engine, course.engine))
        other.run()
        before = read.manuscript.events_before(number)
        check = Replays(course.changed, read.manuscript).replay(change, before)
        assert check.history.now == (other.states[len(before)] if len(before) < len(other.states) else other.now)
        asked += 1
    assert asked > 8


@cache
def variant(world: str, name: str) -> WhatIfAnswer:
    """The answer for a variant of a founding world."""
    return story(world).whatif(variant=WORLDS / world / "variants" / f"{name}.world")


def might(answer: WhatIfAnswer, new: bool) -> set[str]:
    """What people might do at the parting: what they would not have done as told, or what they would have."""
    return {str(each.event) for each in answer.alternatives if each.new is new}


def turns(answer: WhatIfAnswer) -> dict[str, str]:
    """What becomes of each ending."""
    return {outlook.ending: str(outlook.turn) for outlook in answer.outlooks}


def test_spike_has_a_soul() -> None:
    answer = variant("gates", "soul")
    assert so(answer.story, "holder(key)") == "Spike"
    assert fate(answer, "chase(Faith, Spike)") == "out-of-character"
    assert fate(answer, "push(Faith, Spike)") == "impossible"
    assert turns(answer)["faith_walks"] == "lost"


def test_no_gust() -> None:
    answer = variant("gates", "no-gust")
    assert so(answer.story, "at(Faith)") == "tower"
    assert so(answer.story, "alive(Faith)", "Willow") is False
    assert so(answer.story, "alive(Faith)", "Xander") is False


def test_willow_is_near() -> None:
    answer = variant("gates", "willow-near")
    push = next(step for step in answer.story.steps if step.event.name == "push")
    assert ("Willow",) in [each.people for each in push.new.facts if each.fact == "holder(key)"]
    assert so(answer.story, "undead(Faith)", "Willow") is True
    assert fate(answer, "look_round(Spike, Faith)") == "impossible"


def test_faith_wants_to_live_more() -> None:
    answer = variant("gates", "faith-wants-to-live")
    assert (fate(answer, "push(Faith, Spike)"), fate(answer, "bid(Faith, Spike)")) == ("as-told", "out-of-character")
    assert answer.story.endings == ("never_shut",)
    assert turns(answer) == {
        "faith_walks": "lost",
        "faith_dead": "lost",
        "never_shut": "kept",
        "another_way": "out-of-reach",
    }


def test_glory_never_bled_dawn() -> None:
    answer = variant("gates", "no-bleeding")
    assert so(answer.story, "opened") is False
    assert {str(step.event) for step in answer.story.steps if step.happens} == {"wait()"}
    assert set(turns(answer).values()) == {"lost"}


def test_willow_believes_in_faith() -> None:
    assert might(variant("gates", "willow-believes-in-faith"), new=True) == {"follow(Willow, far_field)"}
    path = WORLDS / "gates" / "variants" / "willow-believes-in-faith.world"
    follows = "gust() => gust(); follow(Willow, far_field)"
    protects = "bid(Faith, Spike) => bid(Faith, Spike); protect(Willow, Faith)"
    answer = story("gates").whatif(variant=path, instead=[follows, protects])
    assert [step.unwilling for step in answer.story.steps if step.fate is Fate.INSTEAD] == [(), ()]
    assert fate(answer, "slit(Spike, Faith)") == "impossible"
    assert so(answer.story, "gates_open") is True


def test_ordinary_blood() -> None:
    answer = variant("puddle", "ordinary-blood")
    assert fate(answer, "say_able(Spike, Buffy)") == "impossible"
    assert might(answer, new=True) == {"say_unable(Spike, Buffy)"}


def test_no_tear() -> None:
    answer = variant("puddle", "no-tear")
    assert "stand(Spike)" in might(answer, new=False)
    iron = next(step for step in answer.story.steps if step.event.name == "break_chains")
    assert (iron.fate, any("strength(Spike)" in each for each in iron.why)) == (Fate.IMPOSSIBLE, True)
    assert turns(answer)["both_safe"] == "lost"


def test_no_steps() -> None:
    assert might(variant("puddle", "no-steps"), new=True) == {"roll(Spike, floor)"}


def test_he_still_loves_drusilla() -> None:
    answer = variant("puddle", "still-loves")
    assert fate(answer, "turn_back(Spike, Buffy)") == "out-of-character"
    assert "go(Spike, night)" in might(answer, new=False)
    assert might(answer, new=True) == {"await(Spike, Drusilla)"}


def test_they_come_back_early() -> None:
    answer = variant("puddle", "early")
    assert might(answer, new=True) == {"turn(Angelus, Buffy)"}
    turned = next(outlook for outlook in answer.outlooks if outlook.ending == "turned")
    assert [str(event.event) for event in turned.changed.events] == ["turn(Angelus, Buffy)"]


def test_she_believes_in_rescue() -> None:
    assert fate(variant("puddle", "rescue"), "beg(Buffy, Spike)") == "out-of-character"
