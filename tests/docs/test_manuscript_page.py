# SPDX-License-Identifier: Apache-2.0
"""The page about manuscripts: every `manuscript` block checks clean in the world that the page begins with."""

import re
from pathlib import Path

import pytest

from fabula.diagnostics import Source, render_text
from fabula.language import format_manuscript
from fabula.usecases.check import check_text

PAGES = Path(__file__).parents[2] / "docs" / "language"
TEXT = (PAGES / "manuscripts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```manuscript\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
WORLDS = re.findall(r"^```world\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_manuscript_checks_clean(block: str) -> None:
    source = Source("example.md", block)
    checked = check_text(source, lambda _, path: Source(path, WORLDS[0]) if path == "lamp.world" else None)
    assert checked.diagnostics == (), render_text(checked.diagnostics, checked.sources)
    assert checked.answer is not None
    assert checked.answer.clean


@pytest.mark.parametrize("block", BLOCKS)
def test_a_manuscript_is_laid_out(block: str) -> None:
    assert format_manuscript(Source("example.md", block)) == block
