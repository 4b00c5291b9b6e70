# SPDX-License-Identifier: Apache-2.0
"""The examples of `docs/meaning.md` hold: each is a manuscript that checks clean, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

from fabula import files
from fabula.diagnostics import Source, render_text
from fabula.usecases.check import check_text

PAGE = Path(__file__).parents[2] / "docs" / "meaning.md"
BLOCK = re.compile(r"```(?:world|manuscript) file=(?P<name>\S+)\n(?P<body>.*?)```", re.DOTALL)
BLOCKS = {found["name"]: found["body"] for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", [name for name in BLOCKS if name.endswith(".md")])
def test_the_example_holds(name: str, tmp_path: Path) -> None:
    for each, body in BLOCKS.items():
        (tmp_path / each).write_text(body, encoding="utf-8")
    source = files.read(str(tmp_path / name))
    assert isinstance(source, Source)
    checked = check_text(source, files.open_file)
    assert not checked.diagnostics, render_text(checked.diagnostics, checked.sources)
    assert checked.answer is not None
    assert checked.answer.clean


@pytest.mark.parametrize("name", ["meaning.md", "tutorial.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = PAGE.parent / name
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
