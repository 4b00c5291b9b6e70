# SPDX-License-Identifier: Apache-2.0
"""One editor for all tests of a module, on a copy of the founding worlds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor import Editor

WORLDS = Path(__file__).parents[2] / "worlds"


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the founding worlds."""
    folder = tmp_path_factory.mktemp("author")
    for name in ("gates", "puddle"):
        shutil.copytree(WORLDS / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def editor(worlds: Path) -> Iterator[Editor]:
    """An editor that has them open."""
    started = Editor(worlds)
    yield started
    assert started.close() == 0
    assert started.shown == [], "the server complained of itself"
