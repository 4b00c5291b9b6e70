# SPDX-License-Identifier: Apache-2.0
"""Puts what is told into the order in which it happens.

A scene without `before` or `after` follows, in the story, the last such scene told before it; what is told before the
first scene comes first. A scene `before "Other"` happens just before the other one, wherever either of them is told; of
two such scenes the one told first comes first. The same holds for `after`.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic
from fabula.language.problems import manuscripts as problems
from fabula.model.manuscript import Annotation, Scene


def scene_problems(scenes: Sequence[Scene]) -> list[Diagnostic]:
    """Names that two scenes have, names that none has, and scenes placed in a circle."""
    found: list[Diagnostic] = []
    first: dict[str, Scene] = {}
    for scene in scenes:
        if scene.name in first:
            found.append(problems.repeated_scene(scene.name, scene.span, first[scene.name].span))
        first.setdefault(scene.name, scene)
    known = True
    for scene in scenes:
        other = scene.before or scene.after
        if other is not None and other not in first:
            known = False
            found.append(problems.unknown_scene(other, scene.place, [name for name in first if name != scene.name]))
    return found + _circles(scenes, first) if known else found


def _circles(scenes: Sequence[Scene], named: dict[str, Scene]) -> list[Diagnostic]:
    """One problem for each circle of scenes."""
    found: list[Diagnostic] = []
    settled: set[str] = set()
    for scene in scenes:
        path: list[Scene] = []
        here: Scene | None = scene
        while here is not None and here.name not in settled:
            settled.add(here.name)
            path.append(here)
            here = named.get(here.before or here.after or "")
        names = [each.name for each in path]
        if here is not None and here.name in names:
            circle = path[names.index(here.name) :]
            spans = [each.place for each in circle]
            found.append(problems.circular_scenes([each.name for each in circle], spans[0], spans[1:]))
    return found


def story_order(scenes: Sequence[Scene], annotations: Sequence[Annotation]) -> tuple[int, ...]:
    """The numbers of the annotations, given in telling order, in the order in which they happen.

    Expects scenes without problems.
    """
    told: dict[int | None, list[int]] = {}
    for number, annotation in enumerate(annotations):
        told.setdefault(annotation.scene, []).append(number)
    order = [None, *_lived(scenes)]
    return tuple(number for scene in order for number in told.get(scene, ()))


def _lived(scenes: Sequence[Scene]) -> list[int]:
    """The numbers of the scenes in the order in which they happen."""
    numbers = {scene.name: number for number, scene in enumerate(scenes)}
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    free: list[int] = []
    for number, scene in enumerate(scenes):
        if scene.before is not None:
            before.setdefault(numbers[scene.before], []).append(number)
        elif scene.after is not None:
            after.setdefault(numbers[scene.after], []).append(number)
        else:
            free.append(number)
    # A stack of our own, since scenes may hang on one another in chains longer than Python's.
    order: list[int] = []
    waiting = [(number, False) for number in reversed(free)]
    while waiting:
        number, ready = waiting.pop()
        if ready:
            order.append(number)
            continue
        waiting += [(each, False) for each in reversed(after.get(number, ()))]
        waiting.append((number, True))
        waiting += [(each, False) for each in reversed(before.get(number, ()))]
    return order
