# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks.drawing`: how well storylines are laid out, and how long that takes, drawing included.

The founding worlds, the heist, and a story of thirty people and two hundred scenes, in which somebody goes elsewhere at
each event. Beside each figure stands that of the order in which the world names its people, as tight as can be.
"""

from __future__ import annotations

import random
import time

from fabula.api import load_story
from fabula.diagnostics import Span
from fabula.model.answers import EventCall
from fabula.model.chronicle import Chronicle, ChronicledEvent, Instant, Person
from fabula.render.drawing.svg import document
from fabula.render.storyline.cast import cast_of, gathering
from fabula.render.storyline.lives import lives_of
from fabula.render.storyline.measures import crossings, height, white_space, wiggle_height, wiggles
from fabula.render.storyline.ordering_exact import grouped
from fabula.render.storyline.picture import storyline
from fabula.render.storyline.terminal import storyline_text
from fabula.render.storyline.track import WITH_PLACES, columns_of, laid_out
from fabula.usecases.chronicle import chronicle

STORIES = {name: f"worlds/{name}/{name}.md" for name in ("gates", "puddle", "heist")}
TIMES = 3


def long_story(people: int = 30, scenes: int = 200, places: int = 8, seed: int = 1) -> Chronicle:
    """So many people, of whom one goes elsewhere in each of so many scenes."""
    chance = random.Random(seed)  # noqa: S311 -- the same story each time, no secrets
    names = tuple(Person(f"Person {number}", f"Person {number}") for number in range(people))
    at = [chance.randrange(places) for _ in names]
    moments = [_instant(at, 0)]
    events: list[ChronicledEvent] = []
    for number in range(1, scenes + 1):
        who = chance.randrange(people)
        at[who] = chance.randrange(places)
        seers = tuple(person for person in range(people) if at[person] == at[who])
        call = EventCall("go", (names[who].name, f"room {at[who]}"))
        text = f"{names[who].shown} goes to room {at[who]} to look for the others."
        scene, nowhere = f"Scene {number}", Span("", 0, 0)
        told = (number, number, call, text, scene, True, (who,), (who,), seers, (), (), (), (), (), number - 1, nowhere)
        events.append(ChronicledEvent(*told))
        moments.append(_instant(at, number))
    titles = tuple((f"room {number}", f"room {number}") for number in range(places))
    scenes_ = tuple(f"Scene {number}" for number in range(1, scenes + 1))
    kept = (names, (), tuple(events), tuple(moments), scenes_, "at", titles, (), False)
    return Chronicle("Thirty people", "", "A long world", *kept)


def _instant(at: list[int], now: int) -> Instant:
    return Instant((), (), tuple(f"room {place}" for place in at), float(now), ())


def figures(told: Chronicle) -> str:
    """The measures of a story's layout, and the milliseconds that its picture takes."""
    lives = lives_of(told)
    cast = cast_of(told, lives)
    columns = columns_of(told)
    track = laid_out(told, lives, cast, columns)
    plain = tuple(grouped(range(len(told.people)), gathering(told, lives, cast, *each).groups) for each in _pairs(told))
    tight = tuple(_tight(layer) for layer in plain)
    said = [
        f"{len(cast)} x {len(columns)}",
        f"{crossings(track.layers)} ({crossings(plain)})",
        f"{wiggles(track.rows)} ({wiggles(tight)})",
        f"{int(wiggle_height(track.rows))}",
        f"{int(white_space(track.layers, track.rows, WITH_PLACES))}",
        f"{int(height(track.rows))} ({height(tight)})",
        f"{_milliseconds(lambda: document(storyline(told))):.0f}",
        f"{_milliseconds(lambda: storyline_text(told)):.0f}",
    ]
    return " | ".join(said)


def _pairs(told: Chronicle) -> list[tuple[int, int | None]]:
    return [(column.moment, column.event) for column in columns_of(told)]


def _tight(layer: tuple[tuple[int, ...], ...]) -> dict[int, int]:
    rows: dict[int, int] = {}
    row = 0
    for group in layer:
        for person in group:
            rows[person] = row
            row += WITH_PLACES.inner
        row += WITH_PLACES.outer - WITH_PLACES.inner
    return rows


def _milliseconds(work: object) -> float:
    """The least processor time of some runs."""
    assert callable(work)
    found: list[float] = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1000)
    return min(found)


def main() -> None:
    """Print a row for each story."""
    print(
        "| story | people x columns | crossings | wiggles | wiggle height | white space | height | SVG ms | text ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, path in STORIES.items():
        print(f"| {name} | {figures(chronicle(load_story(path).replayed(), reasons=False))} |", flush=True)
    print(f"| 30 people, 200 scenes | {figures(long_story())} |")


if __name__ == "__main__":
    main()
