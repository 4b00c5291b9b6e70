# SPDX-License-Identifier: Apache-2.0
"""How small maps of endings are, and how much processor time folding, counting and drawing take: a table.

    python -m benchmarks.endings_map

The least of three runs each, but for the exploring of the space, which is done once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from fabula import files
from fabula.diagnostics import Source
from fabula.model.limits import Limits
from fabula.render.drawing.svg import document
from fabula.render.endings_map import render_endings_map
from fabula.render.endings_map_view import view
from fabula.usecases.endings_map import map_of
from fabula.usecases.open_world import open_world

ROOT = Path(__file__).parents[1]
WORLDS = (("cloak", 5), ("gates", 5), ("puddle", 5), ("heist", 2), ("heist", 3))
"""The worlds, and how many events ahead people look in them."""


def seconds(done: Callable[[], object]) -> float:
    """The least processor time of three runs."""
    least = 1e9
    for _ in range(3):
        before = time.process_time()
        done()
        least = min(least, time.process_time() - before)
    return least


def row(name: str, imagine: int) -> str:
    """The line of a world."""
    source = files.read(str(ROOT / "worlds" / name / f"{name}.world"))
    assert isinstance(source, Source)
    engine = open_world(source, files.open_file).engine
    assert engine is not None
    limits = Limits(length=12, imagine=imagine)
    before = time.process_time()
    space = engine.space(limits)
    exploring = time.process_time() - before
    shown = map_of(engine, limits, space)
    folding = seconds(lambda: map_of(engine, limits, space))
    drawing = seconds(lambda: document(render_endings_map(shown)))
    return (
        f"| {name}, imagine {imagine} | {shown.states:,} | {shown.steps:,} | {len(shown.nodes)} | {len(view(shown))} "
        f"| {exploring * 1000:,.0f} | {folding * 1000:,.0f} | {drawing * 1000:,.0f} |"
    )


if __name__ == "__main__":
    print("| world | states | steps | nodes | boxes | exploring ms | folding ms | drawing ms |")
    print("|---|---|---|---|---|---|---|---|")
    for each in WORLDS:
        print(row(*each))
