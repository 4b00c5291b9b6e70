# SPDX-License-Identifier: Apache-2.0
"""Counterfactuals and the reader: the same story, otherwise, or only as far as it has been told."""

from usecases.checking import LAMP, answered, check_texts, said


def test_without_an_event_what_has_become_impossible_is_skipped() -> None:
    checked = check_texts(
        "@ give(Ash, Wren)\n@ give(Wren, Rook)\n@ go(Rook, yard)\n@ expect without give(Ash, Wren): keeper = Ash"
    )
    assert said(checked) == ""
    (expectation,) = answered(checked).expectations
    assert [str(event) for event in expectation.left_out] == ["give(Ash, Wren)"]
    assert [str(event) for event in expectation.skipped] == ["give(Wren, Rook)"]


def test_without_an_event_the_story_does_not_end_so() -> None:
    checked = check_texts("@ give(Ash, Rook)\n@ give(Rook, Wren)\n@ expect without give(Ash, Rook): ending handed_on")
    shown = """\
error[expectation-failed]: The story does not bear out `without give(Ash, Rook):
  ending handed_on`.
  --> story.md:6:10
   |
 6 | @ expect without give(Ash, Rook): ending handed_on
   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |          `keeper` is Ash, not Wren
   |
  ::: lamp.world:40:19
   |
11 |     keeper = Ash
   |     ------------ so since the start
...
40 | ending handed_on: keeper = Wren
   |                   ------------- this does not hold
   |
   = note: Left out: `give(Ash, Rook)`.
   = note: Skipped, since no longer possible: `give(Rook, Wren)`.
"""
    assert said(checked) == shown


def test_with_another_start() -> None:
    checked = check_texts(
        """\
        @ expect with keeper = Wren: ending handed_on
        @ expect with keeper = Rook; Wren believes keeper = Ash: not Wren believes keeper = Rook
        @ expect with oil = 0: lit
        """
    )
    shown = """\
error[expectation-failed]: The story does not bear out `with oil = 0: lit`.
  --> story.md:6:24
   |
 6 | @ expect with oil = 0: lit
   |                        ^^^ `lit` is no
   |
  ::: lamp.world:38:11
   |
38 |     then: not lit
   |           ------- so since the start, by this law
"""
    assert said(checked) == shown


def test_an_event_that_only_another_start_allows() -> None:
    checked = check_texts("@ expect not possible take(Wren)\n@ expect with keeper = none: in character take(Wren)")
    assert said(checked) == ""


def test_another_start_without_an_event() -> None:
    checked = check_texts(
        "@ go(Rook, yard)\n@ expect with keeper = Rook without go(Rook, yard): possible give(Rook, Wren)"
    )
    assert said(checked) == ""


def test_the_reader_knows_what_has_been_told() -> None:
    checked = check_texts(
        """\
        @ scene "Late"
        @ give(Rook, Wren)
        @ expect keeper = Wren
        @ expect reader believes keeper = Wren
        @ scene "Early", before "Late"
        @ expect reader believes keeper = Wren and keeper = Ash
        @ give(Ash, Rook)
        """
    )
    assert said(checked) == ""


def test_what_the_reader_has_not_been_told() -> None:
    checked = check_texts(
        """\
        @ scene "First"
        @ scene "Last", after "Secret"
        @ go(Rook, yard)
        @ expect reader believes at(Ash) = gate
        @ expect not reader believes at(Rook) = yard
        @ scene "Secret", after "First"
        @ go(Ash, gate)
        """
    )
    shown = """\
error[expectation-failed]: The story does not bear out
  `reader believes at(Ash) = gate`.
  --> story.md:7:26
   |
 7 | @ expect reader believes at(Ash) = gate
   |                          ^^^^^^^^^^^^^^
   |                          the reader believes that `at(Ash)` is hall, not
   |                          gate
   |
  ::: lamp.world:10:25
   |
10 |     for every person p: at(p) = hall
   |                         ------------ so since the start

error[expectation-failed]: The story does not bear out
  `not reader believes at(Rook) = yard`.
 --> story.md:8:30
  |
6 | @ go(Rook, yard)
  |   -------------- here the reader came to believe that `at(Rook)` is yard
7 | @ expect reader believes at(Ash) = gate
8 | @ expect not reader believes at(Rook) = yard
  |                              ^^^^^^^^^^^^^^^
  |                              the reader believes that `at(Rook)` is yard
"""
    assert said(checked) == shown


def test_a_surprised_reader_is_put_right() -> None:
    checked = check_texts(
        """\
        @ scene "First"
        @ scene "Last", after "Secret"
        @ expect not reader believes keeper = none
        @ take(Wren)
        @ expect reader believes keeper = Wren
        @ scene "Secret", after "First"
        @ drop(Ash)
        """
    )
    assert said(checked) == ""


def test_the_reader_may_begin_with_a_wrong_belief() -> None:
    checked = check_texts("@ expect with reader believes keeper = Wren: reader believes keeper = Wren")
    assert said(checked) == ""


def test_the_world_may_say_what_the_reader_believes_at_the_start() -> None:
    world = LAMP.replace("    oil = 3\n", "    oil = 3\n    reader believes not lit\n")
    checked = check_texts("@ expect lit and not reader believes lit\n@ expect Ash believes lit", world)
    assert said(checked) == ""


def test_what_a_reader_takes_for_impossible_surprises_them() -> None:
    world = LAMP.replace("    oil = 3\n", "    oil = 3\n    reader believes not lit\n")
    checked = check_texts("@ burn()\n@ expect reader believes lit and oil = 2", world)
    assert said(checked) == ""
