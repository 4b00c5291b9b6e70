# SPDX-License-Identifier: Apache-2.0
"""Whole rendered texts: what an author sees, character for character."""

import pytest
from hypothesis import given, strategies as st
from wcwidth import wcswidth

from diagnostics.places import fix, label, problem, shown, span
from fabula.diagnostics import NOWHERE, Edit, Fix, Label, Severity, Source, Span, render_text

LAMP = Source(
    "lamp.world",
    """world "A lamp"

person Ash, Wren
place hall, yard

event give(giver: person, t: thing, taker: person):
    text: "{giver} gives {taker} the {t}."
    when: keeper(t) = giver and at(giver) = at(taker) and giver != taker
    then:
        keeper(t) = taker
        debt(taker, giver)
    by: giver, taker

start:
    at(Wren) = hal
    Wren believes lit(lamp)
""",
)
COMMON = Source("common.world", "kind place\nplace hall\n")
WIDE = Source("wide.world", "at(漢字) = 楼; é(e\u0301) = ü\n\tindented = \tx\n")


def test_a_place_and_what_is_said_there() -> None:
    found = problem(
        label(LAMP, "hal", "not declared", nth=1), title="There is no place called `hal`.", code="unknown-name"
    )
    assert (
        shown(found, LAMP)
        == """
error[unknown-name]: There is no place called `hal`.
  --> lamp.world:15:16
   |
15 |     at(Wren) = hal
   |                ^^^ not declared
"""
    )


def test_all_parts_at_once() -> None:
    wrong = span(LAMP, "hal", nth=1)
    found = problem(
        Label(wrong, "not declared"),
        label(LAMP, "Wren", "she is a person", nth=1),
        label(COMMON, "hall", "this is near"),
        title="There is no place called `hal`.",
        code="unknown-name",
        notes=[
            "Places are declared with `place`, which may stand anywhere in the file, before or after their first use."
        ],
        help_line="Did you mean `hall`?",
        fix=fix(LAMP, (wrong, "hall"), title="write `hall`"),
    )
    assert (
        shown(found, LAMP, COMMON)
        == """
error[unknown-name]: There is no place called `hal`.
  --> lamp.world:15:16
   |
15 |     at(Wren) = hal
   |        ----    ^^^ not declared
   |        |
   |        she is a person
   |
  ::: common.world:2:7
   |
 2 | place hall
   |       ---- this is near
   |
   = note: Places are declared with `place`, which may stand anywhere in the
           file, before or after their first use.
   = help: Did you mean `hall`?
   |
15 |     at(Wren) = hall
   |                ~~~~
"""
    )


def test_severities() -> None:
    place = label(LAMP, "yard", "nobody ever goes there")
    warning = problem(place, title="The thing `yard` is never used.", code="unused", severity=Severity.WARNING)
    assert (
        shown(warning, LAMP)
        == """
warning[unused]: The thing `yard` is never used.
 --> lamp.world:4:13
  |
4 | place hall, yard
  |             ^^^^ nobody ever goes there
"""
    )
    note = problem(place, title="Just so you know.", code="by-the-way", severity=Severity.NOTE)
    assert (
        shown(note, LAMP)
        == """
note[by-the-way]: Just so you know.
 --> lamp.world:4:13
  |
4 | place hall, yard
  |             ^^^^ nobody ever goes there
"""
    )


def test_several_labels_in_one_line_hang_under_it() -> None:
    found = problem(
        label(LAMP, "at(giver) = at(taker)", "these are places"),
        label(LAMP, "keeper(t)", "this is a person"),
        label(LAMP, "giver != taker", "they differ"),
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:8:33
  |
8 |     when: keeper(t) = giver and at(giver) = at(taker) and giver != taker
  |           ---------             ^^^^^^^^^^^^^^^^^^^^^     --------------
  |           |                     |                         |
  |           |                     |                         they differ
  |           |                     these are places
  |           this is a person
"""
    )


def test_the_last_label_stands_beside_if_it_fits() -> None:
    found = problem(label(LAMP, "Ash", "one"), label(LAMP, "Wren", "two"), label(LAMP, "person", "three"))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  | ------ ^^^  ---- two
  | |      |
  | |      one
  | three
"""
    )


def test_marks_without_words_leave_no_strings() -> None:
    found = problem(label(LAMP, "Ash", ""), label(LAMP, "Wren", ""))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^  ----
"""
    )


def test_overlapping_labels_get_rows_of_their_own() -> None:
    found = problem(
        label(LAMP, "debt(taker, giver)", "the whole"),
        label(LAMP, "taker", "a part", nth=5),
        label(LAMP, "debt", "its name"),
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:11:9
   |
11 |         debt(taker, giver)
   |         ^^^^^^^^^^^^^^^^^^ the whole
   |         ---- ----- a part
   |         |
   |         its name
"""
    )


def test_neighbouring_marks_do_not_run_into_each_other() -> None:
    found = problem(label(LAMP, "at(", "left", nth=2), label(LAMP, "Wren", "right", nth=1))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:15:5
   |
15 |     at(Wren) = hal
   |     ^^^ left
   |        ---- right
"""
    )


def test_a_label_too_long_for_its_place_moves_left() -> None:
    said = "this goes on for so long that it has to be broken into several lines, far from its place"
    found = problem(label(LAMP, "giver != taker", said))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:8:59
  |
8 |     when: keeper(t) = giver and at(giver) = at(taker) and giver != taker
  |                                                           ^^^^^^^^^^^^^^
  |                                       this goes on for so long that it has
  |                                       to be broken into several lines, far
  |                                       from its place
"""
    )


def test_a_long_label_has_its_lines_under_its_mark() -> None:
    said = "this goes on for so long that it has to be broken into several lines, but it stays under its place"
    found = problem(label(LAMP, "Wren", said, nth=1), label(LAMP, "at(", "who is where", nth=2))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:15:8
   |
15 |     at(Wren) = hal
   |        ^^^^
   |        this goes on for so long that it has to be broken into several
   |        lines, but it stays under its place
   |     --- who is where
"""
    )


def test_a_span_of_lines_has_a_bar() -> None:
    found = problem(label(LAMP, "then:", "all this happens at once", to="giver)"))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:9:5
   |
 9 | /     then:
10 | |         keeper(t) = taker
11 | |         debt(taker, giver)
   | |__________________________^ all this happens at once
"""
    )


def test_a_span_that_begins_within_a_line_has_a_corner() -> None:
    found = problem(label(LAMP, "giver, taker", "from here to there", to="at(Wren)"))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:12:9
   |
12 |       by: giver, taker
   |  _________^
13 | |
14 | | start:
15 | |     at(Wren) = hal
   | |____________^ from here to there
"""
    )


def test_a_long_span_is_shown_by_its_ends() -> None:
    found = problem(label(LAMP, "person Ash", "", to="lit(lamp)"), label(LAMP, "taker", "among others", nth=3))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:3:1
   |
 3 | / person Ash, Wren
 4 | | place hall, yard
...  |
 8 | |     when: keeper(t) = giver and at(giver) = at(taker) and giver != taker
   | |                                                                    -----
   | |                                                              among others
...  |
15 | |     at(Wren) = hal
16 | |     Wren believes lit(lamp)
   | |___________________________^
"""
    )


def test_spans_of_lines_may_hold_each_other() -> None:
    found = problem(
        label(LAMP, "event give", "the event", to="by: giver, taker"),
        label(
            LAMP, "then:", "its effects, which are worth more words than there is room for at the corner", to="giver)"
        ),
        label(LAMP, "keeper(t)", "one of them", nth=1),
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:6:1
   |
 6 | /   event give(giver: person, t: thing, taker: person):
 7 | |       text: "{giver} gives {taker} the {t}."
 8 | |       when: keeper(t) = giver and at(giver) = at(taker) and giver != tak…
 9 | | /     then:
10 | | |         keeper(t) = taker
   | | |         --------- one of them
11 | | |         debt(taker, giver)
   | | |__________________________-
   | |   its effects, which are worth more words than there is room for at the
   | |   corner
12 | |       by: giver, taker
   | |______________________^ the event
"""
    )


def test_spans_of_lines_may_cross() -> None:
    found = problem(
        label(LAMP, "when:", "first", to="keeper(t) = taker"),
        label(LAMP, "then:", "second", to="by: giver, taker"),
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:8:5
   |
 8 | /       when: keeper(t) = giver and at(giver) = at(taker) and giver != tak…
 9 | | /     then:
10 | | |         keeper(t) = taker
   | |___________________________^ first
11 |   |         debt(taker, giver)
12 |   |     by: giver, taker
   |   |____________________- second
"""
    )


def test_one_line_between_is_shown_more_are_left_out() -> None:
    found = problem(
        label(LAMP, "person", "here"), label(LAMP, "world", "two lines up"), label(LAMP, "start", "far down")
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:3:1
   |
 1 | world "A lamp"
   | ----- two lines up
 2 |
 3 | person Ash, Wren
   | ^^^^^^ here
...
14 | start:
   | ----- far down
"""
    )


def test_a_span_with_its_line_end_is_one_line() -> None:
    found = problem(label(LAMP, "place hall, yard", "the line", to="\n"))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:4:1
  |
4 | place hall, yard
  | ^^^^^^^^^^^^^^^^ the line
"""
    )


def test_an_empty_span_is_a_point() -> None:
    at = span(LAMP, "hall").start
    found = problem(Label(Span("lamp.world", at, at), "something is missing here"))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:4:7
  |
4 | place hall, yard
  |       ^ something is missing here
"""
    )


def test_the_end_of_a_text_is_after_its_last_letter() -> None:
    end = len(LAMP.text)
    found = problem(Label(Span("lamp.world", end, end), "the file ends here"))
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:16:28
   |
16 |     Wren believes lit(lamp)
   |                            ^ the file ends here
"""
    )


def test_an_empty_text_has_an_end_too() -> None:
    found = problem(Label(Span("empty.world", 0, 0), "nothing"))
    assert (
        shown(found, Source("empty.world", ""))
        == """
error[a-problem]: A problem.
 --> empty.world:1:1
  |
1 |
  | ^ nothing
"""
    )


def test_spans_outside_the_text_are_moved_inside() -> None:
    found = problem(Label(Span("common.world", 500, 900), "far out"), Label(Span("common.world", -9, 4), "before"))
    assert (
        shown(found, COMMON)
        == """
error[a-problem]: A problem.
 --> common.world:2:11
  |
1 | kind place
  | ---- before
2 | place hall
  |           ^ far out
"""
    )


def test_wide_letters_and_accents_keep_marks_in_place() -> None:
    found = problem(
        label(WIDE, "漢字", "two letters, four columns"),
        label(WIDE, "楼", "one, two"),
        label(WIDE, "e\u0301", "two characters, one column"),
        label(WIDE, "ü", "here"),
    )
    assert (
        shown(found, WIDE)
        == """
error[a-problem]: A problem.
 --> wide.world:1:4
  |
1 | at(漢字) = 楼; é(é) = ü
  |    ^^^^    --    -    - here
  |    |       |     |
  |    |       |     two characters, one column
  |    |       one, two
  |    two letters, four columns
"""
    )


def test_tabs_become_spaces() -> None:
    found = problem(label(WIDE, "\t", "a tab"), label(WIDE, "x", "after another"))
    assert (
        shown(found, WIDE)
        == """
error[a-problem]: A problem.
 --> wide.world:2:1
  |
2 |     indented =  x
  | ^^^^            - after another
  | |
  | a tab
"""
    )


def test_control_characters_are_shown_not_sent() -> None:
    source = Source("evil.world", "a \x1b[31m b\x00 c\u202e d\x7f e\u200b f\ufeff g\n")
    found = problem(label(source, "b", "after a colour code"), label(source, "g", "after the invisible \x1b[0m ones"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> evil.world:1:9
  |
1 | a ␛[31m b␀ c<U+202E> d␡ e<U+200B> f<U+FEFF> g
  |         ^                                   - after the invisible ␛[0m ones
  |         |
  |         after a colour code
"""
    )


def test_control_characters_in_words_are_shown_not_sent() -> None:
    source = Source("a\x1b[2J.world", "x\n")
    found = problem(label(source, "x", "said \x07"), title="No \x1b[31mred\u202e.", notes=["\x9b"], help_line="\r")
    assert (
        shown(found, source)
        == """
error[a-problem]: No ␛[31mred<U+202E>.
 --> a␛[2J.world:1:1
  |
1 | x
  | ^ said ␇
  |
  = note: <U+009B>
  = help: ␍
"""
    )


def test_families_and_flags_are_one_letter_each() -> None:
    source = Source("emoji.world", "a 👩‍👩‍👧 b 🇩🇪 c\n")
    found = problem(label(source, "👩‍👩‍👧", "a family"), label(source, "c", "here"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> emoji.world:1:3
  |
1 | a 👩‍👩‍👧 b 🇩🇪 c
  |   ^^      - here
  |   |
  |   a family
"""
    )


def test_windows_line_ends_are_not_shown() -> None:
    source = Source("w.world", "one\r\ntwo\r\n")
    found = problem(label(source, "one", "both", to="two"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> w.world:1:1
  |
1 | / one
2 | | two
  | |___^ both
"""
    )


def test_a_line_too_long_is_cut_around_the_place() -> None:
    source = Source("long.world", "x" * 1_000_000 + " here " + "y" * 1_000_000)
    found = problem(label(source, "here", "found it"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:1000002
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx here yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
  |                                     ^^^^ found it
"""
    )


def test_a_line_too_long_is_cut_at_its_end_if_the_place_is_near_the_beginning() -> None:
    source = Source("long.world", "at(Wren) = hal and " * 10)
    found = problem(label(source, "hal", "here"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:12
  |
1 | at(Wren) = hal and at(Wren) = hal and at(Wren) = hal and at(Wren) = hal and…
  |            ^^^ here
"""
    )


def test_a_line_too_long_is_cut_at_its_beginning_if_the_place_is_near_the_end() -> None:
    source = Source("long.world", "at(Wren) = hal and " * 10 + "now")
    found = problem(label(source, "now", "here"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:191
  |
1 | …en) = hal and at(Wren) = hal and at(Wren) = hal and at(Wren) = hal and now
  |                                                                         ^^^
  |                                                                         here
"""
    )


def test_places_far_apart_in_one_line_are_shown_one_after_another() -> None:
    source = Source("long.world", "first " + "x" * 500_000 + " second " + "漢" * 500_000 + " third")
    found = problem(label(source, "second", "two"), label(source, "first", "one"), label(source, "third", "three"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:500008
  |
1 | first xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  | ----- one
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx second 漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢…
  |                                    ^^^^^^ two
1 | …漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢 third
  |                                                                       -----
  |                                                                       three
"""
    )


def test_a_span_wider_than_the_screen_is_cut() -> None:
    source = Source("long.world", "at " + "x" * 1_000 + " b")
    found = problem(label(source, "x" * 1_000, "all of it"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:4
  |
1 | at xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |    all of it
"""
    )


def test_a_span_wider_than_the_screen_far_to_the_right_is_cut_on_both_sides() -> None:
    source = Source("long.world", "y" * 1_000 + " " + "x" * 1_000 + " b")
    found = problem(label(source, "x" * 1_000, "all of it"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:1002
  |
1 | …yyyyyyyyyyyyyyyyy xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |                    all of it
"""
    )


def test_code_between_backticks_is_not_broken() -> None:
    found = problem(
        label(LAMP, "Ash", ""),
        notes=["Make it a parameter, and say who it is under `when`: `when: keeper(t) = p`."],
        help_line="A quote ` that is never closed does no harm, however long the rest of the help line may be.",
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^
  |
  = note: Make it a parameter, and say who it is under `when`:
          `when: keeper(t) = p`.
  = help: A quote ` that is never closed does no harm, however long the rest of
          the help line may be.
"""
    )


def test_a_span_of_lines_too_long_is_cut() -> None:
    source = Source("long.world", "x" * 300 + " here\n" + "y" * 300 + "\n" + "z" * 300 + " there\n")
    found = problem(label(source, "here", "from here to there", to="there"))
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:302
  |
1 |   …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx here
  |  ______________________________________________________________________^
2 | | yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
3 | | …zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz there
  | |_________________________________________________________________________^
  |   from here to there
"""
    )


def test_narrow_screens() -> None:
    found = problem(
        label(LAMP, "hal", "not declared anywhere", nth=1),
        title="There is no place called `hal`.",
        notes=["A note that takes more than one line."],
        help_line="Did you mean `hall`?",
    )
    assert (
        shown(found, LAMP, width=40)
        == """
error[a-problem]: There is no place
  called `hal`.
  --> lamp.world:15:16
   |
15 |     at(Wren) = hal
   |                ^^^
   |               not declared anywhere
   |
   = note: A note that takes more than
           one line.
   = help: Did you mean `hall`?
"""
    )


def test_a_long_title_goes_on_indented() -> None:
    found = problem(
        label(LAMP, "Ash", ""), title="Ash cannot give the lamp to Wren, because Wren is in the yard and " * 2
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: Ash cannot give the lamp to Wren, because Wren is in the yard
  and Ash cannot give the lamp to Wren, because Wren is in the yard and
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^
"""
    )


def test_a_name_nobody_would_read_to_its_end_is_cut() -> None:
    found = problem(label(LAMP, "Ash", ""), title=f"There is nothing called `{'x' * 1_000_000}`.")
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: There is nothing called
  `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxxxxxx`.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^
"""
    )


def test_notes_keep_their_lines_and_indents() -> None:
    found = problem(
        label(LAMP, "Ash", ""),
        notes=[
            "The plan:\n  1. go(Wren, yard), because she believes that the lamp is there and she wants it\n  2. wait"
        ],
        help_line="漢" * 50,
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^
  |
  = note: The plan:
            1. go(Wren, yard), because she believes that the lamp is there and
            she wants it
            2. wait
  = help: 漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢
          漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢
"""
    )


def test_a_place_that_nobody_wrote_is_a_note() -> None:
    found = problem(
        label(LAMP, "Ash", "here"), Label(NOWHERE, "`wait` is built in"), Label(Span("gone.world", 3, 5), "or here")
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^ here
  |
  = note: `wait` is built in
  = note: or here (gone.world)
"""
    )


def test_a_text_that_is_not_at_hand_is_named() -> None:
    assert (
        shown(problem(Label(Span("gone.world", 3, 5), ""), help_line="Look for it."))
        == """
error[a-problem]: A problem.
 --> gone.world
  = help: Look for it.
"""
    )
    assert (
        shown(problem(Label(NOWHERE, ""), notes=["No place at all."]))
        == """
error[a-problem]: A problem.
  = note: No place at all.
"""
    )


def test_a_fix_that_inserts() -> None:
    at = span(LAMP, "by: giver").end
    found = problem(
        label(LAMP, "by: giver", ""), fix=fix(LAMP, (Span("lamp.world", at, at), " on impulse"), title="add it")
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:12:5
   |
12 |     by: giver, taker
   |     ^^^^^^^^^
   |
   = fix: add it
   |
12 |     by: giver on impulse, taker
   |              +++++++++++
"""
    )


def test_a_fix_that_takes_a_line_away_and_adds_others() -> None:
    found = problem(
        label(LAMP, "person", ""),
        fix=fix(
            LAMP,
            (span(LAMP, "place hall, yard"), "place hall\nplace yard, garden"),
            (span(LAMP, "    by: giver, taker\n"), ""),
            (span(LAMP, "hal", nth=1), "hall"),
        ),
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
  --> lamp.world:3:1
   |
 3 | person Ash, Wren
   | ^^^^^^
   |
   = fix: mend it
   |
 4 - place hall, yard
 4 + place hall
 5 + place yard, garden
12 -     by: giver, taker
15 |     at(Wren) = hall
   |                ~~~~
"""
    )


def test_a_fix_in_two_files_and_twice_in_a_line() -> None:
    in_lamp = fix(LAMP, (span(LAMP, "Ash"), "Ashley"), (span(LAMP, "Wren"), "Wrenna"))
    in_common = fix(COMMON, (span(COMMON, "hall"), "hallway"))
    both = type(in_lamp)("rename them", in_lamp.edits + in_common.edits)
    assert (
        shown(problem(label(LAMP, "Ash", ""), fix=both), LAMP, COMMON)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^
  |
  = fix: rename them
  |
3 | person Ashley, Wrenna
  |        ~~~~~~  ~~~~~~
 ::: common.world
  |
2 | place hallway
  |       ~~~~~~~
"""
    )


def test_a_fix_that_contradicts_itself_is_only_offered() -> None:
    found = problem(
        label(LAMP, "Ash", ""), fix=fix(LAMP, (span(LAMP, "Ash, Wren"), "x"), (span(LAMP, "Wren"), "y"), title="choose")
    )
    assert (
        shown(found, LAMP)
        == """
error[a-problem]: A problem.
 --> lamp.world:3:8
  |
3 | person Ash, Wren
  |        ^^^
  |
  = fix: choose
"""
    )


def test_a_fix_in_a_line_too_long_shows_what_is_written() -> None:
    source = Source("long.world", "x" * 500 + " hal " + "y" * 500)
    found = problem(label(source, "hal", ""), fix=fix(source, (span(source, "hal"), "hall")), help_line="mend it")
    assert (
        shown(found, source)
        == """
error[a-problem]: A problem.
 --> long.world:1:502
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx hal yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
  |                                     ^^^
  |
  = help: mend it
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx hall yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
  |                                     ~~~~
"""
    )


def test_a_fix_of_many_lines_is_cut() -> None:
    lines = "".join(f"\nline {number}" for number in range(30))
    at = len(COMMON.text)
    found = problem(label(COMMON, "hall", ""), fix=fix(COMMON, (Span("common.world", at, at), lines)))
    assert (
        shown(found, COMMON)
        == """
error[a-problem]: A problem.
  --> common.world:2:7
   |
 2 | place hall
   |       ^^^^
   |
   = fix: mend it
   |
 4 + line 0
 5 + line 1
 6 + line 2
 7 + line 3
 8 + line 4
 9 + line 5
10 + line 6
11 + line 7
12 + line 8
13 + line 9
14 + line 10
15 + line 11
   ...
"""
    )


def test_several_diagnostics_have_a_line_between() -> None:
    found = [problem(label(COMMON, "hall", "one")), problem(label(COMMON, "place", "two"))]
    assert (
        render_text(found, {"common.world": COMMON})
        == """error[a-problem]: A problem.
 --> common.world:2:7
  |
2 | place hall
  |       ^^^^ one

error[a-problem]: A problem.
 --> common.world:1:6
  |
1 | kind place
  |      ^^^^^ two
"""
    )


def test_none_is_nothing() -> None:
    assert render_text([], {}) == ""


def test_colour_if_asked_for() -> None:
    found = problem(label(COMMON, "hall", "here"), label(COMMON, "kind", "there"), help_line="mend it")
    assert (
        render_text([found], {"common.world": COMMON}, colour=True)
        == """\x1b[1;31merror[a-problem]\x1b[0m\x1b[1m: A problem.\x1b[0m
\x1b[34m --> \x1b[0mcommon.world:2:7
\x1b[34m  |\x1b[0m
\x1b[34m1 | \x1b[0mkind place
\x1b[34m  | \x1b[0m\x1b[1;34m----\x1b[0m \x1b[1;34mthere\x1b[0m
\x1b[34m2 | \x1b[0mplace hall
\x1b[34m  | \x1b[0m      \x1b[1;31m^^^^\x1b[0m \x1b[1;31mhere\x1b[0m
\x1b[34m  |\x1b[0m
\x1b[34m  = \x1b[0m\x1b[1mhelp: \x1b[0mmend it
"""
    )


@pytest.mark.parametrize("width", [32, 40, 57, 80, 120])
def test_colour_changes_nothing_else(width: int) -> None:
    found = problem(
        label(LAMP, "event give", "the event", to="by: giver, taker"),
        label(LAMP, "hal", "not declared", nth=1),
        notes=["A note."],
        fix=fix(LAMP, (span(LAMP, "Ash"), "Ashley")),
    )
    sources = {"lamp.world": LAMP}
    plain = render_text([found], sources, width=width)
    coloured = render_text([found], sources, width=width, colour=True)
    assert "\x1b" not in plain
    for code in ("0", "1", "34", "1;31", "1;32", "1;34"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


LETTERS = st.sampled_from("ab (=\n\t漢e\u0301😀\u200b\x1b\r")
PLACES = st.tuples(st.integers(-2, 70), st.integers(-2, 70), st.text(LETTERS, max_size=60))


@given(text=st.text(LETTERS, max_size=60), places=st.lists(PLACES, min_size=1, max_size=4), width=st.integers(32, 90))
def test_nothing_is_wider_than_the_screen(text: str, places: list[tuple[int, int, str]], width: int) -> None:
    source = Source("w", text)
    first, *others = (Label(Span("w", start, end), said) for start, end, said in places)
    found = problem(first, *others, title=text, notes=[said for _, _, said in places], help_line=text)
    for line in render_text([found], {"w": source}, width=width).split("\n"):
        assert 0 <= wcswidth(line) <= width
        assert line == line.rstrip(" ")


@given(text=st.text(LETTERS, max_size=60), places=st.lists(PLACES, min_size=1, max_size=3))
def test_any_fix_can_be_shown(text: str, places: list[tuple[int, int, str]]) -> None:
    edits = tuple(Edit(Span("w", start, end), said) for start, end, said in places)
    found = problem(Label(Span("w", 0, 1), "here"), fix=Fix("mend it", edits))
    for line in render_text([found], {"w": Source("w", text)}, width=60).split("\n"):
        assert 0 <= wcswidth(line) <= 60
