# SPDX-License-Identifier: Apache-2.0
"""Stories exported as games: every way through them, in the runtimes that people play them with, is a story of ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import browser
from browser import left_out, node_module, opened
from fabula import load
from fabula.engine.port import Engine
from fabula.interop.ink import ink
from fabula.interop.twee import twee
from fabula.model.answers import EventCall
from fabula.model.limits import Limits
from fabula.model.playable import Choice, Left, Playable, Scene
from fabula.usecases.playable import playable

pytestmark = browser.GROUP
NODE = Path(__file__).parents[1] / "node"
HOSTILE = """
world "A <b>trial</b> -> # {of} [[strength]]"

person Ash "Ash <script>alert(1)</script>", Wren "Wren|[[x->y]]"

fact tried(person) "{1} has tried"
fact told(person) "{1} has told"
fact shouted(person) "{1} has shouted"
fact varied(person) "{1} has varied"

event try(p: person):
    text: "* + - = == ~ {p} -> DONE <- // no /* comment */ # tag | [[a->b]] <<set $x to 1>> (print: 1) \\\\ & &amp;"
    when: not tried(p)
    then: tried(p)
    by: p on impulse if not tried(p)

event tell(p: person, q: person):
    text: "- {p}: \\"Whisper.\\" :: Passage"
    when: tried(p) and p != q and not told(p)
    then: told(p)
    by: p on impulse if tried(p)

event shout(p: person):
    text: "TODO: {p if p = Ash else Wren}"
    when: told(p) and not shouted(p)
    then: shouted(p)
    by: p on impulse if told(p) and not shouted(p)

event vary(p: person):
    text: "VAR x = 1"
    when: told(p) and not varied(p)
    then: varied(p)
    by: p on impulse if told(p) and not varied(p)

ending over "-> END of <i>all</i>": told(Ash) and told(Wren)
"""


def hostile(folder: Path) -> Path:
    path = folder / "hostile.world"
    path.write_text(HOSTILE, encoding="utf-8")
    return path


def engine_of(path: Path | str) -> Engine:
    return load(path)._session.engine


def exported(engine: Engine, length: int, person: str | None = None) -> Playable:
    number = None if person is None else engine.program.people.index(person)
    found = playable(engine, Limits(length=length), number)
    assert isinstance(found, Playable)
    return found


def stories(engine: Engine, length: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every story of ours up to the first ending that it reaches: its events, and the endings."""
    limits = Limits(length=length)
    waiting: list[tuple[int, tuple[str, ...]]] = [(engine.start(), ())]
    while waiting:
        state, events = waiting.pop()
        reached = tuple(each.form.name for each in engine.program.endings if engine.holds(state, each.condition))
        yield events, reached
        if len(events) < length and not reached:
            after = ((event, engine.after(state, event)) for event in engine.explained_events(state, limits))
            waiting += [(target, (*events, str(engine.program.events[event]))) for event, target in after]


def run(script: str, *arguments: str) -> str:
    node = shutil.which("node")
    if node is None:
        left_out("Node is not here", "install it to run what was exported")
    for name in ("inkjs", "extwee"):
        node_module(name)
    done = subprocess.run([node, str(NODE / script), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def played_in_ink(story: Playable, length: int, folder: Path) -> list[dict[str, Any]]:
    path = folder / "story.ink"
    path.write_text(ink(story), encoding="utf-8")
    ways: list[dict[str, Any]] = json.loads(run("play_ink.mjs", str(path), str(length)))
    return ways


@pytest.mark.parametrize(
    ("world", "person", "length"),
    [
        ("worlds/tutorial/tutorial.world", None, 8),
        ("tests/data/stolen-fire.world", "Wren", 6),
        ("worlds/cloak/cloak.world", "Visitor", 7),
        ("worlds/gates/gates.world", "Spike", 7),
        ("worlds/puddle/puddle.world", "Spike", 7),
    ],
)
def test_every_way_through_the_ink_is_a_story_of_ours(
    world: str, person: str | None, length: int, tmp_path: Path
) -> None:
    engine = engine_of(world)
    ways = played_in_ink(exported(engine, length, person), length, tmp_path)
    ours = set(stories(engine, length))
    played = {(tuple(way["events"]), tuple(way["endings"])) for way in ways}
    # What happens by itself is read on at once, so that a way never stops before it.
    assert played <= ours
    stopped = {events for events, _ in played}
    passed = {events[:number] for events in stopped for number in range(len(events))}
    assert {events for events, _ in ours} == stopped | passed


def test_nothing_an_author_writes_is_script_in_ink(tmp_path: Path) -> None:
    engine = engine_of(hostile(tmp_path))
    story = exported(engine, 4)
    ways = played_in_ink(story, 4, tmp_path)
    assert {(tuple(way["events"]), tuple(way["endings"])) for way in ways} == set(stories(engine, 4))
    text = story.scenes[0].choices[0].text
    assert "<script>alert(1)</script>" in text
    assert ways[0]["choices"] == [" ".join(choice.text.split()) for choice in story.scenes[0].choices]
    whole = next(way for way in ways if way["endings"])
    assert whole["text"][-2:] == ["-> END of <i>all</i>", "The end."]


def nasty_story() -> Playable:
    """One place with three hundred choices, whose sentences are made of what means something to some format."""
    dice = Random(7)
    words = [*"*+-=~{}[]|#<>/\\&$@()!:^%_`'\"", "->", "<-", "<>", "//", "/*", "*/", "[[", "]]", "<<", ">>", "::"]
    words += [
        "TODO:",
        "VAR x = 1",
        "INCLUDE y",
        "(if: true)",
        "$x",
        "word",
        "灯",
        "שלום",
        "&lt;",
        "<%",
        "%>",
        "{{",
        "''",
    ]
    sentences = [" ".join(dice.choices(words, k=4)) + "".join(dice.choices(words, k=4)) for _ in range(300)]
    choices = tuple(
        Choice(EventCall("event", (str(number),)), f"{sentence} {number}", 1, True)
        for number, sentence in enumerate(sentences)
    )
    return Playable("Nasty", None, (Scene(choices, None, ()), Scene((), Left.ENDED, (("over", None),))), 1)


def test_any_sentence_can_be_read_in_ink(tmp_path: Path) -> None:
    story = nasty_story()
    said = [" ".join(choice.text.split()) for choice in story.scenes[0].choices]
    ways = played_in_ink(story, 1, tmp_path)
    assert ways[0]["choices"] == said
    assert [way["text"][0] for way in ways[1:]] == said
    assert [way["events"] for way in ways[1:]] == [[str(choice.event)] for choice in story.scenes[0].choices]


def test_any_sentence_can_be_read_in_twee(chromium: Any, tmp_path: Path) -> None:
    story = nasty_story()
    with opened(chromium) as page:
        page.goto(page_of(story, tmp_path))
        links = page.locator("#passage a").all_text_contents()
        assert links == [" ".join(choice.text.split()) for choice in story.scenes[0].choices]
        page.locator("#passage a").nth(17).click()
        assert page.evaluate(_READ)[0] == " ".join(story.scenes[0].choices[17].text.split())


def test_in_ink_the_others_act_meanwhile(tmp_path: Path) -> None:
    ways = played_in_ink(exported(engine_of("worlds/gates/gates.world"), 2, "Spike"), 2, tmp_path)
    after = next(way for way in ways if way["events"] == ["bleed(Glory, Dawn)"])
    assert after["choices"] == [
        "Spike runs for the tower.",
        "Meanwhile: Willow strikes Glory down.",
        "Meanwhile: The night goes by, and nobody does anything.",
        "Meanwhile: Time passes.",
    ]
    assert after["text"] == ["Glory cuts Dawn, and the blood runs down."]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser.launched() as found:
        yield found


def page_of(story: Playable, folder: Path) -> str:
    source, page = folder / "story.twee", folder / "story.html"
    source.write_text(twee(story), encoding="utf-8")
    run("compile_twee.mjs", str(source), str(page))
    return page.as_uri()


def readings(story: Playable, length: int) -> set[tuple[str, ...]]:
    """What is read on every way of at most so many choices: the sentences, in order, to the end where there is one."""
    found: set[tuple[str, ...]] = set()
    waiting: list[tuple[int, tuple[str, ...], int]] = [(0, (), 0)]
    while waiting:
        place, read, chosen = waiting.pop()
        scene = story.scenes[place]
        if len(scene.choices) == 1 and not scene.choices[0].own:
            waiting.append((scene.choices[0].target, (*read, scene.choices[0].text), chosen))
            continue
        over = [text or name for name, text in scene.endings]
        found.add((*read, *over))
        if chosen < length:
            waiting += [(choice.target, (*read, choice.text), chosen + 1) for choice in scene.choices]
    return found


_READ = """() => [...document.querySelectorAll('#passage p')].filter(each => !each.querySelector('a')).map(
    each => each.textContent.replace(/\\s+/g, ' ').trim())"""


def read_in_browser(page: Any, length: int) -> set[tuple[str, ...]]:
    """The same, read in a page that plays the story, by following its links."""
    found: set[tuple[str, ...]] = set()
    over = {"The end.", "There is nothing more that anybody would do.", "So far this story has been followed."}
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        way = waiting.pop()
        page.evaluate("() => window.story.show('s0')")
        read = page.evaluate(_READ)
        for number in way:
            page.locator("#passage a").nth(number).click()
            read += page.evaluate(_READ)
        found.add(tuple(line for line in read if line not in over))
        links = page.locator("#passage a").count()
        waiting += [(*way, number) for number in range(links if len(way) < length else 0)]
    return found


@pytest.mark.parametrize(
    ("world", "person", "choices", "length"),
    [
        ("worlds/tutorial/tutorial.world", None, 3, 8),
        ("worlds/cloak/cloak.world", "Visitor", 3, 7),
        ("worlds/gates/gates.world", "Spike", 3, 6),
    ],
)
def test_every_way_through_the_twee_reads_as_ours(
    chromium: Any, world: str, person: str | None, choices: int, length: int, tmp_path: Path
) -> None:
    story = exported(engine_of(world), length, person)
    with opened(chromium) as page:
        page.goto(page_of(story, tmp_path))
        assert read_in_browser(page, choices) == readings(story, choices)


def test_nothing_an_author_writes_is_markup_in_twee(chromium: Any, tmp_path: Path) -> None:
    story = exported(engine_of(hostile(tmp_path)), 4)
    with opened(chromium) as page:
        page.goto(page_of(story, tmp_path))
        plain = {tuple(" ".join(line.split()) for line in reading) for reading in readings(story, 4)}
        assert read_in_browser(page, 4) == plain
        assert page.title() == story.title
        assert page.locator("#passage script, #passage b, #passage i").count() == 0


def test_the_notation_is_that_of_twee_3(tmp_path: Path) -> None:
    del tmp_path
    text = twee(exported(engine_of("worlds/cloak/cloak.world"), 5, "Visitor"))
    heads = re.findall(r"^:: (.*)$", text, re.MULTILINE)
    assert heads[:3] == ["StoryTitle", "StoryData", "s0"]
    data = json.loads(text.split(":: StoryData\n")[1].split("\n:: ")[0])
    assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", data["ifid"])
    assert data["start"] == "s0"
    assert set(re.findall(r"->(s[0-9-]+)\]\]", text)) <= set(heads)
    assert len(heads) == len(set(heads))


def test_where_it_stops_it_says_why() -> None:
    scenes = exported(engine_of("worlds/gates/gates.world"), 3).scenes
    assert {scene.left for scene in scenes} == {None, Left.ENDED, Left.NOT_LOOKED_FURTHER}
    assert all((scene.left is None) == bool(scene.choices) for scene in scenes)
    assert all((scene.left is Left.ENDED) == bool(scene.endings) for scene in scenes)
