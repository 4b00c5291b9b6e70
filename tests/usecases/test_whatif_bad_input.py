# SPDX-License-Identifier: Apache-2.0
"""Questions that make no sense: each is refused with a code, at its own words."""

import pytest

from fabula.diagnostics import Source
from fabula.engine.choose import default_engine
from fabula.usecases.whatif import what_if
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking
from usecases.what_if import asked, refused

VARIANT = Source("v.world", 'variant "V" of house.world:\n    start: at(Ash) = atic\n')

QUESTIONS = [
    (Changes(), ["nothing-changed"]),
    (Changes(effects=("",)), ["nothing-changed"]),
    (Changes(wants=("  ",)), ["nothing-changed"]),
    (Changes(laws=("\n",)), ["nothing-changed"]),
    (Changes(effects=("lt",)), ["unknown-fact"]),
    (Changes(effects=("at(Wrenn) = hall",)), ["unknown-name"]),
    (Changes(effects=("oil = yes",)), ["wrong-value"]),
    (Changes(effects=("keeper = hall",)), ["wrong-value"]),
    (Changes(effects=("lit; not lit",)), ["contradictory-changes"]),
    (Changes(effects=("oil = 1", "oil = 2")), ["contradictory-changes"]),
    (Changes(effects=("Wren believes lit", "not Wren believes lit")), None),
    (Changes(effects=("oil = 1", "oil = 2"), at="2"), ["contradictory-changes"]),
    (Changes(without=("borrow(Ash, Wren)",)), ["unknown-event"]),
    (Changes(without=("go(Ash, yard)",)), ["unknown-moment"]),
    (Changes(without=("burn() #3",)), ["unknown-moment"]),
    (Changes(without=("give",)), ["unknown-moment"]),
    (Changes(without=("17",)), ["unknown-moment"]),
    (Changes(without=("",)), ["unknown-moment"]),
    (Changes(without=("give(Ash, Wren)",), at="The gift"), ["too-late-a-change"]),
    (Changes(effects=("lit",), at="The gft"), ["unknown-moment"]),
    (Changes(effects=("reader believes lit",), at="1"), ["reader-out-of-place"]),
    (Changes(instead=("give(Ash, Wren)",)), ["no-replacement"]),
    (Changes(instead=("=> burn()",)), ["no-replacement"]),
    (Changes(instead=("burn() =>",)), ["no-replacement"]),
    (Changes(instead=("burn() => brn()",)), ["unknown-event"]),
    (Changes(instead=("burn() => ;",)), ["no-replacement"]),
    (Changes(instead=("go(Wren, cellar) => give(Ash, Rook)",)), ["impossible-replacement"]),
    (Changes(instead=("burn() #1 => burn(); burn(); burn(); burn()",)), ["impossible-replacement"]),
    (Changes(instead=("burn() => go(Ash, yard)", "burn() #1 => go(Ash, cellar)")), ["contradictory-changes"]),
    (Changes(without=("burn()",), instead=("burn() #2 => go(Ash, yard)",)), ["contradictory-changes"]),
    (Changes(wants=("Wrn: 3 if lit",)), ["unknown-name"]),
    (Changes(laws=("without law drk",)), ["nothing-left-out"]),
    (Changes(laws=("law l: when: lit; then: not lt",)), ["unknown-fact"]),
    (Changes(laws=("lw l: when: lit",)), None),
    (Changes(laws=('include "other.world"',)), None),
    (Changes(variants=(Source("w.world", 'world "W"\n'),)), ["not-a-variant"]),
    (Changes(variants=(VARIANT,)), ["unknown-name"]),
    (Changes(variants=(Source("e.world", ""),)), ["not-a-variant"]),
]


@pytest.mark.parametrize(("changes", "codes"), QUESTIONS, ids=[str(changes) for changes, _ in QUESTIONS])
def test_it_is_refused(changes: Changes, codes: list[str] | None) -> None:
    said = refused(changes)
    assert said
    assert codes is None or said == codes


def test_what_is_meant_is_suggested() -> None:
    (problem,) = asked(Changes(effects=("at(Wrenn) = hall",))).diagnostics
    assert problem.help == "Did you mean `Wren`?"
    assert problem.primary.span.source == "--change"
    (second,) = asked(Changes(effects=("lit", "at(Wrenn) = hall"))).diagnostics
    assert second.primary.span.source == "--change (2)"


def test_a_world_alone_has_no_story() -> None:
    world = Source("w.world", 'world "W"\nperson Ash\n')
    found = what_if(world, lambda _from, _path: None, Changes(effects=("lit",)), Asking(default_engine))
    assert [problem.code for problem in found.diagnostics][-1] == "story-wanted"


def test_a_manuscript_that_cannot_be_read_says_why() -> None:
    found = asked(Changes(effects=("lit",)), "---\nworld: house.world\n---\n@ brn()\n")
    assert "unknown-event" in [problem.code for problem in found.diagnostics]


def test_a_sabre_problem_takes_no_law_but_any_fact() -> None:
    problem = "type T;\nentity Ash : character;\nproperty lit() : boolean;\naction light() {\n  effect: lit();\n};\n"
    story = "---\nworld: house.world\n---\n@ light()\n"
    assert refused_by_sabre(problem, story, Changes(laws=("law l: when: lit; then: not lit",))) == ["cannot-be-varied"]
    assert refused_by_sabre(problem, story, Changes(without=("light()",))) == []


def refused_by_sabre(problem: str, story: str, changes: Changes) -> list[str]:
    """The codes of what is wrong with a question about a story in a Sabre problem."""
    found = asked(changes, story.replace("house.world", "problem.txt"), problem, name="problem.txt")
    return [each.code for each in found.diagnostics]
