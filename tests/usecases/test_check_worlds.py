# SPDX-License-Identifier: Apache-2.0
"""Worlds checked alone, and worlds that cannot go on while a manuscript is replayed."""

from fabula.diagnostics import Source
from fabula.render.checked import summary_line
from fabula.usecases.check import check_text
from usecases.checking import LAMP, answered, check_texts, said

DIVIDED = LAMP.replace("    then: oil = 0", "    then: oil = 1 / (oil - 3)")


def test_a_world_alone() -> None:
    checked = check_text(Source("lamp.world", LAMP), lambda _, __: None)
    assert said(checked) == ""
    assert summary_line(answered(checked)) == "A lamp: 3 people, 6 facts, 23 events, 1 law."


def test_a_world_is_one_whatever_its_file_is_called() -> None:
    checked = check_text(Source("lamp.txt", f"# A lamp.\n\n{LAMP}"), lambda _, __: None)
    assert summary_line(answered(checked)) == "A lamp: 3 people, 6 facts, 23 events, 1 law."


def test_a_division_by_zero_is_said_at_the_event() -> None:
    checked = check_texts("@ spill()\n@ go(Ash, yard)\n@ expect at(Ash) = yard", DIVIDED)
    shown = """\
error[division-by-zero]: A number is divided by zero while the world runs.
  --> story.md:4:3
   |
 4 | @ spill()
   |   ^^^^^^^ when this happens
   |
  ::: lamp.world:35:17
   |
35 |     then: oil = 1 / (oil - 3)
   |                 ------------- the divisor is 0 here
   |
   = note: What follows in the story is not checked.
   = help: Ask first whether it is 0: `a / b if b != 0 else 0`.
"""
    assert said(checked) == shown


def test_laws_that_never_rest_are_said_at_the_event() -> None:
    world = LAMP + "law flare:\n    when: oil < 1\n    then: oil -= 1\n"
    checked = check_texts("@ spill()", world)
    shown = """\
error[restless-laws]: The law `flare()` never comes to rest.
  --> story.md:4:3
   |
 4 | @ spill()
   |   ^^^^^^^ when this happens
   |
  ::: lamp.world:41:5
   |
41 | law flare:
   |     ----- this fires again and again
   |
   = note: What goes round: `oil`.
   = note: What follows in the story is not checked.
   = help: Give a law a condition that no longer holds once it has done its
           work, and that no other law restores.
"""
    assert said(checked) == shown


def test_a_world_that_cannot_start_gives_no_answer() -> None:
    checked = check_texts("@ go(Ash, yard)", LAMP.replace("oil = 3", "oil = 1 / oil"))
    assert checked.answer is None
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["division-by-zero"]
