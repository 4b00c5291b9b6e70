# SPDX-License-Identifier: Apache-2.0
"""Each kind of nearest miss, in a world made for it; whole texts, since the wording is the point."""

from fabula.usecases.manuscript_needs import Overrides
from usecases.checking import check_texts, said

HEAD = """\
world "A lamp"
kind place
person Ash, Wren
place hall, yard
fact at(person) is place
start:
    for every person p: at(p) = hall
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    by: p
"""

KEEPER = "fact keeper is person\nstart: keeper = Ash\n"

PARTNER = (
    HEAD
    + KEEPER
    + """\
fact lit
fact kind_to(person)
event follow(p: person, to: place):
    when: at(p) != to
    then: at(p) = to; kind_to(p)
    by: p
event light():
    when: not lit
    then: lit
event give(giver: person, taker: person):
    when: keeper = giver and kind_to(taker) and giver != taker
    then: keeper = taker
    by: giver, taker
wants Wren: 3 if keeper = Wren
wants Ash: 1 if keeper = Wren and lit
"""
)

LATER = (
    HEAD
    + KEEPER
    + """\
fact lit
event light():
    when: not lit
    then: lit
event take(p: person):
    when: keeper != p
    then: keeper = p
    by: p
wants Wren: 1 if keeper = Wren and lit
"""
)

LONG = (
    HEAD
    + KEEPER
    + """\
fact lit
fact kind_to(person)
event oil(p: person):
    when: not kind_to(p)
    then: kind_to(p)
    by: p
event light(p: person):
    when: kind_to(p) and not lit
    then: lit
    by: p
event take(p: person):
    when: lit and keeper != p
    then: keeper = p
    by: p
wants Wren: 1 if keeper = Wren
"""
)

CLOCK = """\
world "A lamp"
person Ash, Wren
fact oil is number
fact keeper is person
start:
    oil = 2
    keeper = Ash
law burn each moment:
    when: oil > 0
    then: oil -= 1
event fill(p: person):
    when: keeper = p
    then: oil += 2
    by: p
event idle(p: person):
    when: keeper = p
    by: p
wants Ash: 1 if oil > 0
"""


def test_a_partner_would_have_to_believe_otherwise() -> None:
    checked = check_texts("@ follow(Wren, yard)", PARTNER)
    shown = """\
error[out-of-character]: Wren has no reason for `follow(Wren, yard)`.
 --> story.md:4:3
  |
4 | @ follow(Wren, yard)
  |   ^^^^^^^^^^^^^^^^^^ out of character for Wren
  |
  = note: As Wren sees it, `follow(Wren, yard)` and `give(Ash, Wren)` would come
          to 3 rather than 0, but Ash would not be willing to `give(Ash, Wren)`.
  = help: It would be in character if Wren believed `Ash believes lit`; or if
          `light()` happened just before; or if Wren wanted `at(Wren) = yard`.
"""
    assert said(checked) == shown


def test_an_event_would_have_to_happen_first() -> None:
    checked = check_texts("@ take(Wren)", LATER)
    shown = """\
error[out-of-character]: Wren has no reason for `take(Wren)`.
 --> story.md:4:3
  |
4 | @ take(Wren)
  |   ^^^^^^^^^^ out of character for Wren
  |
  = note: As Wren sees it, nothing worth more than 0 can come of it within 5
          events; doing nothing is worth 0.
  = help: It would be in character if Wren believed `lit`; or if `light()`
          happened just before; or if Wren wanted `keeper = Wren`.
"""
    assert said(checked) == shown


def test_a_longer_plan_would_be_a_reason() -> None:
    checked = check_texts("@ oil(Wren)", LONG, Overrides(imagine=2))
    shown = """\
error[out-of-character]: Wren has no reason for `oil(Wren)`.
 --> story.md:4:3
  |
4 | @ oil(Wren)
  |   ^^^^^^^^^ out of character for Wren
  |
  = note: As Wren sees it, nothing worth more than 0 can come of it within 2
          events; doing nothing is worth 0.
  = note: There would be a reason with plans of 3 events (`imagine`: the limit
          is 2).
  = help: It would be in character if Wren wanted `kind_to(Wren)`.
"""
    assert said(checked) == shown


def test_in_a_world_with_a_clock_doing_nothing_is_waiting() -> None:
    checked = check_texts("@ fill(Ash)\n@ idle(Ash)", CLOCK)
    shown = """\
error[out-of-character]: Ash has no reason for `idle(Ash)`.
 --> story.md:5:3
  |
5 | @ idle(Ash)
  |   ^^^^^^^^^ out of character for Ash
  |
  = note: As Ash sees it, nothing worth more than 1 can come of it within 5
          events; doing nothing is worth 1.
  = note: Of all single changes tried, in what they believe or want or in what
          happens first, none helps.
"""
    assert said(checked) == shown


def test_nothing_helps() -> None:
    world = HEAD + "event sing(p: person):\n    by: p\nwants Wren: 1 if at(Wren) = hall\n"
    checked = check_texts("@ sing(Wren)", world)
    shown = """\
error[out-of-character]: Wren has no reason for `sing(Wren)`.
 --> story.md:4:3
  |
4 | @ sing(Wren)
  |   ^^^^^^^^^^ out of character for Wren
  |
  = note: As Wren sees it, nothing worth more than 1 can come of it within 5
          events; doing nothing is worth 1.
  = note: Of all single changes tried, in what they believe or want or in what
          happens first, none helps.
"""
    assert said(checked) == shown


def test_what_never_changes_can_be_believed_otherwise_all_the_same() -> None:
    world = HEAD + KEEPER + "fact lit\nevent take(p: person):\n    when: keeper != p\n    then: keeper = p\n    by: p\n"
    checked = check_texts("@ take(Wren)", world + "wants Wren: 1 if keeper = Wren and lit\n")
    assert checked.diagnostics[-1].help == (
        "It would be in character if Wren believed `lit`; or if Wren wanted `keeper = Wren`."
    )


def test_near_misses_of_another_start_are_sought_there() -> None:
    world = LATER + "wants Wren: -2 if keeper = Wren\n"
    checked = check_texts("@ expect with lit: in character take(Wren)", world)
    near = "It would be in character if `keeper = Wren and lit` were worth 3 rather than 1 to Wren"
    assert near in checked.diagnostics[0].notes[-1]


def test_what_they_do_not_know_is_said() -> None:
    world = HEAD + "fact oil is number\nstart: Wren believes oil = unknown\nevent fill(p: person):\n"
    world += "    when: at(p) = hall\n    then: oil += 1\n    by: p\nwants Wren: oil\n"
    checked = check_texts("@ fill(Wren)", world)
    assert "What Wren wants depends on what Wren does not know." in checked.diagnostics[0].notes


def test_the_same_story_gets_the_same_answer() -> None:
    assert check_texts("@ follow(Wren, yard)", PARTNER) == check_texts("@ follow(Wren, yard)", PARTNER)
