# SPDX-License-Identifier: Apache-2.0
"""Whatever is chosen, in any world: the transcript is a manuscript that `check` accepts, and can be played on."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import fabula
from fabula import files
from fabula.diagnostics import Severity, Source, render_text
from fabula.engine.choose import EngineName, default_engine
from fabula.language import read_manuscript, read_world
from fabula.model.limits import Limits
from fabula.model.play import Blocked
from fabula.model.world import World
from fabula.usecases.check import check_text
from fabula.usecases.manuscript_needs import calls_of
from fabula.usecases.play import Cast, begin_play, take
from fabula.usecases.play_transcript import play_on, saved, transcript
from fabula.usecases.play_tree import Play
from fabula.usecases.play_view import branches, look, look_at_blocked
from parity.random_worlds import RandomWorld, random_worlds

WORLDS = Path(__file__).parents[2] / "worlds"
SHIPPED = ("cloak", "gates", "heist", "puddle", "tutorial")
CHOICES = {EngineName.NATIVE: 6, EngineName.REFERENCE: 3}
PLAYED = {EngineName.NATIVE: 3, EngineName.REFERENCE: 1}
"""So many choices are made, as so many people of a world: the engine in plain Python takes its time."""
SLOW = "the engine in plain Python takes long in this world"
SMALL = Limits(length=6, imagine=3, minds=2)


def read(name: str, text: str) -> World | None:
    """The world of a text, None where it cannot be used."""
    world, problems, _ = read_world(Source(name, text), files.open_file)
    return None if any(each.severity is Severity.ERROR for each in problems) else world


def played(play: Play, seed: int, choices: int) -> Play:
    """A play of choices made at random; some lead back, so that there are branches. What cannot be is not chosen."""
    dice = random.Random(seed)
    for _ in range(choices):
        now = look(play)
        if not hasattr(now, "choices"):
            break
        assert isinstance(look_at_blocked(play), Blocked)
        after = take(play, dice.choice(now.choices).key, dice.randrange)
        play = after if isinstance(after, Play) else play
        if dice.random() < 0.15 and play.turn.parent is not None:
            play = play.gone(play.turn.parent)
    assert [each.number for each in branches(play) if each.here] == [play.at]
    return play


def accepted(play: Play, world_path: str, folder: str) -> str:
    """The transcript, of which `check` has nothing to say."""
    text = transcript(play, world_path)
    assert isinstance(text, str)
    source = Source(f"{folder}play.md", text)
    found = check_text(source, files.open_file)
    ours = [each for each in found.diagnostics if each.primary.span.source == source.name]
    assert not ours, text + render_text(ours, found.sources)
    assert found.answer is not None
    return text


def continued(world: World, text: str, player: str, limits: Limits) -> Play:
    """The play that a transcript holds."""
    manuscript, _, problems, _ = read_manuscript(Source("play.md", text), files.open_file)
    assert manuscript is not None, problems
    begun = begin_play(world, Cast(player), default_engine, limits, calls_of(manuscript))
    assert isinstance(begun, Play)
    again = play_on(begun, manuscript)
    assert isinstance(again, Play)
    return again


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_worlds_are_played_at_random(
    name: str, engine_that_answers: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine_that_answers is EngineName.REFERENCE and name in {"gates", "heist"}:
        pytest.skip(SLOW)
    monkeypatch.chdir(WORLDS / name)
    world = read(f"{name}.world", (WORLDS / name / f"{name}.world").read_text(encoding="utf-8"))
    assert world is not None
    for seed, person in enumerate(reversed(world.people[-PLAYED[engine_that_answers] :])):
        begun = begin_play(world, Cast(person.name), default_engine)
        assert isinstance(begun, Play)
        play = played(begun, seed, CHOICES[engine_that_answers])
        text = accepted(play, f"{name}.world", "")
        assert saved(Source("play.md", text)).player == person.name
        again = continued(world, text, person.name, Limits())
        assert transcript(again, f"{name}.world") == text


@pytest.mark.parametrize(
    ("name", "ending"), [("gates", "faith_walks"), ("puddle", "both_safe"), ("gates", "faith_dead")]
)
def test_an_ending_is_steered_to_by_a_player_who_goes_along(
    name: str, ending: str, engine_that_answers: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine_that_answers is EngineName.REFERENCE:
        pytest.skip(SLOW)
    monkeypatch.chdir(WORLDS / name)
    world = read(f"{name}.world", (WORLDS / name / f"{name}.world").read_text(encoding="utf-8"))
    assert world is not None
    play = begin_play(world, Cast("Spike", ending), default_engine, Limits(length=14))
    assert isinstance(play, Play)
    for _ in range(20):
        course = play.turn.course
        assert course is not None
        if not course.way:
            break
        next_one = course.way[0]
        key = "accept" if play.turn.offer is not None else "wait"
        if play.turn.offer is None and play.game.player in play.game.event(next_one).willing:
            key = str(play.game.call(next_one))
        after = take(play, key, lambda _: 0)
        assert isinstance(after, Play)
        play = after
    now = look(play)
    assert not isinstance(now, tuple)
    assert ending in [each.name for each in getattr(now, "reached", ())]
    assert "@ allow" not in accepted(play, f"{name}.world", "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=random_worlds(), seed=st.integers(0, 99))
def test_random_worlds_are_played_at_random(
    world: RandomWorld, seed: int, engine_that_answers: EngineName, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert engine_that_answers
    folder = tmp_path_factory.mktemp("play")
    (folder / "random.world").write_text(world.text, encoding="utf-8")
    model = read(f"{folder}/random.world", world.text)
    if model is None:
        return
    person = model.people[seed % len(model.people)].name
    begun = begin_play(model, Cast(person), default_engine, SMALL)
    if not isinstance(begun, Play):
        return
    play = played(begun, seed, 5)
    text = accepted(play, "random.world", f"{folder}/")
    assert "imagine: 3" in text


@pytest.mark.parametrize(("name", "ending"), [("gates", "faith_walks"), ("puddle", "both_safe")])
def test_all_that_spike_does_in_the_manuscript_can_be_played(
    name: str, ending: str, engine_that_answers: EngineName
) -> None:
    if engine_that_answers is EngineName.REFERENCE:
        pytest.skip(SLOW)
    story = fabula.load_story(WORLDS / name / f"{name}.md")
    play = fabula.load(WORLDS / name / f"{name}.world").play("Spike", seed=0)
    game = play.tree.game
    forms = {str(game.call(number)): event for number, event in enumerate(game.program.events)}
    deeds = [call for call in map(str, story.events) if game.player in forms[call].willing]
    assert len(deeds) > 6
    while deeds:
        keys = [each.key for each in play.moment.choices]
        offered = play.tree.turn.offer
        if offered is not None and str(game.call(offered)) == deeds[0]:
            key = "accept"
        else:
            key = next(each for each in (deeds[0], "wait", "decline") if each in keys)
        if key in {"accept", deeds[0]}:
            deeds.pop(0)
        assert play.moment.depth < 25, deeds
        play = play.choose(key)
    assert ending in [each.name for each in play.moment.reached]
