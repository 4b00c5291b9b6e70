# SPDX-License-Identifier: Apache-2.0
"""The picture of what can become of a world: the map of its endings."""

from __future__ import annotations

from dataclasses import replace

from fabula.api.picture_wish import Subject, Wish
from fabula.diagnostics import Diagnostic
from fabula.model.limits import Limits
from fabula.render.drawing.svg import Page
from fabula.render.endings_map import render_endings_map
from fabula.usecases.endings_map import endings_map
from fabula.usecases.open_world import start_engine


def draw_endings(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The map of endings of the world of a subject, whatever story is told in it; where it gave up, it says so."""
    usual = Limits()
    limits = replace(
        usual,
        length=usual.length if wish.length is None else wish.length,
        imagine=wish.overrides.imagine or usual.imagine,
        minds=wish.overrides.minds or usual.minds,
        states=wish.states,
    )
    engine, problems = start_engine(subject.world, limits.minds, subject.make_engine)
    if engine is None:
        return problems
    shown = endings_map(engine, limits, cancel=subject.cancel)
    return (shown,) if isinstance(shown, Diagnostic) else (render_endings_map(shown),)
