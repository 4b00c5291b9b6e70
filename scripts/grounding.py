# SPDX-License-Identifier: Apache-2.0
"""How long grounding takes where an event has a million candidates: `python scripts/grounding.py [NAME…]`.

`roads`: steady facts allow few. `sums`: a sum of steady numbers allows few. `four`: a sum that has to be worked out for
each of the million. `people`: nothing is ruled out, and everybody sees where everybody is.
"""

from __future__ import annotations

import sys
import time

from fabula.diagnostics import Source
from fabula.engine.ground import ground
from fabula.language import read_world
from fabula.model.ground import Program


def roads(count: int = 100) -> str:
    """A journey of two steps between places with two roads each."""
    ways = "".join(f"    road(p{n}, p{(n + 1) % count})\n    road(p{n}, p{n * 7 % count})\n" for n in range(count))
    return f"""world "Roads"
kind place
person Ash
place {", ".join(f"p{n}" for n in range(count))}
fact road(from: place, to: place)
fact at(person) is place
start:
    at(Ash) = p0
{ways}
event travel(p: person, a: place, b: place, c: place):
    when: at(p) = a and road(a, b) and road(b, c)
    then: at(p) = c
    by: p
"""


def sums(count: int = 100, condition: str = "weight(a) + weight(b) = weight(c) * 90 and a != b", more: str = "") -> str:
    """Stones whose weights must add up."""
    weights = "".join(f"    weight(s{n}) = {n}\n" for n in range(count))
    return f"""world "Stones"
kind stone
person Ash
stone {", ".join(f"s{n}" for n in range(count))}
fact weight(stone) is number
fact held(stone)
start:
{weights}
event stack(a: stone, b: stone, c: stone{more}):
    when: {condition}
    then: held(a); held(b); held(c)
    by: Ash
"""


def four(count: int = 32) -> str:
    """Four stones, and a sum on whose one side two of them stand."""
    return sums(count, "weight(a) + weight(b) = weight(c) * 30 + weight(d) * 31", ", d: stone")


def people(count: int = 202) -> str:
    """A crowd that sees where everybody is, and who is tired."""
    return f"""world "Crowd"
kind place
person {", ".join(f"q{n}" for n in range(count))}
place hall, yard
fact at(person) is place
fact tired(person)
start:
    for every person p: at(p) = hall
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p) or at(q) = to
sight for p: person, q: person:
    p sees whether at(q) = at(p)
    p sees whether tired(q) if at(q) = at(p)
"""


WORLDS = {"roads": roads, "sums": sums, "four": four, "people": people}


def main() -> None:
    """Ground each world and print what came of it."""
    for name in sys.argv[1:] or WORLDS:
        world, problems, _ = read_world(Source(f"{name}.world", WORLDS[name]()), lambda _from, _path: None)
        if world is None:
            raise SystemExit(str(problems))
        began = time.process_time()
        program = ground(world)
        took = time.process_time() - began
        size = f"{len(program.events):,} events, {len(program.laws):,} laws" if isinstance(program, Program) else "no"
        print(f"{name:8} {took:6.2f} s  {size}")


if __name__ == "__main__":
    main()
