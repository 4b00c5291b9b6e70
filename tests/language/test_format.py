# SPDX-License-Identifier: Apache-2.0
"""The one layout of world files: what is laid out stays as it is, and nothing loses its meaning or a comment."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from fabula.diagnostics import Source
from fabula.language import syntax
from fabula.language.format import format_world
from fabula.language.parser import parse_world
from language.world_texts import WORLDS


def parsed(text: str) -> syntax.WorldFile:
    tree, problems = parse_world(Source("a.world", text))
    assert problems == (), text
    return tree


def assert_format_rewrite(text: str, expected: str) -> None:
    """The text is laid out like this, which means the same and stays as it is."""
    text, expected = textwrap.dedent(text).lstrip("\n"), textwrap.dedent(expected).lstrip("\n")
    assert format_world(Source("a.world", text)) == expected
    assert format_world(Source("a.world", expected)) == expected
    assert parsed(text) == parsed(expected)


def assert_format(text: str) -> None:
    """The text is laid out as it should be."""
    assert_format_rewrite(text, text)


# As printed, but for the second blank that lines the names up.
STOLEN_FIRE = (
    (Path(__file__).parents[1] / "data" / "stolen-fire.world")
    .read_text(encoding="utf-8")
    .replace("place  hall", "place hall")
    .replace("thing  lamp", "thing lamp")
)


def test_the_example_of_the_design_is_laid_out_as_printed() -> None:
    """But for one space after a kind, always, so that a kind with a longer name moves no other line."""
    assert_format(STOLEN_FIRE)


def test_every_form_that_is_not_in_the_example() -> None:
    assert_format("""
        # A variant, with all that the example has not.

        variant "Another fire" of stolen-fire.world:
            include "more.world"
            kind vampire, owl: person, thing
            vampire Spike "Spike, of all people", Drusilla
            fact raining "It rains."
            fact blood(person) is number "{person} has {value} pints"
            define alone(p: person): no person q where q != p: at(q) = at(p)
            define sire(p: vampire) is person: Drusilla if p = Spike else none
            without event snatch
            without wants Wren

            start:
                kin = Ash
                blood(Spike) -= 2.5
                Spike believes:
                    raining
                    not lit(lamp)
                Spike believes Ash believes raining
                if raining: not lit(lamp)
                else if lit(lamp): raining
                else: blood(Ash) += 1
                if raining:
                    lit(lamp)
                    alive(Ash)
                else:
                    not raining
                for every vampire v where not alone(v): blood(v) = 3

            event wait_for(p: person, lamp):
                text:
                    "{p} waits for the {lamp}."
                    "It says \\"{{yes}}\\"."
                when:
                    alive(p)
                    p is not a vampire or p is owl
                then: raining
                by: p on impulse, Ash on impulse if raining
                seen by nobody
                takes 3

            event gust():
                then: not raining
                seen by everyone

            law hunger(v: vampire) each moment:
                text: "{v} is hungry."
                when: now > 3
                then: blood(v) -= 1

            sight ears for p: person, q: person:
                p sees whether lit(lamp)
                p sees blood(q) if at(p) = at(q)

            wants every vampire v where alive(v):
                -blood(v) * (2 + 1) / 4
                for every person q where q != v: 1 if alive(q)
                for every person q:
                    2 if alive(q)
                    sum(place x: 1)

            wants author:
                count(person p where alive(p)) - count(person p: p = Ash and raining)

            ending over:
                raining
                every person p: alive(p)
    """)


def test_blocks_are_pulled_together_and_apart() -> None:
    assert_format_rewrite(
        """
        world   "x"
        person Ash,
               Wren
        event go(p:person,to : place) :
          when:
                alive( p )   and at(p)!=to
          then: at(p) = to; alive(p)
          by:
                p
          seen by q: (at(q)=at(p))



        law dark : # at night
          when : true
          then:
            lit()
        wants Ash: 2 if lit
        ending e :
           false
        """,
        """
        world "x"

        person Ash, Wren

        event go(p: person, to: place):
            when: alive(p) and at(p) != to
            then:
                at(p) = to
                alive(p)
            by: p
            seen by q: (at(q) = at(p))

        law dark:  # at night
            when: yes
            then: lit

        wants Ash:
            2 if lit

        ending e: no
        """,
    )


def test_long_lines_are_broken_before_and_and_or() -> None:
    condition = "at(Ash) = hall and keeper(lamp) = Ash and alive(Wren) and not lit(lamp)"
    assert_format_rewrite(
        f"""
        world "x"
        define a: {condition} and b
        define b: {condition} and {condition} and ({condition} or {condition})
        event go(first_person: person, second_person: person, some_place: place, some_entirely_other_place: place):
            when: {condition} and not every person p: {condition}
            then: Ash believes lit = ({condition} or raining)
            by: Ash on impulse if {condition}, Wren
        person {", ".join(f"Person_{number}" for number in range(20))}
        """,
        """
        world "x"

        define a: at(Ash) = hall and keeper(lamp) = Ash and alive(Wren) and not lit(lamp) and b
        define b:
            at(Ash) = hall
                and keeper(lamp) = Ash
                and alive(Wren)
                and not lit(lamp)
                and at(Ash) = hall
                and keeper(lamp) = Ash
                and alive(Wren)
                and not lit(lamp)
                and (at(Ash) = hall and keeper(lamp) = Ash and alive(Wren) and not lit(lamp)
                    or at(Ash) = hall and keeper(lamp) = Ash and alive(Wren) and not lit(lamp))

        event go(
            first_person: person,
            second_person: person,
            some_place: place,
            some_entirely_other_place: place
        ):
            when:
                at(Ash) = hall
                    and keeper(lamp) = Ash
                    and alive(Wren)
                    and not lit(lamp)
                    and not every person p: at(Ash) = hall
                        and keeper(lamp) = Ash
                        and alive(Wren)
                        and not lit(lamp)
            then:
                Ash believes lit = (at(Ash) = hall and keeper(lamp) = Ash and alive(Wren) and not lit(lamp)
                    or raining)
            by:
                Ash on impulse if at(Ash) = hall and keeper(lamp) = Ash and alive(Wren) and not lit(lamp)
                Wren

        person Person_0, Person_1, Person_2, Person_3, Person_4, Person_5, Person_6, Person_7, Person_8,
            Person_9, Person_10, Person_11, Person_12, Person_13, Person_14, Person_15, Person_16,
            Person_17, Person_18, Person_19
        """,
    )


def test_comments_and_blank_lines_stay_where_they_are() -> None:
    assert_format("""
        # At the top.

        world "x"  # named

        # About people.
        person Ash  # the first

        # Alone.

        fact lit
        # About the start.
        # In two lines.

        start:  # here it begins
            # First of all:
            lit

            # Then, after a pause.
            if lit:  # perhaps
                lit
                # At the end of the inner block.
            else:  # or not
                not lit
            # At the end of the outer one.

        # About the event.
        event go(p: person):
            then:  # a reason for a block
                lit
            when:
                # All of these.
                lit  # one
                lit  # two
            by: p

        # The end.
    """)


def test_comments_inside_a_broken_line_are_kept() -> None:
    assert_format_rewrite(
        """
        world "x"
        ending e: (a  # one
            # two
            or b)  # three
        """,
        """
        world "x"

        # one
        # two
        ending e: (a or b)  # three
        """,
    )


def test_comments_in_one_column_keep_it() -> None:
    assert_format_rewrite(
        """
        world "x"
        start:
          lit      # one
          raining  # two
          a = 1    # three
          b=2      # four
        """,
        """
        world "x"

        start:
            lit      # one
            raining  # two
            a = 1    # three
            b = 2    # four
        """,
    )


def test_windows_line_ends_and_a_missing_last_one() -> None:
    assert_format_rewrite(
        'world "x"\r\nperson Ash\r\nstart:\r\n    lit', 'world "x"\n\nperson Ash\n\nstart:\n    lit\n'
    )


@pytest.mark.parametrize("text", ["fact lit(", "world x", "event go():\n\tthen: lit\n", "ending e: a = b = c\n"])
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    assert format_world(Source("a.world", text)) is None


def test_an_empty_file_stays_empty() -> None:
    assert format_world(Source("a.world", "\n\n")) == ""


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(WORLDS)
def test_any_world_keeps_its_meaning_and_comments_and_is_laid_out_once(text: str) -> None:
    tree, problems = parse_world(Source("a.world", text))
    assert problems == (), text
    once = format_world(Source("a.world", text))
    assert once is not None
    again = parsed(once)
    assert again == tree
    assert sorted(comment.text for comment in again.comments) == sorted(comment.text for comment in tree.comments)
    assert format_world(Source("a.world", once)) == once
    assert all(line == line.rstrip() for line in once.split("\n"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='aAn(): ="#{}\n\t,.;-+*/<>!&|\\é “ifwhenorevytd0123', max_size=200))
def test_nothing_that_can_be_written_makes_the_parser_fall(text: str) -> None:
    source = Source("a.world", text)
    tree, problems = parse_world(source)
    assert isinstance(tree, syntax.WorldFile)
    assert all(0 <= problem.primary.span.start <= problem.primary.span.end <= len(text) for problem in problems)
    if not problems:
        assert format_world(source) is not None


def test_a_value_that_is_taken_as_it_is_stays_so() -> None:
    text = (
        'world "W"\n\nfact coins(person) is number\n\nevent show(p: person, q: person):\n    then:\n'
        "        p believes coins(q) = coins(q) + 1 as it is\n        p believes coins(q) += coins(p) as it is\n"
    )
    assert format_world(Source("a.world", text)) == text
