# SPDX-License-Identifier: Apache-2.0
"""The story of a manuscript that has mistakes: the events that can be read, in the order lived."""

from __future__ import annotations

from fabula.language.manuscript_order import scene_problems, story_order
from fabula.language.manuscript_syntax import EventText, SceneText
from fabula.language.pieces import read_event
from fabula.lsp.told import Sheet
from fabula.model.manuscript import Annotation, EventAnnotation, Manuscript, Scene
from fabula.model.world import World


def lenient_manuscript(sheet: Sheet, world: World) -> Manuscript:
    """The events and scenes of a manuscript, without anything that cannot be read; limits are the usual ones."""
    scenes: list[Scene] = []
    annotations: list[Annotation] = []
    for piece in sheet.pieces:
        match piece.text:
            case EventText(event):
                call, _ = read_event(sheet.flat, event.span, world)
                if call is not None:
                    annotations.append(EventAnnotation(call, len(scenes) - 1 if scenes else None, event.span))
            case SceneText() as text:
                before = text.other if text.word == "before" else None
                after = text.other if text.word == "after" else None
                scenes.append(Scene(text.name, before, after, text.name_span, text.other_span))
            case _:
                pass
    wrong = scene_problems(scenes)
    order = tuple(range(len(annotations))) if wrong else story_order(scenes, annotations)
    named = next((each for each in sheet.page.settings if each.key == "world"), None)
    return Manuscript(
        name=sheet.source.name,
        title=None,
        world="" if named is None else named.value,
        world_span=sheet.page.head if named is None else named.value_span,
        imagine=None,
        minds=None,
        scenes=tuple(scenes),
        annotations=tuple(annotations),
        story_order=order,
    )
