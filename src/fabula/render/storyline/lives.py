# SPDX-License-Identifier: Apache-2.0
"""What becomes of people: who is alive when, who is of another nature, and for how long each has a line.

No word of the language says what life is, so it is found by the names of facts: `alive(p)` and the like for life,
`dust(p)` and the like for an end for good, `undead(p)` and the like for another nature. An author whose facts have
other names says which they are. Where nothing says that somebody can die, nobody does.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from fabula.model.chronicle import Chronicle
from fabula.records import dataclass

LIFE = ("alive", "living", "lives", "is_alive")
ENDS = ("dust", "destroyed", "dead", "gone_for_good", "ashes")
NATURES = ("undead", "vampire", "ghost", "spirit", "werewolf", "monster", "beast", "stone", "transformed", "possessed")


class Being(IntEnum):
    """How somebody is: from 0 on, of the nature numbered so (0: as people are)."""

    GONE = -2
    DEAD = -1
    ALIVE = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """The facts that say who lives: `life` (None: found by name), `natures` (empty: found by name)."""

    life: str | None = None
    natures: tuple[str, ...] = ()


BY_NAME = Naming()
"""Everything is found by its usual names."""


@dataclass(frozen=True, slots=True)
class Lives:
    """How everybody is at each moment, and until which moment each has a line.

    `beings` has for each moment the state of each person: a `Being`, or the number of a nature from 1 on. `last` is the
    last moment at which somebody is drawn, None for one who is never. `natures` are the facts of other natures that
    are ever so, in the order of their numbers.
    """

    beings: tuple[tuple[int, ...], ...]
    last: tuple[int | None, ...]
    natures: tuple[str, ...]

    def there(self, person: int, moment: int) -> bool:
        """Whether somebody has a line at a moment."""
        last = self.last[person]
        return last is not None and moment <= last


def lives_of(chronicle: Chronicle, naming: Naming = BY_NAME) -> Lives:
    """The lives of all people of a story."""
    facts = {
        (fact.name, fact.arguments): number for number, fact in enumerate(chronicle.facts) if fact.kind == "yes-no"
    }
    people = [person.name for person in chronicle.people]

    def known(name: str) -> bool:
        return any((name, (person,)) in facts for person in people)

    life = naming.life or next((name for name in LIFE if known(name)), None)
    natures = tuple(name for name in naming.natures or NATURES if known(name))
    ends = tuple(name for name in ENDS if known(name) and name not in natures)

    def ever(name: str) -> bool:
        numbers = [facts[name, (person,)] for person in people if (name, (person,)) in facts]
        return any(moment.values[number] is True for moment in chronicle.moments for number in numbers)

    shown = tuple(name for name in natures if naming.natures or ever(name))

    def being(person: str, values: Sequence[object]) -> int:
        def so(name: str | None, otherwise: bool) -> bool:
            number = facts.get((name or "", (person,)))
            return otherwise if number is None else values[number] is True

        if any(so(name, False) for name in ends):
            return Being.GONE
        for number, name in enumerate(shown, start=1):
            if so(name, False):
                return number
        return Being.ALIVE if so(life, True) else Being.DEAD

    beings = tuple(tuple(being(person, moment.values) for person in people) for moment in chronicle.moments)
    last = tuple(_last(chronicle, beings, person) for person in range(len(people)))
    return Lives(beings, last, shown)


def _last(chronicle: Chronicle, beings: Sequence[Sequence[int]], person: int) -> int | None:
    """The last moment before somebody is dead and of no more concern."""
    moments = [moment for moment, state in enumerate(beings) if state[person] >= Being.ALIVE]
    moments += [event.number - 1 for event in chronicle.events if person in (*event.concerned, *event.willing)]
    return max(moments, default=None)
