# SPDX-License-Identifier: Apache-2.0
"""A case of bad input: files, and what must come out.

The lines at which problems are expected are marked in the text itself, by a remark `# <- code` at their end (several
codes apart by blanks). Where no remark can stand, in files that are no text, the problems are given as `code line`, or
`code file:line` for another file than the one that is checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(r"#\s*<-\s*([a-z0-9 -]+)")

WORLD = """\
world "A lamp"
kind place
kind thing
person Ash, Wren
place hall, yard
thing lamp
fact alive(person)
fact at(person) is place
fact keeper(thing) is person
fact lit(thing)
fact weight(thing) is number
fact raining
start:
    for every person p: alive(p); at(p) = hall
    keeper(lamp) = Ash
    lit(lamp)
event go(p: person, to: place):
    when: alive(p) and at(p) != to
    then: at(p) = to
    by: p
event give(giver: person, t: thing, taker: person):
    when: keeper(t) = giver and giver != taker
    then: keeper(t) = taker
    by: giver, taker
event soak(t: thing):
    when: lit(t) and weight(t) < 9
    then: not lit(t); weight(t) += 1; raining
wants Ash: 1 if at(Ash) = yard
ending wet: raining
ending gone "The hall is empty.": no person p: at(p) = hall
"""
"""A sound world, on which most cases hang their broken lines."""

HEAD = "---\nworld: good.world\n---\n"
"""The settings of a manuscript in that world."""


@dataclass(frozen=True, slots=True)
class Case:
    """Bad input. `files` are written into an empty folder, `main` is checked."""

    name: str
    main: str
    files: dict[str, bytes]
    expected: tuple[str, ...]
    arguments: tuple[str, ...] = field(default=())


def marked(files: dict[str, str], main: str) -> tuple[str, ...]:
    """The problems that the files' own marks promise."""
    found: list[str] = []
    for name, text in files.items():
        for number, line in enumerate(text.split("\n"), start=1):
            for mark in _MARK.finditer(line):
                where = str(number) if name == main else f"{name}:{number}"
                found += [f"{code} {where}" for code in mark[1].split()]
    return tuple(sorted(found))


def world_case(name: str, lines: str) -> Case:
    """The sound world with some broken lines at its end."""
    return files_case(name, {"bad.world": WORLD + lines})


def whole_world_case(name: str, text: str) -> Case:
    """A world of its own."""
    return files_case(name, {"bad.world": text})


def manuscript_case(name: str, text: str) -> Case:
    """A manuscript in the sound world; the settings are put before it."""
    return files_case(name, {"bad.md": HEAD + text, "good.world": WORLD})


def files_case(name: str, files: dict[str, str], *also: str) -> Case:
    """Several files, the first of which is checked; `also` are problems that the text cannot mark."""
    main = next(iter(files))
    expected = tuple(sorted((*marked(files, main), *also)))
    return Case(name, main, {each: text.encode("utf-8") for each, text in files.items()}, expected)


def bytes_case(name: str, main: str, data: bytes, *expected: str) -> Case:
    """A file of bytes that is checked, beside the sound world."""
    return Case(name, main, {main: data, "good.world": WORLD.encode()}, tuple(sorted(expected)))
