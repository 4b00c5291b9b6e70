# SPDX-License-Identifier: Apache-2.0
"""Reports of texts for the tests: a small world, and whatever manuscript a test brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fabula import files
from fabula.api.reports import Reported, reported
from fabula.diagnostics import Source
from fabula.usecases.report import Reporting

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"

WORLD = """\
world "A lamp"
person Ash, Wren
kind place
place hall, yard
fact at(person) is place
fact lit
start:
    for every person p: at(p) = hall
    lit
event go(p: person, to: place):
    text: "{p} goes to the {to}."
    when: at(p) != to
    then: at(p) = to
    by: p
    seen by q: at(q) = at(p)
event blow(p: person):
    text: "{p} blows the lamp out."
    when: lit
    then: not lit
    by: p
    seen by q: at(q) = at(p)
wants Ash: 2 if not lit
wants Wren: 1 if at(Wren) = yard
ending dark "It is dark.": not lit
"""

STORY = """\
---
title: In the dark
world: lamp.world
---

# In the dark

<!-- @ scene "The hall" -->

Wren did not *stay*. <!-- @ go(Wren, yard) --> The door stood open.

@ expect Ash believes at(Wren) = yard
@ expect without go(Wren, yard): at(Wren) = hall

Ash did what Ash always did.

@ blow(Ash)
@ expect Wren believes lit
@ allow expectation-failed because "nobody counts"
"""


def made(text: str, world: str = WORLD, name: str = "dark.md", drawn: bool = False) -> Reported:
    """The report of a manuscript in a world; of the world alone where the manuscript is empty of text."""

    def open_file(_: str, wanted: str) -> Source | None:
        return Source(wanted, world) if wanted == "lamp.world" else None

    return reported(Source(name, text), open_file, Reporting(), drawn)


def page_of(text: str, world: str = WORLD, name: str = "dark.md", drawn: bool = False) -> str:
    """The page of a manuscript in a world."""
    return made(text, world, name, drawn).html


def body_of(html: str) -> str:
    """What an author's text can change of a page without pictures."""
    return html.partition("<body>")[2].partition("<script>")[0]


@cache
def founding(path: str) -> Reported:
    """The report of a file of the project's worlds, made once."""
    source = files.read(str(ROOT / "worlds" / path))
    assert isinstance(source, Source)
    return reported(source, files.open_file, Reporting())
