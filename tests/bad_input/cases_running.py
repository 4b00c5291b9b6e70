# SPDX-License-Identifier: Apache-2.0
"""Worlds that can be read but not run: laws that never rest, divisions by zero, too many instances."""

from bad_input.case import HEAD, Case, files_case, whole_world_case, world_case

MINDS = """\
world "W"
person Ash, Wren
fact odd
fact wet
ending seen: odd or Ash believes Wren believes wet
event nudge():
    then: odd
"""
"""A world for laws that go round; the event sets them going where they ask for `odd`."""

NUMBER = """\
world "W"
person Ash
fact n is number
ending big: n > 9
event empty():
    then: n = 0
"""
"""A world for divisions."""


def manuscript_case(name: str, world: str, prose: str) -> Case:
    """A manuscript in a world of its own. What breaks while the story runs is said at the annotation."""
    return files_case(name, {"bad.md": HEAD + prose, "good.world": world})


RESTLESS: tuple[Case, ...] = (
    world_case(
        "two laws undo each other",
        """\
law on:  # <- restless-laws
    when: not raining
    then: raining
law off:
    when: raining
    then: not raining
""",
    ),
    world_case(
        "law that undoes itself",
        """\
law flip:  # <- restless-laws
    when: raining or not raining
    then:
        if raining: not raining
        else: raining
""",
    ),
    world_case(
        "law that counts for ever",
        """\
law more:  # <- restless-laws
    when: weight(lamp) >= 0
    then: weight(lamp) += 1
""",
    ),
    whole_world_case(
        "beliefs that undo each other",
        MINDS
        + """\
law on:  # <- restless-laws
    when: not (Ash believes wet)
    then: Ash believes wet
law off:
    when: Ash believes wet
    then: Ash believes not wet
""",
    ),
    whole_world_case(
        "beliefs that undo each other in a mind",
        MINDS
        + """\
start: Ash believes odd
law on:  # <- restless-laws
    when: odd and not (Wren believes wet)
    then: Wren believes wet
law off:
    when: odd and Wren believes wet
    then: Wren believes not wet
""",
    ),
    whole_world_case(
        "two minds that chase each other",
        MINDS
        + """\
law a:
    when: Ash believes wet and Wren believes wet
    then: Ash believes not wet
law b:
    when: Ash believes not wet and Wren believes wet
    then: Wren believes not wet
law c:  # <- restless-laws
    when: Ash believes not wet and Wren believes not wet
    then: Ash believes wet
law d:
    when: Ash believes wet and Wren believes not wet
    then: Wren believes wet
""",
    ),
    whole_world_case(
        "numbers in a mind that grow for ever",
        """\
world "W"
person Ash
fact n is number
ending big: n > 9
law more:  # <- restless-laws
    when: Ash believes n >= 0
    then: Ash believes n = n + 1
""",
    ),
)

_ON_OFF = """\
law on:
    when: odd and not wet
    then: wet
law off:
    when: odd and wet
    then: not wet
"""

RESTLESS_LATER: tuple[Case, ...] = (
    manuscript_case("laws that do not rest after an event", MINDS + _ON_OFF, "@ nudge()  # <- restless-laws\n"),
    manuscript_case(
        "beliefs that do not rest after an event",
        MINDS
        + """\
law on:
    when: odd and not (Ash believes wet)
    then: Ash believes wet
law off:
    when: odd and Ash believes wet
    then: Ash believes not wet
""",
        "@ nudge()  # <- restless-laws\n",
    ),
    manuscript_case(
        "laws that do not rest in a counterfactual", MINDS + _ON_OFF, "@ expect with odd: wet  # <- restless-laws\n"
    ),
)

DIVISIONS: tuple[Case, ...] = (
    world_case("at the start", "start: weight(lamp) = 1 / weight(lamp)  # <- division-by-zero\n"),
    world_case(
        "in a law at the start",
        """\
law l:
    when: 1 / weight(lamp) = 1  # <- division-by-zero
    then: raining
""",
    ),
    manuscript_case(
        "in a condition",
        NUMBER + "start: n = 1\nevent e():\n    when: 1 / n > 0\n    then: n = 2\n",
        "@ empty()  # <- division-by-zero\n@ e()\n",
    ),
    manuscript_case(
        "in a condition at the start",
        NUMBER + "event e():\n    when: 1 / n > 0  # <- division-by-zero\n    then: n = 1\n",
        "@ empty()\n",
    ),
    manuscript_case("in an effect", NUMBER + "event e():\n    then: n = 1 / n\n", "@ e()  # <- division-by-zero\n"),
    manuscript_case(
        "in a want",
        NUMBER + "event e(p: person):\n    then: n = 1\n    by: p\nwants Ash: 1 / n\n",
        "@ e(Ash)  # <- division-by-zero\n",
    ),
    manuscript_case("in an expectation", NUMBER, "@ empty()\n@ expect 1 / n = 1  # <- division-by-zero\n"),
    manuscript_case(
        "after an event",
        NUMBER + "start: n = 1\nlaw l:\n    when: 1 / n = 5\n    then: n = 1\n",
        "@ empty()  # <- division-by-zero\n",
    ),
)

_FIVE = ", ".join(f"{name}: person" for name in "abcde")
_EVERY_FIVE = ", ".join(f"person {name}" for name in "abcde")
_CROWD = f"""\
world "W"
person {", ".join(f"P{number}" for number in range(60))}
fact f(person)
ending e: f(P0)
"""
"""A world of sixty people: five parameters make 777 million instances."""

CROWDS: tuple[Case, ...] = (
    whole_world_case(
        "event for too many people", f"{_CROWD}event go({_FIVE}):  # <- too-many-instances\n    then: f(a)\n"
    ),
    whole_world_case(
        "law for too many people",
        f"""\
{_CROWD}event go(p: person):
    then: f(p)
law l({_FIVE}):  # <- too-many-instances
    when: f(a) and f(b) and f(c) and f(d) and f(e)
    then: not f(a)
""",
    ),
    whole_world_case(
        "fact of too many people",
        f"{_CROWD}fact g({_FIVE})  # <- too-many-instances\nending h: g(P0, P0, P0, P0, P0)\n",
    ),
    whole_world_case(
        "condition on too many people",
        f"""\
{_CROWD}event go(p: person):
    then: f(p)
ending h: any {_EVERY_FIVE}: f(a) and f(e)  # <- too-many-instances
""",
    ),
    whole_world_case(
        "effect on too many people", f"{_CROWD}start: for every {_EVERY_FIVE}: f(a)  # <- too-many-instances\n"
    ),
    whole_world_case(
        "definitions inside definitions",
        'world "W"\nfact f\nevent go():\n    then: f\ndefine d0: f\n'
        + "".join(
            f"define d{number}: d{number - 1} and d{number - 1}{'  # <- too-many-instances' if number == 18 else ''}\n"
            for number in range(1, 30)
        )
        + "ending e: d29\n",
    ),
)

CASES = (*RESTLESS, *RESTLESS_LATER, *DIVISIONS, *CROWDS)
