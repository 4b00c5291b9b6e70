# SPDX-License-Identifier: Apache-2.0
"""The pictures of the documentation are what Fabula draws now: `make docs` makes them anew."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import pictures as made  # noqa: E402 -- it is a script, found where scripts are

pytestmark = pytest.mark.golden


@pytest.mark.parametrize("name", made.MADE)
def test_a_picture_of_the_documentation_is_fresh(name: str, golden_update: bool) -> None:
    path = made.FOLDER / f"{name}.svg"
    if golden_update:
        path.write_text(made.drawn(name), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == made.drawn(name), "run `make docs`, and look at the picture"


def test_every_picture_is_shown_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert [path.name for path in made.FOLDER.glob("*.svg") if f"pictures/{path.name}" not in shown] == []


def test_nothing_is_left_over_from_pictures_that_are_not_made_any_more() -> None:
    assert {path.stem for path in made.FOLDER.glob("*.svg")} <= set(made.MADE)
