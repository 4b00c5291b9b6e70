# SPDX-License-Identifier: Apache-2.0
"""Worlds that can be read but not run: laws that never rest, divisions by zero, too many instances."""

from bad_input.case import HEAD, Case, files_case, whole_world_case, world_case

_FLIP = "law on:  # <- restless-laws\n    when: not raining\n    then: raining\nlaw off:\n    when: raining\n    then: not raining\n"
_MINDS = """\
world "W"
person Ash, Wren
fact odd
fact wet
"""
_WITNESS = "ending e: Ash believes Wren believes wet\n"
_MOVE = "event nudge():\n    then: odd\n"


def _manuscript(name: str, world: str, prose: str) -> Case:
    """A manuscript in a world of its own."""
    return files_case(name, {"bad.md": HEAD + prose, "good.world": world})


RESTLESS: tuple[Case, ...] = (
    world_case("two laws undo each other", _FLIP),
    world_case(
        "law that undoes itself",
        "law flip:  # <- restless-laws\n    when: raining or not raining\n    then:\n        if raining: not raining\n        else: raining\n",
    ),
    world_case(
        "law that counts for ever",
        "law more:  # <- restless-laws\n    when: weight(lamp) >= 0\n    then: weight(lamp) += 1\n",
    ),
    whole_world_case(
        "beliefs that undo each other",
        _MINDS
        + "law on:  # <- restless-laws\n    when: not (Ash believes wet)\n    then: Ash believes wet\nlaw off:\n    when: Ash believes wet\n    then: Ash believes not wet\n"
        + _WITNESS,
    ),
    whole_world_case(
        "beliefs that undo each other in a mind",
        _MINDS
        + "start: Ash believes odd\n"
        + "law on:  # <- restless-laws\n    when: odd and not (Wren believes wet)\n    then: Wren believes wet\n"
        + "law off:\n    when: odd and Wren believes wet\n    then: Wren believes not wet\n"
        + _WITNESS,
    ),
    whole_world_case(
        "two minds that chase each other",
        _MINDS
        + "law a:  # <- restless-laws\n    when: Ash believes wet and Wren believes wet\n    then: Ash believes not wet\n"
        + "law b:\n    when: Ash believes not wet and Wren believes wet\n    then: Wren believes not wet\n"
        + "law c:\n    when: Ash believes not wet and Wren believes not wet\n    then: Ash believes wet\n"
        + "law d:\n    when: Ash believes wet and Wren believes not wet\n    then: Wren believes wet\n"
        + _WITNESS,
    ),
    _manuscript(
        "laws that do not rest after an event",
        _MINDS
        + _MOVE
        + "law on:  # <- restless-laws\n    when: odd and not wet\n    then: wet\nlaw off:\n    when: odd and wet\n    then: not wet\n",
        "@ nudge()\n",
    ),
    _manuscript(
        "beliefs that do not rest after an event",
        _MINDS
        + _MOVE
        + "law on:  # <- restless-laws\n    when: odd and not (Ash believes wet)\n    then: Ash believes wet\n"
        "law off:\n    when: odd and Ash believes wet\n    then: Ash believes not wet\n" + _WITNESS,
        "@ nudge()\n",
    ),
    _manuscript(
        "laws that do not rest in a counterfactual",
        _MINDS
        + _MOVE
        + "law on:  # <- restless-laws\n    when: odd and not wet\n    then: wet\nlaw off:\n    when: odd and wet\n    then: not wet\n",
        "@ expect with odd: wet\n",
    ),
)

DIVISIONS: tuple[Case, ...] = (
    world_case("at the start", "start: weight(lamp) = 1 / weight(lamp)  # <- division-by-zero\n"),
    world_case(
        "in a law at the start", "law l:\n    when: 1 / weight(lamp) = 1  # <- division-by-zero\n    then: raining\n"
    ),
    _manuscript(
        "in a condition",
        'world "W"\nfact n is number\nevent e():\n    when: 1 / n > 0  # <- division-by-zero\n    then: n = 1\n',
        "@ e()\n",
    ),
    _manuscript(
        "in an effect",
        'world "W"\nfact n is number\nevent e():\n    then: n = 1 / n  # <- division-by-zero\n',
        "@ e()\n",
    ),
    _manuscript(
        "in a want",
        'world "W"\nperson Ash\nfact n is number\nevent e(p: person):\n    then: n = 1\n    by: p\nwants Ash: 1 / n  # <- division-by-zero\n',
        "@ e(Ash)\n",
    ),
    _manuscript(
        "in an expectation",
        'world "W"\nfact n is number\nevent e():\n    then: n = 0\nevent f():\n    then: n = 1\n',
        "@ e()\n@ expect 1 / n = 1  # <- division-by-zero\n",
    ),
    _manuscript(
        "after an event",
        'world "W"\nfact n is number\nstart: n = 1\nevent e():\n    then: n = 0\nlaw l:\n    when: 1 / n = 5  # <- division-by-zero\n    then: n = 1\n',
        "@ e()\n",
    ),
)

_CROWD = "person " + ", ".join(f"P{number}" for number in range(60)) + "\n"
_FIVE = ", ".join(f"{name}: person" for name in "abcde")

CROWDS: tuple[Case, ...] = (
    whole_world_case(
        "event for too many people",
        f'world "W"\n{_CROWD}fact f(person)\nevent e({_FIVE}):  # <- too-many-instances\n    then: f(a)\n',
    ),
    whole_world_case(
        "law for too many people",
        f'world "W"\n{_CROWD}fact f(person)\nlaw l({_FIVE}):  # <- too-many-instances\n    when: f(a) and f(b) and f(c) and f(d) and f(e)\n    then: not f(a)\n',
    ),
    whole_world_case(
        "fact of too many people",
        f'world "W"\n{_CROWD}fact f({_FIVE})  # <- too-many-instances\nending e: f(P0, P0, P0, P0, P0)\n',
    ),
    whole_world_case(
        "condition on too many people",
        f'world "W"\n{_CROWD}fact f(person)\nending e: any {", ".join("person " + name for name in "abcde")}: f(a) and f(e)  # <- too-many-instances\n',
    ),
    whole_world_case(
        "effect on too many people",
        f'world "W"\n{_CROWD}fact f(person)\nstart: for every {", ".join("person " + name for name in "abcde")}: f(a)  # <- too-many-instances\n',
    ),
    whole_world_case(
        "definitions inside definitions",
        'world "W"\nfact f\n'
         "define d0: f\n"
        + "".join(f"define d{n}: d{n - 1} and d{n - 1}\n" for n in range(1, 40))
        + "ending e: d39  # <- too-many-instances\n",
    ),
)

CASES = (*RESTLESS, *DIVISIONS, *CROWDS)
