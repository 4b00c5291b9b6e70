# SPDX-License-Identifier: Apache-2.0
"""The pages about the language: every `manuscript` block checks clean in the world that its page begins with."""

import re
from pathlib import Path

import pytest

from fabula.diagnostics import Source, render_text
from fabula.language import format_manuscript
from fabula.usecases.check import check_text

PAGES = Path(__file__).parents[2] / "docs" / "language"
MANUSCRIPT = re.compile(r"^```manuscript\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORLD = re.compile(r"^```world\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES.glob("*.md")}
BLOCKS = [(name, block) for name, text in sorted(TEXTS.items()) for block in MANUSCRIPT.findall(text)]


def test_there_are_manuscripts() -> None:
    assert {name for name, _ in BLOCKS} == {"README.md", "manuscripts.md"}


@pytest.mark.parametrize(("page", "block"), BLOCKS)
def test_a_manuscript_checks_clean(page: str, block: str) -> None:
    source = Source("example.md", block)
    worlds = WORLD.findall(TEXTS[page])
    checked = check_text(source, lambda _, path: Source(path, worlds[0]) if path.endswith(".world") else None)
    assert checked.diagnostics == (), render_text(checked.diagnostics, checked.sources)
    assert checked.answer is not None
    assert checked.answer.clean


@pytest.mark.parametrize(("page", "block"), BLOCKS)
def test_a_manuscript_is_laid_out(page: str, block: str) -> None:
    assert format_manuscript(Source(page, block)) == block
