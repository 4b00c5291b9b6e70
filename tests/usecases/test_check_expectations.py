# SPDX-License-Identifier: Apache-2.0
"""Expectations that fail: what is so instead, since when, and who believes what; whole texts."""

from usecases.checking import LAMP, answered, check_texts, said


def test_a_fact_that_is_otherwise() -> None:
    checked = check_texts("@ give(Ash, Wren)\n\n@ expect keeper = Ash and oil > 3")
    shown = """\
error[expectation-failed]: The story does not bear out
  `keeper = Ash and oil > 3`.
  --> story.md:6:10
   |
 4 | @ give(Ash, Wren)
   |   --------------- here `keeper` became Wren
 5 |
 6 | @ expect keeper = Ash and oil > 3
   |          ^^^^^^^^^^^^^^^^^^^^^^^^ 2 parts of it decide that
   |          ------------     ------- `oil` is 3, and must be more than 3
   |          |
   |          `keeper` is Wren, not Ash
   |
  ::: lamp.world:13:5
   |
13 |     oil = 3
   |     ------- so since the start
"""
    assert said(checked) == shown


def test_a_fact_that_should_not_be_so() -> None:
    checked = check_texts("@ go(Ash, yard)\n\n@ expect not (at(Ash) = yard and lit)")
    shown = """\
error[expectation-failed]: The story does not bear out
  `not (at(Ash) = yard and lit)`.
  --> story.md:6:10
   |
 4 | @ go(Ash, yard)
   |   ------------- here `at(Ash)` became yard
 5 |
 6 | @ expect not (at(Ash) = yard and lit)
   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 parts of it decide that
   |               --------------     --- `lit` is yes
   |               |
   |               `at(Ash)` is yard
   |
  ::: lamp.world:12:5
   |
12 |     lit
   |     --- so since the start
"""
    assert said(checked) == shown


def test_what_somebody_believes_instead() -> None:
    checked = check_texts("@ go(Wren, gate)\n@ drop(Ash)\n\n@ expect Wren believes keeper = none")
    shown = """\
error[expectation-failed]: The story does not bear out
  `Wren believes keeper = none`.
  --> story.md:7:24
   |
 7 | @ expect Wren believes keeper = none
   |                        ^^^^^^^^^^^^^
   |                        Wren believes that `keeper` is Ash, not none
   |
  ::: lamp.world:11:5
   |
11 |     keeper = Ash
   |     ------------ so since the start
"""
    assert said(checked) == shown


def test_what_somebody_should_not_believe() -> None:
    checked = check_texts("@ drop(Ash)\n@ expect not Ash believes Wren believes keeper = none")
    shown = """\
error[expectation-failed]: The story does not bear out `not Ash believes Wren
  believes keeper = none`.
 --> story.md:5:41
  |
4 | @ drop(Ash)
  |   ---------
  |   here Ash came to believe that Wren believes that `keeper` is none
5 | @ expect not Ash believes Wren believes keeper = none
  |                                         ^^^^^^^^^^^^^
  |                                         Ash believes that Wren believes that
  |                                         `keeper` is none
"""
    assert said(checked) == shown


def test_an_ending() -> None:
    checked = check_texts("@ expect ending handed_on\n@ expect not ending handed_on")
    shown = """\
error[expectation-failed]: The story does not bear out `ending handed_on`.
  --> story.md:4:10
   |
 4 | @ expect ending handed_on
   |          ^^^^^^^^^^^^^^^^ `keeper` is Ash, not Wren
   |
  ::: lamp.world:40:19
   |
11 |     keeper = Ash
   |     ------------ so since the start
...
40 | ending handed_on: keeper = Wren
   |                   ------------- this does not hold
"""
    assert said(checked) == shown


def test_what_should_be_possible() -> None:
    checked = check_texts("@ expect possible take(Wren)\n@ expect not possible drop(Ash)")
    shown = """\
error[expectation-failed]: The story does not bear out `possible take(Wren)`.
  --> story.md:4:10
   |
 4 | @ expect possible take(Wren)
   |          ^^^^^^^^^^^^^^^^^^^ `keeper` is Ash, not none
   |
  ::: lamp.world:24:11
   |
11 |     keeper = Ash
   |     ------------ so since the start
...
24 |     when: keeper = none
   |           ------------- this does not hold

error[expectation-failed]: The story does not bear out `not possible drop(Ash)`.
 --> story.md:5:10
  |
5 | @ expect not possible drop(Ash)
  |          ^^^^^^^^^^^^^^^^^^^^^^ it can happen here
"""
    assert said(checked) == shown


def test_what_should_be_in_character() -> None:
    checked = check_texts("@ drop(Ash)\n@ expect in character take(Ash)\n@ expect not in character take(Wren)")
    shown = """\
error[expectation-failed]: The story does not bear out `in character take(Ash)`.
 --> story.md:5:10
  |
5 | @ expect in character take(Ash)
  |          ^^^^^^^^^^^^^^^^^^^^^^ it is not
  |
  = note: Ash has no reason for `take(Ash)`.
  = note: As Ash sees it, nothing worth more than 0 can come of it within 5
          events; doing nothing is worth 0.
  = note: It would be in character if Ash wanted `keeper = Ash`.

error[expectation-failed]: The story does not bear out
  `not in character take(Wren)`.
 --> story.md:6:10
  |
6 | @ expect not in character take(Wren)
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ it is in character
  |
  = note: Wren would do it since `take(Wren)` would come to 1 rather than 0.
"""
    assert said(checked) == shown


def test_a_quantity_worn_down_by_steps() -> None:
    checked = check_texts("@ burn()\n@ burn()\n@ burn()\n@ expect oil = 1 and lit")
    shown = """\
error[expectation-failed]: The story does not bear out `oil = 1 and lit`.
  --> story.md:7:10
   |
 6 | @ burn()
   |   ------ here `oil` became 0; after this `lit` became no, by the law `dark`
 7 | @ expect oil = 1 and lit
   |          ^^^^^^^^^^^^^^^ 2 parts of it decide that
   |          -------     --- `lit` is no
   |          |
   |          `oil` is 0, not 1
   |
  ::: lamp.world:38:11
   |
38 |     then: not lit
   |           ------- this law made it so
"""
    assert said(checked) == shown


def test_expectations_that_hold() -> None:
    checked = check_texts(
        """\
        @ expect keeper = Ash
        @ expect not keeper = Wren
        @ expect possible give(Ash, Wren)
        @ expect not possible give(Wren, Ash)
        @ expect not ending handed_on
        @ drop(Ash)
        @ expect in character take(Wren)
        @ expect not in character take(Ash)
        @ expect Ash believes Wren believes Rook believes keeper = none
        """
    )
    assert said(checked) == ""
    assert all(expectation.holds for expectation in answered(checked).expectations)
    assert len(answered(checked).expectations) == 8


def test_beliefs_deeper_than_the_limits_of_will() -> None:
    nested = "Ash believes Wren believes Rook believes Ash believes Wren believes "
    world = LAMP.replace("    oil = 3\n", f"    oil = 3\n    {nested} not lit\n")
    checked = check_texts(f"@ expect {nested} not lit\n@ expect not Ash believes Wren believes not lit", world)
    assert said(checked) == ""


def test_an_ending_that_should_not_be_reached_holds_where_it_is_declared() -> None:
    checked = check_texts("@ give(Ash, Wren)\n@ expect not ending handed_on")
    shown = """\
  ::: lamp.world:40:19
   |
40 | ending handed_on: keeper = Wren
   |                   ------------- this holds
"""
    assert shown in said(checked)


def test_events_that_are_left_out_again_and_again_are_counted() -> None:
    there_and_back = "@ go(Ash, yard)\n@ go(Ash, hall)\n" * 3
    shown = said(check_texts(there_and_back + "@ expect without go(Ash, yard): at(Ash) = gate"))
    assert "   = note: Left out: `go(Ash, yard)` (3 times).\n" in shown
    assert "   = note: Skipped, since no longer possible: `go(Ash, hall)` (3 times).\n" in shown
