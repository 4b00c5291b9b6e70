# SPDX-License-Identifier: Apache-2.0
"""What may stand in the braces of a text: anything in a story's, only parameters and the value in a fact's."""

import pytest

from language.conftest import Read

WRONG = {
    "a number too great": 'fact likes(person, person) "{1} likes {3}"',
    "no number": 'fact dark(person) "{0} is dark"',
    "a number where there are no parameters": 'fact dark "{1} is dark"',
    "a broken number": 'fact dark(person) "{1.0} is dark"',
    "arithmetic": 'fact age(person) is number "{1} is {value + 1}"',
    "another fact": 'fact dark(p: person) "{p} at {at(p)}"',
    "a thing": 'fact dark(p: person) "{p} is darker than {Ash}"',
    "a definition": 'define d(p: person) "{2} is weak": weak(p)',
    "an event": 'event go(p: person):\n    text: "{1} goes."\n    then: lit(lamp)',
    "a law": 'law l(p: person):\n    text: "{1} goes."\n    when: weak(p)\n    then: lit(lamp)',
    "an ending": 'ending e "{1} ends": lit(lamp)',
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG)
def test_what_nothing_can_stand_for_is_reported(line: str, house: Read) -> None:
    assert house(f"{line}\n").codes == ["not-a-parameter"]


RIGHT = {
    "numbers": 'fact likes(person, person) "{1} likes { 2 }"',
    "the value": 'fact age(p: person) is number "{p} is {value}"',
    "a kind": 'fact dark(person) "{person} is dark"',
    "a thing that is a parameter": 'fact dark(lamp) "the {lamp} is dark"',
    "braces": 'fact dark "{{3}} is dark"',
    "a definition": 'define d(p: person) "{1} or {p} is weak": weak(p)',
    "an event": 'event go(p: person):\n    text: "{p} goes, {blood(p) + 1} drops left."\n    then: lit(lamp)',
}


@pytest.mark.parametrize("line", RIGHT.values(), ids=RIGHT)
def test_what_may_stand(line: str, house: Read) -> None:
    assert house(f"{line}\n").codes == []


def test_an_unknown_name_is_reported(house: Read) -> None:
    assert house('fact dark(person) "{1} is {bob}"\n').codes == ["unknown-name"]
