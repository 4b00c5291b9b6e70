# SPDX-License-Identifier: Apache-2.0
"""From telling order to story order."""

import pytest

from fabula.diagnostics import NOWHERE
from fabula.language.manuscript_order import scene_problems, story_order
from fabula.model.answers import EventCall
from fabula.model.manuscript import EventAnnotation, Scene


def scene(text: str) -> Scene:
    """`B<A` is a scene B before A, `B>A` one after A, `B` one without a place."""
    for sign in "<>":
        if sign in text:
            name, other = text.split(sign)
            return Scene(name, other if sign == "<" else None, other if sign == ">" else None, NOWHERE, NOWHERE)
    return Scene(text, None, None, NOWHERE, NOWHERE)


def lived(*texts: str) -> str:
    """The names of the scenes in the order in which they happen; each holds one event, so does what comes before."""
    scenes = [scene(text) for text in texts]
    events = [EventAnnotation(EventCall("e", ()), None if n == 0 else n - 1, NOWHERE) for n in range(len(scenes) + 1)]
    order = story_order(scenes, events)
    assert order[0] == 0
    return " ".join(scenes[number - 1].name for number in order[1:])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("A B C", "A B C"),
        ("A B<A C", "B A C"),
        ("A B>A C", "A B C"),
        ("A B C<A", "C A B"),
        ("A B C>A", "A C B"),
        ("A<C B C", "B A C"),
        ("A>C B C D", "B C A D"),
        ("A B<A C<A", "B C A"),
        ("A B>A C>A D", "A B C D"),
        ("A B<A C<B", "C B A"),
        ("A B>A C>B D<C", "A B D C"),
        ("C<B B<A A", "C B A"),
        ("A B<A C>B", "B C A"),
    ],
)
def test_scenes_take_their_places(told: str, expected: str) -> None:
    assert lived(*told.split()) == expected


def test_what_is_told_in_a_scene_stays_together() -> None:
    scenes = [scene("A"), scene("B<A")]
    places = [None, 0, 0, 1, 1]
    events = [EventAnnotation(EventCall("e", ()), place, NOWHERE) for place in places]
    assert story_order(scenes, events) == (0, 3, 4, 1, 2)


def test_a_long_chain_of_scenes() -> None:
    names = [f"S{number}" for number in range(5000)]
    told = [f"{name}<{before}" for name, before in zip(names[1:], names, strict=False)]
    assert lived(names[0], *told).split() == names[::-1]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("A B<A", []),
        ("A A", ["repeated-scene"]),
        ("A B<C", ["unknown-scene"]),
        ("A<A", ["circular-scenes"]),
        ("A<B B<A", ["circular-scenes"]),
        ("A<B B>A C<D D<C E<C", ["circular-scenes", "circular-scenes"]),
        ("A<C B A", ["unknown-scene", "repeated-scene"]),
    ],
)
def test_scenes_that_have_no_order(told: str, expected: list[str]) -> None:
    found = scene_problems([scene(text) for text in told.split()])
    assert sorted(problem.code for problem in found) == sorted(expected)
