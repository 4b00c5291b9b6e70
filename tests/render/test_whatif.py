# SPDX-License-Identifier: Apache-2.0
"""The answer of `whatif` as text: views put together, columns, and what stands above what where there is no room."""

import pytest

from fabula.diagnostics.show_line import columns_of
from fabula.model.answers import EventCall, Outcome, ToldEvent
from fabula.model.values import NONE, UNKNOWN
from fabula.model.whatif import (
    Alternative,
    Difference,
    Fate,
    Outlook,
    Parting,
    Reach,
    Step,
    Timeline,
    View,
    WhatIfAnswer,
    Worth,
)
from fabula.render.columns import pairs, row
from fabula.render.whatif import render_what_if
from fabula.render.whatif_groups import Block, blocks_of

PEOPLE = ("Ash", "Wren", "Rook")
GIVE = EventCall("give", ("Ash", "lamp", "Wren"))
TAKE = EventCall("take", ("Rook",))


def difference(*people: str, fact: str = "lit(lamp)", told: bool = False) -> Difference:
    return Difference(people, fact, told, not told)


def whose(*paths: tuple[str, ...]) -> tuple[str, ...]:
    """Who is said to see it so."""
    (block,) = blocks_of([difference(*path) for path in paths], PEOPLE)
    return block.whose


def test_the_truth_and_who_believes_it_are_said_together() -> None:
    assert whose(()) == ("in truth",)
    assert whose((), ("Ash",)) == ("in truth; Ash",)
    assert whose((), ("Ash",), ("Wren",), ("Rook",)) == ("in truth; everybody",)
    assert whose((), ("Ash",), ("Wren",), ("Rook",), ("reader",)) == ("in truth; everybody, the reader",)
    assert whose(("Wren",)) == ("Wren",)


def test_what_two_believe_and_believe_each_other_to_believe_is_said_once() -> None:
    assert whose(("Ash",), ("Wren",), ("Ash", "Wren"), ("Wren", "Ash")) == ("Ash, Wren",)
    assert whose(("Ash",), ("Ash", "Wren")) == ("Ash", "Ash of Wren")
    assert whose(("Ash", "Rook"), ("Wren", "Rook")) == ("Ash, Wren of Rook",)
    assert whose(("Ash", "Rook"), ("Ash", "Wren")) == ("Ash of Rook, Wren",)


def test_facts_seen_alike_stand_in_one_block() -> None:
    differences = [
        difference(fact="lit(lamp)"),
        Difference(("Wren",), "oil", 3.0, 2.5),
        Difference((), "keeper", "Ash", NONE),
        Difference(("Ash",), "lit(lamp)", True, UNKNOWN),
    ]
    assert blocks_of(differences, PEOPLE) == [
        Block(("in truth",), ("not lit(lamp)", "keeper = Ash"), ("lit(lamp)", "keeper = none")),
        Block(("Wren",), ("oil = 3",), ("oil = 2.5",)),
        Block(("Ash",), ("lit(lamp)",), ("lit(lamp) = unknown",)),
    ]


def test_columns_are_measured_as_a_terminal_does() -> None:
    assert row(("灯", "b"), (4, 4)) == "灯    b"
    assert pairs("one two", "three", 4, 8, 0) == [("one", "three"), ("  two", "")]


def answer(**more: object) -> WhatIfAnswer:
    """An answer in which a gift cannot be given."""
    view = View((difference(), difference("Wren", fact="at(Wren, yard)")), (Worth("Wren", 2.0, 0.0), Worth(None, 1, 3)))
    steps = (
        Step(1, None, TAKE, "Rook takes it.", Fate.SEEN_OTHERWISE, (TAKE,), ("Rook takes it.",), sees=("Ash", "Wren")),
        Step(2, "The gift", GIVE, "It is given.", Fate.IMPOSSIBLE, (), (), ("`lit(lamp)` is no", "and more"), new=view),
    )
    taken = ToldEvent(TAKE, (), "Rook takes it.")
    values: dict[str, object] = {
        "title": "The lamp",
        "changes": ("lit(lamp)", "without take(Ash)"),
        "place": 0,
        "moment": None,
        "people": PEOPLE,
        "story": Timeline(View((difference(),)), steps, view, ("dark",)),
        "written": None,
        "parting": Parting(2, GIVE, Fate.IMPOSSIBLE, ("`lit(lamp)` is no",)),
        "alternatives": (Alternative(TAKE, "Rook takes it.", True),),
        "endings": (),
        "outlooks": (
            Outlook("light", None, Reach(Outcome.TOLD), Reach(Outcome.IMPOSSIBLE)),
            Outlook("dark", None, Reach(Outcome.IMPOSSIBLE), Reach(Outcome.TOLD, (taken,))),
            Outlook("dusk", None, Reach(Outcome.GAVE_UP, limit="states"), Reach(Outcome.TOLD)),
        ),
        "length": 7,
    }
    return WhatIfAnswer(**(values | more))  # type: ignore[arg-type]  # the fields by their names


def test_the_whole_side_by_side() -> None:
    assert render_what_if(answer(), 100) == (
        """\
What if `lit(lamp)` and `without take(Ash)`?

The stories part at event 2, `give(Ash, lamp, Wren)`: it cannot happen, since `lit(lamp)` is no.
In character there, and not as told: `take(Rook)`.

                           As told                              What if
-------------------------  -----------------------------------  -----------------------------------
  in truth                     not lit(lamp)                        lit(lamp)
                           1. take(Rook)                        1. take(Rook) (seen by Ash and
                                                                  Wren)
                           “The gift”
                           2. give(Ash, lamp, Wren)             – cannot happen: `lit(lamp)` is no,
                                                                  …
  in truth                     not lit(lamp)                        lit(lamp)
  Wren                         not at(Wren, yard)                   at(Wren, yard)
  worth                        Wren 2, the author 1                 Wren 0, the author 3

At the end
  ending                       none                                 dark
  in truth                     not lit(lamp)                        lit(lamp)
  Wren                         not at(Wren, yard)                   at(Wren, yard)
  worth                        Wren 2, the author 1                 Wren 0, the author 3

From there, within 7 events, nobody acting out of character:
  light: lost: it could be reached as told.
  dark: won: it could not be reached as told.
     1. Rook takes it.
  dusk: not known, since there were too many states.
        It is so already.
"""
    )


def test_the_whole_one_above_the_other() -> None:
    assert render_what_if(answer(), 60) == (
        """\
What if `lit(lamp)` and `without take(Ash)`?

The stories part at event 2, `give(Ash, lamp, Wren)`: it
cannot happen, since `lit(lamp)` is no.
In character there, and not as told: `take(Rook)`.

     in truth:
     - not lit(lamp)
     + lit(lamp)
1. take(Rook)
   => 1. take(Rook) (seen by Ash and Wren)
“The gift”
2. give(Ash, lamp, Wren)
   => – cannot happen: `lit(lamp)` is no, …
     in truth:
     - not lit(lamp)
     + lit(lamp)
     Wren:
     - not at(Wren, yard)
     + at(Wren, yard)
     worth:
     - Wren 2, the author 1
     + Wren 0, the author 3

At the end
     ending:
     - none
     + dark
     in truth:
     - not lit(lamp)
     + lit(lamp)
     Wren:
     - not at(Wren, yard)
     + at(Wren, yard)
     worth:
     - Wren 2, the author 1
     + Wren 0, the author 3

From there, within 7 events, nobody acting out of character:
  light: lost: it could be reached as told.
  dark: won: it could not be reached as told.
     1. Rook takes it.
  dusk: not known, since there were too many states.
        It is so already.
"""
    )


@pytest.mark.parametrize("width", [40, 72, 80, 90, 100])
def test_no_line_is_wider(width: int) -> None:
    long = answer(changes=("keeper(lamp) = Wren; Wren believes Rook believes lit(lamp) or at(Wren) = yard",))
    assert max(columns_of(line) for line in render_what_if(long, width).splitlines()) <= width


def test_what_is_not_whole_says_so() -> None:
    said = render_what_if(answer(broken="The story as told holds up to event 2.", limit="memory", place=1, moment="1"))
    assert said.startswith(
        "What if `lit(lamp)` and `without take(Ash)`, from `1` on?\n\nThe story as told holds up to event 2.\n"
        "Gave up, since the memory was used up: this is what was found out so far.\n"
    )
    assert "1.                                   (as told)" in said


def test_a_way_that_may_not_be_the_shortest_says_so() -> None:
    way = Reach(Outcome.TOLD, (ToldEvent(TAKE, (), "Rook takes it."),), shortest=False)
    said = render_what_if(answer(outlooks=(Outlook("light", None, Reach(Outcome.TOLD), way),)))
    assert "  light: still within reach (it was not shown that this is the shortest way).\n" in said


def test_stories_that_do_not_part() -> None:
    same = Timeline(View(), (Step(1, None, TAKE, "", Fate.AS_TOLD, (TAKE,), ("",)),), View(), ())
    said = render_what_if(answer(story=same, parting=None, alternatives=(), outlooks=()))
    assert "The stories do not part: no event differs.\n" in said
    assert said.endswith("At the end\n  Nothing differs.\n")
