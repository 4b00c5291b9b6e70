# SPDX-License-Identifier: Apache-2.0
"""The manuscripts that are shipped with Fabula check clean, the founding ones and those of every variant."""

import re
from pathlib import Path

import pytest

import fabula
from fabula.engine.ground import ground
from worlds.judging import ROOT, WORLDS, checked, name_of, said

MEANT_TO_BREAK = {
    "worlds/gates/broken.md",
    "worlds/heist/broken.md",
    "worlds/tutorial/mistakes.md",
    "worlds/tutorial/misspelt.md",
}
MANUSCRIPTS = sorted(path for path in WORLDS.rglob("*.md") if name_of(path) not in MEANT_TO_BREAK)
VARIANTS = sorted(WORLDS.rglob("variants/*.world"))


@pytest.mark.usefixtures("each_engine")
@pytest.mark.parametrize("path", MANUSCRIPTS, ids=name_of)
def test_the_manuscript_is_clean(path: Path) -> None:
    found = checked(path)
    assert found.answer is not None
    assert found.answer.clean
    assert not found.diagnostics, said(found)


@pytest.mark.parametrize("path", sorted(WORLDS.rglob("*.world")), ids=name_of)
def test_nothing_is_said_about_the_world(path: Path) -> None:
    found = checked(path)
    assert not found.diagnostics, said(found)


@pytest.mark.parametrize("path", VARIANTS, ids=name_of)
def test_every_variant_has_its_manuscript(path: Path) -> None:
    assert path.with_suffix(".md").exists()


def test_the_broken_heist_shows_one_problem_of_each_kind() -> None:
    found = checked(ROOT / "worlds/heist/broken.md")
    assert [each.code for each in found.diagnostics] == ["knows-too-much", "impossible-event", "out-of-character"], (
        said(found)
    )


@pytest.mark.usefixtures("each_engine")
def test_the_broken_gates_show_one_problem_of_each_kind() -> None:
    found = checked(ROOT / "worlds/gates/broken.md")
    assert [each.code for each in found.diagnostics] == ["knows-too-much", "impossible-event", "out-of-character"], (
        said(found)
    )


def test_the_heist_is_as_big_as_its_page_says() -> None:
    world = fabula.load(str(WORLDS / "heist" / "heist.world"))
    program = ground(world.model)
    assert not isinstance(program, tuple)
    declared = len(world.model.facts)
    said = re.sub(r"\s+", " ", (ROOT / "docs" / "worlds.md").read_text(encoding="utf-8"))
    assert f"{len(program.people)} people and {declared} facts" in said
    assert f"{len(program.fluents)} facts that can change, {len(program.events)} events" in said
    assert len(program.people) >= 8
    assert declared >= 60
    assert len(program.events) >= 300
