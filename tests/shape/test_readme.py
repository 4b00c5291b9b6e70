# SPDX-License-Identifier: Apache-2.0
"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

from shape.problem_pages import examples, with_texts
from shape.problem_run import said_in

ROOT = Path(__file__).parents[2]


@pytest.mark.golden
def test_the_transcript_is_a_real_one(golden_update: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = examples(page)
    text = said_in(example, tmp_path / "readme", monkeypatch)
    assert "error[knows-too-much]" in text
    if golden_update:
        (ROOT / "README.md").write_text(with_texts(page, [text]), encoding="utf-8")
    else:
        assert text == example.expected


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/problems/README.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target
