# SPDX-License-Identifier: Apache-2.0
"""What stands at a place."""

from collections.abc import Iterator

import pytest

from editor import Document, Editor


@pytest.fixture(scope="module")
def gates(editor: Editor) -> Iterator[Document]:
    document = editor.open("gates/gates.md")
    yield document
    document.shut()


@pytest.fixture(scope="module")
def world(editor: Editor) -> Iterator[Document]:
    document = editor.open("gates/gates.world")
    yield document
    document.shut()


def test_a_fact_its_value_at_this_line_and_who_believes_otherwise(gates: Document) -> None:
    assert gates.hover("@ expect holder|(key) = Faith") == (
        "```fabula\nfact holder(relic) is person\n```\n\n`none` while it is between bodies\n\n"
        "After `push(Faith, Spike)`, `holder(key)` is `Faith`; `Willow` and `Xander` believe `Dawn`."
    )


def test_the_same_fact_earlier(gates: Document) -> None:
    found = gates.hover("loose(key) and hol|der(key) = none")
    assert found is not None
    assert found.endswith("After `arrive(Spike)`, `holder(key)` is `none`; `Willow` and `Xander` believe `Dawn`.")


def test_an_event_with_its_reason_and_who_sees_it(gates: Document) -> None:
    gates.lenses()
    found = gates.hover("@ pu|sh(Faith, Spike)")
    assert found is not None
    assert found.startswith("```fabula\nevent push(p: slayer, other: person):\n")
    assert found.endswith(
        "Faith pushes Spike out of the way.\n\nSeen by `Glory`, `Dawn`, `Faith` and `Spike`.\n\n"
        "Faith is willing, or else Spike is not on their feet (worth 4 to them, not 3)."
    )


def test_a_person_in_an_annotation_and_in_the_prose(gates: Document) -> None:
    annotated = gates.hover("push(Fa|ith, Spike)")
    assert annotated is not None
    assert annotated.startswith("**Faith** · `Faith`, slayer, fighter, witness, person\n\n")
    assert "`at(Faith)` is `tower`" in annotated
    prose = gates.hover("Down in the field Wil|low")
    assert prose is not None
    assert prose.startswith("**Willow** · `Willow`, friend")
    assert "After `bleed(Glory, Dawn)`:" in prose
    assert gates.hover("and the god who ha|d tied") is None


def test_a_scene(gates: Document) -> None:
    assert gates.hover('scene "The to|wer"') == "**The tower** · a scene\n\nAt the start."


def test_in_a_world_the_moment_is_the_start(world: Document) -> None:
    found = world.hover("vampire Sp|ike\n")
    assert found is not None
    assert "At the start:\n\n- " in found
    assert "`speed(Spike)` is `8`; `Faith` believes `5`" in found


def test_kinds_and_variables(world: Document) -> None:
    assert (
        world.hover("kind fi|ghter")
        == "**fighter** · a kind of `witness` and `person`\n\nOf this kind: `Faith` and `Spike`"
    )
    assert world.hover("event push(p|: slayer") == "**p** · a variable, any `slayer`"


def test_hovers_outlive_mistakes(editor: Editor) -> None:
    document = editor.open("gates/gates.md")
    document.change("@ set_off(Spike)", "@ set_off(Spi")
    document.change("@ expect not held(Spike)", "@ expect not held(")
    assert any("22" in code or "28" in code for code in document.codes())
    found = document.hover("@ expect gates_|open\n\nSpike did")
    assert found is not None
    assert "After `strike_down(Willow, Glory)`, `gates_open` is `yes`" in found
    document.shut()


def test_hovers_outlive_mistakes_of_the_world(editor: Editor) -> None:
    document, world = editor.open("gates/gates.md"), editor.open("gates/gates.world")
    document.codes()
    world.change("event push(p: slayer", "event push(p: slyer")
    world.lenses()
    assert document.codes() != []
    found = document.hover("@ expect holder|(key) = Faith")
    assert found is not None
    assert "`holder(key)` is `Faith`" in found
    world.shut()
    document.shut()
