# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks.beliefs_and_causes`: what it takes to gather beliefs and causes of stories, and to draw them.

The founding worlds, the heist, and a town of thirty people who go about and hand on three things in two hundred events.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from fabula import files
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import engine_maker
from fabula.render.belief_rows import most_disputed
from fabula.render.belief_strip import belief_strip
from fabula.render.belief_table import belief_table
from fabula.render.cause_graph import cause_graph_picture
from fabula.render.drawing.svg import document
from fabula.usecases.beliefs import ledger
from fabula.usecases.causes import cause_graph
from fabula.usecases.causes_fold import Folding, folded
from fabula.usecases.story import ReadStory, Story, Wanted, read_story, replay_story

STORIES = ("gates", "puddle", "heist")
TIMES = 3
PLACES = "abcdefgh"
THINGS = ("ring", "letter", "knife")
Found = TypeVar("Found")


def town(people: int = 30) -> str:
    """A world in which everybody may go anywhere, and hand on what they hold to whoever is there."""
    names = ", ".join(f"P{number}" for number in range(people))
    held = "\n".join(f"    holder({thing}) = P{number}" for number, thing in enumerate(THINGS))
    return f"""world "Town"
kind place
kind thing
person {names}
place {", ".join(PLACES)}
thing {", ".join(THINGS)}
fact at(person) is place "{{1}} is at {{value}}"
fact holder(thing) is person "{{value}} has the {{1}}"
start:
    for every person p: at(p) = a
{held}
event go(p: person, to: place):
    when: at(p) != to
    then: at(p) = to
    by: p on impulse if at(p) != to
    seen by q: at(q) = at(p) or at(q) = to
event give(p: person, t: thing, q: person):
    when: holder(t) = p and at(p) = at(q) and p != q
    then: holder(t) = q
    by: p on impulse if holder(t) = p, q on impulse if at(p) = at(q)
    seen by r: at(r) = at(p)
"""


def town_story(people: int = 30, events: int = 200, seed: int = 1) -> str:
    """A manuscript of so many of these events, chosen at random."""
    chance = random.Random(seed)  # noqa: S311 -- the same story each time, no secrets
    at = dict.fromkeys(range(people), PLACES[0])
    holder = {thing: number for number, thing in enumerate(THINGS)}
    lines = ["---", "title: Town", "world: town.world", "---"]
    while len(lines) < events + 4:
        thing, who = chance.choice(THINGS), chance.randrange(people)
        near = [one for one in at if one != holder[thing] and at[one] == at[holder[thing]]]
        if chance.random() < 0.4 and near:
            taker = chance.choice(near)
            lines.append(f"@ give(P{holder[thing]}, {thing}, P{taker})")
            holder[thing] = taker
        else:
            at[who] = chance.choice([place for place in PLACES if place != at[who]])
            lines.append(f"@ go(P{who}, {at[who]})")
    return "\n".join(lines) + "\n"


def stories() -> dict[str, ReadStory]:
    """The stories by name, read."""
    found = {}
    for name in STORIES:
        source = files.read(f"worlds/{name}/{name}.md")
        if isinstance(source, Diagnostic):
            raise SystemExit(source.title)
        found[name] = read_story(source, files.open_file)
    found["town"] = read_story(Source("town.md", town_story()), lambda _, wanted: Source(wanted, town()))
    return found


def replayed(read: ReadStory) -> Story:
    """A story, replayed anew, so that nothing is remembered from the last time."""
    if read.manuscript is None or read.world is None:
        raise SystemExit("a story cannot be read")
    story = replay_story(read.manuscript, read.world, Wanted(engine_maker(None), minds=2))
    if not isinstance(story, Story):
        raise SystemExit("a story cannot be replayed")
    return story


def timed(make: Callable[[], Found]) -> tuple[Found, str]:
    """What is made, and the milliseconds of processor time that it took."""
    begun = time.process_time()
    made = make()
    return made, f"{(time.process_time() - begun) * 1000:.0f}"


def figures(read: ReadStory) -> tuple[str, ...]:
    """One row of the table."""
    story = replayed(read)
    told, gathering = timed(lambda: ledger(story, 2))
    disputed = most_disputed(told)
    _, table = timed(lambda: document(belief_table(told, len(told.moments) - 1)))
    _, strip = timed(lambda: "" if disputed is None else document(belief_strip(told, disputed)))
    graph, finding = timed(lambda: cause_graph(story))
    shown = folded(graph, Folding())
    _, drawing = timed(lambda: document(cause_graph_picture(shown)))
    links = {(link.source, link.target) for link in shown.links if not link.implied}
    counts = (story.sound, len(told.facts), len(told.rows), told.deep, len(graph.nodes), len(graph.links), len(links))
    return (*map(str, counts), gathering, table, strip, finding, drawing)


def main() -> None:
    """Print the table, each time the least of several runs."""
    counted = "events", "facts", "rows", "deep", "nodes", "links", "drawn"
    times = "beliefs ms", "table ms", "strip ms", "causes ms", "graph ms"
    print(f"| story | {' | '.join((*counted, *times))} |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for name, read in stories().items():
        runs = [figures(read) for _ in range(TIMES)]
        least = (*runs[0][:7], *(min((run[place] for run in runs), key=int) for place in range(7, 12)))
        print(f"| {name} | {' | '.join(least)} |", flush=True)


if __name__ == "__main__":
    main()
