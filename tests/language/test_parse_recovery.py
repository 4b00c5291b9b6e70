# SPDX-License-Identifier: Apache-2.0
"""Files with many mistakes: each is reported, once, with its place and a way out. One file a case, in `recovery/`.

Above the line of dashes stands what an author wrote, below it all that is said about it; `--golden-update` writes that.
"""

from pathlib import Path

import pytest

from fabula.diagnostics import Source, render_text
from fabula.language.parser import parse_world

CASES = sorted((Path(__file__).parent / "recovery").glob("*.txt"))
LINE = "-----\n"


@pytest.mark.golden
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_all_mistakes_are_reported(path: Path, golden_update: bool) -> None:
    written, _, expected = path.read_text(encoding="utf-8").partition(LINE)
    source = Source("bad.world", written)
    _, problems = parse_world(source)
    said = render_text(problems, {source.name: source})
    if golden_update:
        path.write_text(f"{written}{LINE}{said}", encoding="utf-8")
    assert problems
    assert said == expected or golden_update


def test_a_broken_line_costs_only_itself() -> None:
    text = (
        'world "A lamp"\nperson Ash\nfact lit(\nfact at(person) is place\nstart:\n    ) x\n    lit\nending out: lit\n'
    )
    tree, problems = parse_world(Source("a.world", text))
    whole, _ = parse_world(Source("b.world", text.replace("fact lit(\n", "").replace("    ) x\n", "    x\n")))
    assert [problem.code for problem in problems] == ["unclosed-bracket", "unopened-bracket"]
    assert [d for d in tree.declarations if getattr(getattr(d, "name", None), "text", "") != "lit"] == list(
        whole.declarations
    )


def test_names_that_could_not_be_declared_are_kept() -> None:
    text = "kind a b: if\nperson Ash, if\nfact lit(3)\nevent go(p: 3):\n    then: lit\ndefine x(: y\nending e 3: x\n"
    tree, _ = parse_world(Source("a.world", text))
    assert [name.text for name in tree.broken] == ["a", "b", "Ash", "lit", "go", "x", "e"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_fix_mends_what_it_is_offered_for(path: Path) -> None:
    written = path.read_text(encoding="utf-8").partition(LINE)[0]
    _, problems = parse_world(Source("bad.world", written))
    for problem in problems:
        if problem.fix is None:
            continue
        text = written
        for edit in sorted(problem.fix.edits, key=lambda edit: edit.span.start, reverse=True):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        _, after = parse_world(Source("bad.world", text))
        same = [p for p in after if p.code == problem.code and p.primary.span.start == problem.primary.span.start]
        assert not same, problem.title
