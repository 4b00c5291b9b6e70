# SPDX-License-Identifier: Apache-2.0
"""Waivers: what they excuse, what they do not, and those that excuse nothing."""

from fabula.render.checked import render_summary
from usecases.checking import DATA, answered, check_file, check_texts, said


def test_a_waiver_excuses_findings_of_its_code_at_its_event() -> None:
    checked = check_texts('@ drop(Ash)\n@ take(Rook)\n@ allow out-of-character because "he is drunk"')
    assert said(checked) == ""
    answer = answered(checked)
    assert answer.clean
    assert answer.waived == 1
    assert [(waiver.code, waiver.subject, waiver.because, waiver.used) for waiver in answer.waivers] == [
        ("out-of-character", "take(Rook)", "he is drunk", 1)
    ]
    assert [event.findings for event in answer.events] == [(), ("out-of-character",)]


def test_a_waiver_does_not_excuse_the_same_event_elsewhere() -> None:
    checked = check_texts(
        '@ drop(Ash)\n@ take(Rook)\n@ allow out-of-character because "he is drunk"\n@ drop(Rook)\n@ take(Rook)'
    )
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["out-of-character"]


def test_a_waiver_for_another_code_is_unused() -> None:
    checked = check_texts('@ drop(Ash)\n@ allow knows-too-much because "he heard it fall"')
    shown = """\
warning[unused-waiver]: Nothing here needs to be excused: there is no
  `knows-too-much` at `drop(Ash)`.
 --> story.md:5:3
  |
5 | @ allow knows-too-much because "he heard it fall"
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this waiver is not used
  |
  = help: Delete it.
"""
    assert said(checked) == shown
    assert answered(checked).clean


def test_an_expectation_can_be_waived() -> None:
    checked = check_texts('@ expect keeper = Wren\n@ allow expectation-failed because "not written yet"')
    assert said(checked) == ""
    assert answered(checked).held == 0


def test_the_example_is_clean_but_for_what_it_allows() -> None:
    checked = check_file(DATA / "the-gift.md")
    assert said(checked) == ""
    shown = """\
go(Wren, yard)
  out-of-character
go(Ash, yard)
  out-of-character
give(Ash, lamp, Wren)
  out-of-character
  Wren is willing, so that keeper(lamp) = Wren (worth 3 to them, not 1).

holds: keeper(lamp) = Ash
holds: not debt(Wren, Ash)
holds: reader believes debt(Wren, Ash)
holds: with lit(lamp): Wren believes lit(lamp)
holds: Wren believes lit(lamp)
holds: not Ash believes at(Wren) = hall
holds: not possible give(Ash, lamp, Wren)
holds: ending handed_on
holds: debt(Wren, Ash)
holds: Wren believes not lit(lamp)
holds: without go(Wren, yard), go(Ash, yard): keeper(lamp) = Wren
  left out: go(Wren, yard), go(Ash, yard)
holds: without go(Ash, yard): not ending handed_on
  left out: go(Ash, yard)
  no longer possible, and skipped: give(Ash, lamp, Wren)

allowed: out-of-character at go(Wren, yard), because “she is too proud to stay
  where she would have to ask”
allowed: out-of-character at go(Ash, yard), because “he is drunk”
allowed: out-of-character at give(Ash, lamp, Wren), because “he is drunk”

The gift: 3 events, 0 in character, 12 expectations hold, 3 waived.
"""
    assert render_summary(answered(checked), verbose=True) == shown
