# SPDX-License-Identifier: Apache-2.0
"""What a check finds out of character, and the nearest misses it has tried; whole texts."""

from fabula.usecases.manuscript_needs import Overrides
from usecases.checking import answered, check_texts, said

WILLING = """\
world "A lamp"
kind place
person Ash, Wren
place hall, yard
fact at(person) is place
fact keeper is person
fact lit
fact fond(person)
start:
    for every person p: at(p) = hall
    keeper = Ash
    lit
    Wren believes not lit
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    by: p
event take(p: person):
    when: keeper != p
    then: keeper = p
    by: p
event ask(p: person, whom: person):
    when: keeper = whom and p != whom and fond(whom)
    then: keeper = p
    by: p, whom
event praise(p: person, whom: person):
    when: p != whom
    then: fond(whom)
event snatch(p: person):
    when: keeper != p
    then: keeper = p
    by: p on impulse if fond(p)
wants Wren:
    1 if keeper = Wren and lit
    2 if at(Wren) = yard
wants Ash:
    3 if keeper = Ash
    1 if keeper = Wren and fond(Ash)
"""


def test_a_true_belief_comes_first() -> None:
    checked = check_texts("@ take(Wren)", WILLING)
    shown = """\
error[out-of-character]: Wren has no reason for `take(Wren)`.
 --> story.md:4:3
  |
4 | @ take(Wren)
  |   ^^^^^^^^^^ out of character for Wren
  |
  = note: As Wren sees it, `take(Wren)` and `go(Wren, yard)` would come to 2
          rather than 0, but `take(Wren)` adds nothing to it.
  = help: It would be in character if Wren believed `lit` (which is so); or if
          Wren wanted `keeper = Wren`.
"""
    assert said(checked) == shown


def test_a_want_is_weighed_otherwise() -> None:
    checked = check_texts("@ praise(Wren, Ash)\n@ ask(Wren, Ash)", WILLING.replace("    Wren believes not lit\n", ""))
    shown = """\
error[out-of-character]: Ash has no reason for `ask(Wren, Ash)`.
 --> story.md:5:3
  |
5 | @ ask(Wren, Ash)
  |   ^^^^^^^^^^^^^^ out of character for Ash
  |
  = note: As Ash sees it, nothing worth more than 3 can come of it within 5
          events; doing nothing is worth 3.
  = help: It would be in character if `keeper = Ash` were worth 0 rather than 3
          to Ash.
"""
    assert said(checked) == shown


def test_an_impulse_that_does_not_move_them_is_explained() -> None:
    checked = check_texts("@ snatch(Wren)", WILLING)
    shown = """\
error[out-of-character]: Wren has no reason for `snatch(Wren)`.
  --> story.md:4:3
   |
 4 | @ snatch(Wren)
   |   ^^^^^^^^^^^^ out of character for Wren
   |
  ::: lamp.world:32:25
   |
32 |     by: p on impulse if fond(p)
   |                         ------- the impulse wants this
   |
   = note: Wren would do it on impulse, but Wren believes that `fond(Wren)` is
           no.
   = note: As Wren sees it, `snatch(Wren)` and `go(Wren, yard)` would come to 2
           rather than 0, but `snatch(Wren)` adds nothing to it.
   = help: It would be in character if Wren believed `lit` (which is so); or if
           Wren believed `fond(Wren)`; or if `praise(Ash, Wren)` happened just
           before.
"""
    assert said(checked) == shown


def test_the_reason_found_is_kept() -> None:
    checked = check_texts("@ go(Wren, yard)", WILLING)
    (event,) = answered(checked).events
    assert event.in_character
    (reason,) = event.reasons
    assert (reason.person, reason.without, reason.gain) == ("Wren", 0, 2)
    assert [str(step.event) for step in reason.plan] == ["go(Wren, yard)"]


def test_the_limits_of_the_options_go_before_those_of_the_manuscript() -> None:
    world = WILLING.replace("2 if at(Wren) = yard", "2 if at(Wren) = yard and keeper = Wren")
    manuscript = "@ go(Wren, yard)"
    assert answered(check_texts(manuscript, world)).clean
    assert not answered(check_texts(manuscript, world, Overrides(imagine=1))).clean
