# SPDX-License-Identifier: Apache-2.0
"""What a check finds at events: impossible ones, and those who know too much; whole texts."""

from usecases.checking import LAMP, answered, check_texts, said


def test_a_story_without_a_mistake_is_clean() -> None:
    checked = check_texts("@ give(Ash, Wren)\n@ expect keeper = Wren")
    assert said(checked) == ""
    answer = answered(checked)
    assert answer.clean
    assert [(str(event.event), event.possible, event.in_character) for event in answer.events] == [
        ("give(Ash, Wren)", True, True)
    ]


def test_the_earlier_event_that_made_it_impossible_is_shown() -> None:
    checked = check_texts("@ give(Ash, Wren)\n\n@ give(Ash, Rook)")
    shown = """\
error[impossible-event]: `give(Ash, Rook)` cannot happen here.
  --> story.md:6:3
   |
 4 | @ give(Ash, Wren)
   |   --------------- here `keeper` became Wren
 5 |
 6 | @ give(Ash, Rook)
   |   ^^^^^^^^^^^^^^^ `keeper` is Wren, not Ash
   |
  ::: lamp.world:20:11
   |
20 |     when: keeper = giver and near(giver, taker) and giver != taker
   |           -------------- this does not hold
   |
   = note: From here on the story is read as if it had happened.
   = help: It could, had `give(Wren, Ash)` happened just before.
"""
    assert said(checked) == shown


def test_a_law_that_made_it_impossible_is_shown() -> None:
    checked = check_texts("@ spill()\n\n@ burn()")
    shown = """\
error[impossible-event]: `burn()` cannot happen here.
  --> story.md:6:3
   |
 4 | @ spill()
   |   -------
   |   here `oil` became 0; after this `lit` became no, by the law `dark`
 5 |
 6 | @ burn()
   |   ^^^^^^ 2 parts of its condition fail
   |
  ::: lamp.world:32:11
   |
32 |     when: oil >= 1 and lit
   |           --------     --- `lit` is no
   |           |
   |           `oil` is 0, and must be at least 1
...
38 |     then: not lit
   |           ------- this law made it so
   |
   = note: From here on the story is read as if it had happened.
"""
    assert said(checked) == shown


def test_the_start_that_made_it_impossible_is_shown() -> None:
    checked = check_texts("@ take(Wren)")
    shown = """\
error[impossible-event]: `take(Wren)` cannot happen here.
  --> story.md:4:3
   |
 4 | @ take(Wren)
   |   ^^^^^^^^^^ `keeper` is Ash, not none
   |
  ::: lamp.world:24:11
   |
11 |     keeper = Ash
   |     ------------ so since the start
...
24 |     when: keeper = none
   |           ------------- this does not hold
   |
   = note: From here on the story is read as if it had happened.
   = help: It could, had `drop(Ash)` happened just before.
"""
    assert said(checked) == shown


def test_a_definition_is_looked_into() -> None:
    checked = check_texts("@ go(Wren, yard)\n@ go(Wren, gate)\n@ give(Ash, Wren)")
    shown = """\
error[impossible-event]: `give(Ash, Wren)` cannot happen here.
  --> story.md:6:3
   |
 5 | @ go(Wren, gate)
   |   -------------- here `at(Wren)` became gate
 6 | @ give(Ash, Wren)
   |   ^^^^^^^^^^^^^^^
   |   `at(Ash)` is hall, but `at(Wren)` is gate (so not `near(Ash, Wren)`)
   |
  ::: lamp.world:14:36
   |
14 | define near(p: person, q: person): at(p) = at(q)
   |                                    ------------- this does not hold
   |
   = note: From here on the story is read as if it had happened.
   = help: It could, had `go(Ash, gate)` happened just before.
"""
    assert said(checked) == shown


def test_an_event_that_can_never_happen_is_explained() -> None:
    checked = check_texts("@ give(Ash, Ash)")
    shown = """\
error[impossible-event]: `give(Ash, Ash)` cannot happen here.
  --> story.md:4:3
   |
 4 | @ give(Ash, Ash)
   |   ^^^^^^^^^^^^^^ `Ash != Ash` can never hold
   |
  ::: lamp.world:20:53
   |
20 |     when: keeper = giver and near(giver, taker) and giver != taker
   |                                                     --------------
   |                                                     this does not hold
   |
   = note: From here on the story is read as if it had happened.
"""
    assert said(checked) == shown


def test_the_story_is_read_on_and_says_so_once() -> None:
    checked = check_texts("@ take(Wren)\n@ give(Wren, Rook)\n@ take(Ash)\n@ expect keeper = Ash")
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["impossible-event", "impossible-event"]
    notes = [note for diagnostic in checked.diagnostics for note in diagnostic.notes]
    assert notes.count("From here on the story is read as if it had happened.") == 1


def test_what_follows_from_an_impossible_event_says_so() -> None:
    checked = check_texts("@ take(Wren)\n@ take(Ash)")
    assert "This follows from `take(Wren)`, which could not happen itself." in checked.diagnostics[1].notes


def test_who_did_not_see_it_knows_too_much() -> None:
    checked = check_texts("@ go(Wren, gate)\n@ drop(Ash)\n\n@ take(Wren)")
    shown = """\
error[knows-too-much]: `take(Wren)` can happen, but Wren cannot know that it
  can.
  --> story.md:7:3
   |
 5 | @ drop(Ash)
   |   --------- Wren did not see this
 6 |
 7 | @ take(Wren)
   |   ^^^^^^^^^^ Wren believes that `keeper` is Ash, not none
   |
  ::: lamp.world:24:11
   |
11 |     keeper = Ash
   |     ------------ so since the start
...
24 |     when: keeper = none
   |           ------------- this holds, but not in what Wren believes
   |
   = help: Wren would know, had Wren seen `drop(Ash)`.
"""
    assert said(checked) == shown


def test_an_event_that_would_have_told_them_is_named() -> None:
    world = LAMP.replace("    oil = 3\n", "    oil = 3\n    keeper = none\n    Wren believes keeper = Ash\n")
    world += "event call():\n    when: keeper = none\n    then: for every person p: p believes keeper = none\n"
    checked = check_texts("@ take(Wren)", world)
    shown = """\
error[knows-too-much]: `take(Wren)` can happen, but Wren cannot know that it
  can.
  --> story.md:4:3
   |
 4 | @ take(Wren)
   |   ^^^^^^^^^^ Wren believes that `keeper` is Ash, not none
   |
  ::: lamp.world:26:11
   |
15 |     Wren believes keeper = Ash
   |                   ------------ so since the start
...
26 |     when: keeper = none
   |           ------------- this holds, but not in what Wren believes
   |
   = help: Wren would know, had `call()` happened just before.
"""
    assert said(checked) == shown


def test_a_denial_that_fails_is_marked_with_its_not() -> None:
    world = (
        LAMP
        + """\
event hush():
    when: not lit
event hum():
    when: not (Wren believes lit)
event snore():
    when: not near(Ash, Wren)
event doze():
    when: not (lit and oil > 1)
"""
    )
    shown = said(check_texts("@ hush()\n@ hum()\n@ snore()\n@ doze()", world))
    for marked in ("not lit", "not (Wren believes lit)", "not near(Ash, Wren)", "not (lit and oil > 1)"):
        assert f"    when: {marked}\n   |           {'-' * len(marked)} this does not hold" in shown
