# SPDX-License-Identifier: Apache-2.0
"""`docs/worlds.md` is true: every link leads to the line that it names, and no row or variant is missing."""

import re
from pathlib import Path

import pytest

from worlds.judging import ROOT, ROWS, WORLDS

PAGE = ROOT / "docs" / "worlds.md"
ANCHOR = re.compile(r"\[`(?P<name>[^`]+)`\]\((?P<target>[^)#]+)#L(?P<line>\d+)\)")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def line_of(name: str, path: Path) -> int:
    """The line of a world that declares `law opens`, or of a manuscript in which `push(Faith, Spike)` happens."""
    begins = rf"{re.escape(name)}\b" if path.suffix == ".world" else rf"@ {re.escape(name)}"
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if re.match(begins, line)]
    assert found, f"{name} is not in {path.name}"
    return found[0]


@pytest.mark.golden
def test_the_lines_are_right(golden_update: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")

    def placed(found: re.Match[str]) -> str:
        line = line_of(found["name"], (PAGE.parent / found["target"]).resolve())
        return f"[`{found['name']}`]({found['target']}#L{line})"

    now = ANCHOR.sub(placed, page)
    if golden_update:
        PAGE.write_text(now, encoding="utf-8")
    assert now == page or golden_update


def test_every_row_has_its_line() -> None:
    rows = re.findall(r"^\| ([AB]\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [f"{letter}{number}" for letter in "AB" for number in range(1, 16)]


def test_every_proof_variant_and_manuscript_is_on_the_page() -> None:
    linked = {(PAGE.parent / target).resolve() for target in LINK.findall(PAGE.read_text(encoding="utf-8"))}
    shipped = (path for name in ("gates", "puddle", "heist") for path in WORLDS.glob(f"{name}/**/*.md"))
    there = {*ROWS.glob("*.md"), *shipped}
    assert there - linked == set()
    assert {target for target in linked if not target.exists()} == set()
