# SPDX-License-Identifier: Apache-2.0
"""Compares the engines on many worlds that no test has tried: `make parity` runs it.

Arguments: how many worlds, and perhaps the seed of the first; or a world's file, which is compared alone. Of every five
worlds' worth one ground program is tried too, with what no text leads to.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from fabula.model.limits import Limits
from parity.judging import Disagreement, Unreadable, compared, judged, report
from parity.random_worlds import world_of
from parity.test_random_programs import with_ending

FOLDER = Path("build") / "parity"
PROGRAMS = 5
SHOWN = 30.0


def main(arguments: list[str]) -> int:
    """Compare; 1 if anything differs."""
    if arguments and not arguments[0].isdigit():
        return alone(Path(arguments[0]))
    count = int(arguments[0]) if arguments else 5_000
    first = int(arguments[1]) if len(arguments) > 1 else int.from_bytes(os.urandom(5))
    differing = 0
    sys.stdout.write(f"{count} worlds from seed {first} (again: make parity WORLDS='{count} {first}')\n")
    for line in run(count, first):
        differing += line.startswith("differs")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return min(differing, 1)


def alone(path: Path) -> int:
    """Compare one world."""
    try:
        noted = judged(path.read_text(encoding="utf-8"))
    except Disagreement as problem:
        sys.stdout.write(f"differs: {problem}\n")
        return 1
    sys.stdout.write("".join(f"agreed: {each}\n" for each in sorted(noted)))
    return 0


def run(count: int, first: int) -> Iterator[str]:
    """What to say, as soon as it is known."""
    constructs: Counter[str] = Counter()
    noted: Counter[str] = Counter()
    programs: Counter[str] = Counter()
    last = time.monotonic()
    for number in range(first, first + count):
        random = Random(number)
        world = world_of(random.randbytes(random.randint(160, 320)))
        constructs.update(world.constructs)
        try:
            noted.update({*judged(world.text), "worlds"})
        except Disagreement:
            yield f"differs: world {number}: {report(world.text, FOLDER)}"
        except Unreadable as problem:
            yield f"differs: world {number} cannot be read: {problem}"
        if number % PROGRAMS == 0:
            yield from program(number, programs)
        if time.monotonic() - last > SHOWN:
            last = time.monotonic()
            yield f"{number + 1 - first} worlds"
    for title, table, whole in (("constructs", constructs, count), ("answers", noted, count)):
        yield f"== {title}, in how many worlds of a hundred"
        yield from (f"{what:45} {times * 100 / whole:6.1f}" for what, times in sorted(table.items()))
    yield f"{noted['worlds']} of {count} worlds and {programs['agreed']} of {programs['all']} programs agree."


def program(number: int, counted: Counter[str]) -> Iterator[str]:
    """One ground program that no text has led to."""
    counted["all"] += 1
    try:
        compared(with_ending(number), Limits(length=3, imagine=3, minds=number // PROGRAMS % 3))
    except Disagreement as problem:
        yield f"differs: program {number}: {problem} (engine.random_programs.program_of({number}))"
    else:
        counted["agreed"] += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
