# SPDX-License-Identifier: Apache-2.0
"""Which part of a condition fails: the label of each form of condition, on one line."""

import pytest

from fabula.diagnostics import Severity
from usecases.checking import check_texts

WORLD = """\
world "A lamp"
kind place
kind lamp
person Ash, Wren, Rook
place hall, yard, gate
lamp tall, small
fact at(person) is place
fact keeper(lamp) is person
fact lit(lamp)
fact oil(lamp) is number
fact heard(person)
start:
    for every person p: at(p) = hall
    keeper(tall) = Ash
    lit(tall)
    oil(tall) = 3
    oil(small) = 1
    Wren believes keeper(tall) = unknown
    Wren believes lit(tall) = unknown
    Rook believes keeper(tall) = Wren
define held(l: lamp): keeper(l) != none
define bright(l: lamp): lit(l) and oil(l) > 1
define usable(l: lamp): held(l) and bright(l)
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
event light(l: lamp):
    when: not lit(l)
    then: lit(l)
event pass_on(l: lamp, p: person):
    then: keeper(l) = p; oil(l) -= 1; heard(p)
"""

PARTS = {
    "keeper(tall) = Wren": "`keeper(tall)` is Ash, not Wren",
    "Wren = keeper(tall)": "`keeper(tall)` is Ash, not Wren",
    "keeper(small) = Wren": "`keeper(small)` is none, not Wren",
    "lit(small)": "`lit(small)` is no",
    "not lit(tall)": "`lit(tall)` is yes",
    "keeper(tall) != Ash": "`keeper(tall)` is Ash, and must not be",
    "at(Ash) != at(Wren)": "`at(Ash)` and `at(Wren)` are both hall",
    "keeper(tall) = keeper(small)": "`keeper(tall)` is Ash, but `keeper(small)` is none",
    "oil(small) >= 2": "`oil(small)` is 1, and must be at least 2",
    "oil(small) > oil(tall)": "`oil(small)` is 1, and must be more than `oil(tall)`, which is 3",
    "oil(small) + 1 > 5 - oil(tall)": "`oil(small) + 1` is 2, and must be more than `5 - oil(tall)`, which is 2",
    "oil(tall) < 2": "`oil(tall)` is 3, and must be less than 2",
    "oil(tall) <= 2": "`oil(tall)` is 3, and must be at most 2",
    "held(small)": "`keeper(small)` is none, and must not be (so not `held(small)`)",
    "usable(small)": "3 parts of it decide that",
    "Rook believes keeper(tall) = Ash": "Rook believes that `keeper(tall)` is Wren, not Ash",
    "Wren believes keeper(tall) = Ash": "Wren does not know `keeper(tall)`, which must be Ash",
    "Wren believes lit(tall)": "Wren does not know whether `lit(tall)`",
    "Ash believes Wren believes oil(tall) > 3": (
        "Ash believes that Wren believes that `oil(tall)` is 3, and must be more than 3"
    ),
    "not Rook believes keeper(tall) = Wren": "Rook believes that `keeper(tall)` is Wren",
    "lit(small) or oil(small) > 1": "`lit(small)` is no; `oil(small)` is 1, and must be more than 1",
    "lit(small) or at(Ash) = yard or at(Wren) = yard or at(Rook) = yard": (
        "none of these holds: `lit(small)`, `at(Ash) = yard`, `at(Wren) = yard`, 1 more"
    ),
    "any lamp l: keeper(l) = Rook": "`keeper(tall)` is Ash, not Rook; `keeper(small)` is none, not Rook",
    "every person p: at(p) = yard": "3 parts of it decide that",
    "no person p: at(p) = hall": "`at(Ash)` is hall",
    "at(keeper(tall)) = yard": "`at(Ash)` is hall, not yard",
    "at(keeper(small)) = yard": "`keeper(small)` is none",
    "count(person p: at(p) = hall) = 2": "the count is 3, not 2",
    "2 = count(person p: at(p) = hall)": "the count is 3, not 2",
    "5 < oil(tall)": "`oil(tall)` is 3, and must be more than 5",
}


@pytest.mark.parametrize("condition", PARTS)
def test_the_part_that_fails(condition: str) -> None:
    checked = check_texts(f"@ expect {condition}", WORLD)
    (problem,) = (each for each in checked.diagnostics if each.severity is Severity.ERROR)
    assert problem.code == "expectation-failed"
    assert problem.primary.text == PARTS[condition]
