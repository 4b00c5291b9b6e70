# SPDX-License-Identifier: Apache-2.0
"""The ground format: what is written is read back the same, and nothing else is taken for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from engine.random_programs import program_of
from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.engine.ground_flat import flattened
from fabula.engine.ground_format import GroundTables, value_shown, write_ground
from fabula.engine.ground_text import GroundProblem, read_ground
from fabula.language import read_world
from fabula.model.ground import Program
from fabula.model.values import NONE, UNKNOWN

DATA = Path(__file__).parents[1] / "data"
QUICKLY = settings(max_examples=60, deadline=None)
programs = st.integers(0, 1_000_000).map(program_of)


def stolen_fire() -> Program:
    text = (DATA / "stolen-fire.world").read_text(encoding="utf-8")
    world, _, _ = read_world(Source("stolen-fire.world", text), lambda _from, _wanted: None)
    assert world is not None
    program = ground(world)
    assert isinstance(program, Program)
    return program


@QUICKLY
@given(programs)
def test_what_is_written_is_read_back(program: Program) -> None:
    tables = flattened(program)
    assert read_ground(write_ground(tables)) == tables
    assert read_ground(write_ground(tables, named=False)) == replace(tables, names=None)
    assert write_ground(flattened(program)) == write_ground(tables)


def test_a_world_is_read_back() -> None:
    tables = flattened(stolen_fire())
    text = write_ground(tables)
    assert read_ground(text) == tables
    assert text.startswith("fabula-ground 1\npeople 2\n")
    assert tables.names is not None
    assert "keeper(lamp)" in tables.names.fluents
    assert len(tables.nodes) == len(set(tables.nodes))


@pytest.mark.parametrize("line", range(60))
def test_a_line_left_out_is_found(line: int) -> None:
    lines = write_ground(flattened(stolen_fire()), named=False).splitlines(keepends=True)
    assert isinstance(read_ground("".join(lines[:line] + lines[line + 1 :])), GroundProblem)


@QUICKLY
@given(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from("0 9-@x\n=+.eyn\u00e4\0"))
def test_changed_texts_never_surprise(seed: int, place: int, letter: str) -> None:
    text = write_ground(flattened(program_of(seed)))
    place %= len(text)
    found = read_ground(text[:place] + letter + text[place + 1 :])
    if isinstance(found, GroundProblem):
        assert 1 <= found.line <= text.count("\n") + 2
    else:
        assert read_ground(write_ground(found)) == found


def test_the_line_and_the_reason() -> None:
    text = write_ground(flattened(stolen_fire()), named=False)
    assert read_ground(text.replace("ground 1", "ground 2")) == GroundProblem(1, "`fabula-ground 1` was expected")
    assert read_ground(text.replace("people 2", "people -2")) == GroundProblem(2, "a whole number was expected (count)")
    assert read_ground(text + "\n") == GroundProblem(text.count("\n"), "nothing may follow `end` and its line end")
    assert read_ground("fabula-ground 1") == GroundProblem(1, "the text ends too early")


def test_values() -> None:
    assert [value_shown(text, ("hall",)) for text in ("unknown", "none", "no", "yes", "@0", "2.5")] == [
        UNKNOWN,
        NONE,
        False,
        True,
        "hall",
        2.5,
    ]


def test_an_empty_world() -> None:
    tables = GroundTables(0, 0, None, None, (), (), (), (), (), (), (), 0, ())
    assert isinstance(read_ground(write_ground(tables)), GroundProblem)
