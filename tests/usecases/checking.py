# SPDX-License-Identifier: Apache-2.0
"""Manuscripts checked from texts, for the tests of the check."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from fabula.diagnostics import Source, render_text
from fabula.model.checked import CheckAnswer
from fabula.usecases.check import Checked, check_text
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides

DATA = Path(__file__).parents[1] / "data"

LAMP = """\
world "A lamp"
kind place
person Ash, Wren, Rook
place hall, yard, gate
fact at(person) is place
fact keeper is person
fact lit
fact oil is number
start:
    for every person p: at(p) = hall
    keeper = Ash
    lit
    oil = 3
define near(p: person, q: person): at(p) = at(q)
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    seen by q: at(q) = at(p) or at(q) = to
event give(giver: person, taker: person):
    when: keeper = giver and near(giver, taker) and giver != taker
    then: keeper = taker
    seen by q: at(q) = at(giver)
event take(p: person):
    when: keeper = none
    then: keeper = p
    by: p
event drop(p: person):
    when: keeper = p
    then: keeper = none
    seen by q: at(q) = at(p)
event burn():
    when: oil >= 1 and lit
    then: oil -= 1
event spill():
    then: oil = 0
law dark:
    when: lit and oil < 1
    then: not lit
wants Wren: 1 if keeper = Wren
ending handed_on: keeper = Wren
"""


def check_texts(manuscript: str, world: str = LAMP, overrides: Overrides = NO_OVERRIDES) -> Checked:
    """The manuscript (a header that names its world is put before it) checked against the world."""
    story = Source("story.md", "---\nworld: lamp.world\n---\n" + dedent(manuscript))
    return check_text(story, lambda _, wanted: Source(wanted, world), overrides)


def said(checked: Checked) -> str:
    """All that is said about it, as text of 80 columns."""
    return render_text(checked.diagnostics, checked.sources)


def answered(checked: Checked) -> CheckAnswer:
    """The answer, where there has to be one."""
    assert checked.answer is not None, said(checked)
    return checked.answer


def check_file(path: Path) -> Checked:
    """A manuscript from disk, with its world."""
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return check_text(source, lambda _, wanted: Source(wanted, (path.parent / wanted).read_text(encoding="utf-8")))
