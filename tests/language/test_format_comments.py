# SPDX-License-Identifier: Apache-2.0
"""Comments at the ends of lines: a column that the author made survives the formatter."""

from textwrap import dedent

from fabula.diagnostics import Source
from fabula.language import format_world


def formatted(text: str) -> str:
    """The world in its layout, which is left as it is the second time."""
    once = format_world(Source("a.world", dedent(text)))
    assert once is not None
    assert format_world(Source("a.world", once)) == once
    return once


def expect(before: str, after: str) -> None:
    """Formatting turns the one text into the other."""
    assert formatted(before) == dedent(after)


def test_a_column_survives_lines_without_comments_between_and_lines_that_change() -> None:
    expect(
        """\
        world "x"

        fact paces(person) is number          # how far away
        fact speed(person) is number
        fact   mighty( person )               # can strike a god down

        fact needs(person) is number          # with no more than this, a body dies
        fact wound(person)  is  number        # what is lost each moment
        """,
        """\
        world "x"

        fact paces(person) is number          # how far away
        fact speed(person) is number
        fact mighty(person)                   # can strike a god down

        fact needs(person) is number          # with no more than this, a body dies
        fact wound(person) is number          # what is lost each moment
        """,
    )


def test_a_column_moves_to_the_right_where_a_line_has_no_room() -> None:
    expect(
        """\
        world "x"

        fact a(person,person,person)  # one
        fact b                        # two
        """,
        """\
        world "x"

        fact a(person, person, person)  # one
        fact b                          # two
        """,
    )


def test_a_column_moves_with_its_block() -> None:
    expect(
        """\
        world "x"

        start:
          a = 1    # one
          b=2      # two
        """,
        """\
        world "x"

        start:
            a = 1    # one
            b = 2    # two
        """,
    )


def test_comments_that_are_in_no_column_are_not_put_into_one() -> None:
    expect(
        """\
        world "x"

        fact a  # one
        fact bcd  # two
        fact  e # three
        """,
        """\
        world "x"

        fact a  # one
        fact bcd  # two
        fact e  # three
        """,
    )


def test_a_blank_line_ends_a_column() -> None:
    expect(
        """\
        world "x"

        fact a     # one
        fact b     # two

        fact c(person,person)
        fact d     # three
        fact e(person,person,person)     # four
        """,
        """\
        world "x"

        fact a     # one
        fact b     # two

        fact c(person, person)
        fact d     # three
        fact e(person, person, person)  # four
        """,
    )


def test_columns_are_those_of_a_terminal_where_some_letters_are_wide_and_some_marks_take_no_room() -> None:
    expect(
        """\
        world "x"

        fact 灯(person)      # one
        fact b               # two
        fact e\u0301(person)       # three

        fact 灯火 ( person ) # four
        fact c               # five
        """,
        """\
        world "x"

        fact 灯(person)      # one
        fact b               # two
        fact é(person)       # three

        fact 灯火(person)    # four
        fact c               # five
        """,
    )
