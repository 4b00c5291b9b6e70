# SPDX-License-Identifier: Apache-2.0
"""Reads a manuscript and the world it is written in: Markdown in, `model.manuscript.Manuscript` out.

Four steps, a module each: find the annotations (`manuscript_markdown.py`), take them apart (`manuscript_syntax.py`),
read their pieces against the world (here), put the told into the order lived (`manuscript_order.py`). All problems of
the file are collected; a manuscript with an error is not given out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.language.dialects import read_world
from fabula.language.manuscript_markdown import Fragment, Page, Setting, read_page
from fabula.language.manuscript_order import scene_problems, story_order
from fabula.language.manuscript_syntax import (
    CODES,
    AllowText,
    AnnotationText,
    ChangeText,
    ClaimForm,
    ClaimText,
    EventText,
    ExpectText,
    SceneText,
    take_apart,
)
from fabula.language.pieces import read_condition, read_effects, read_event
from fabula.language.problems import manuscripts as problems
from fabula.language.problems.composition import file_not_found
from fabula.language.repeated import told_once
from fabula.language.spelling import spelt
from fabula.language.warnings import not_read_by
from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.manuscript import (
    CODES_AT_EXPECTATIONS,
    Annotation,
    Claim,
    Counterfactual,
    EventAnnotation,
    Expectation,
    Holds,
    InCharacter,
    Manuscript,
    Possible,
    Reached,
    Scene,
    Waiver,
)
from fabula.model.world import Event, World
from fabula.records import dataclass

OpenFile: TypeAlias = Callable[[str, str], Source | None]
"""Gives the source that a file (first argument) calls by a path (second), or None where it cannot be read."""

ReadWorld: TypeAlias = Callable[[Source, OpenFile], tuple[World | None, tuple[Diagnostic, ...], tuple[Source, ...]]]
"""Reads a world, or knows it already; gives what `read_world` gives."""

_COUNT = re.compile(r"[1-9][0-9]?")
_COUNTS = ("imagine", "minds")


def read_manuscript(
    source: Source, open_file: OpenFile, reader: ReadWorld = read_world
) -> tuple[Manuscript | None, World | None, tuple[Diagnostic, ...], tuple[Source, ...]]:
    """The manuscript (None if it has an error), its world (None if that has one), all problems, all sources met."""
    page = read_page(source.name, source.text)
    found = list(page.problems)
    settings = _settings(page, found)
    world, world_problems, sources = _world(source, page, settings, open_file, reader)
    found += world_problems
    reading = _Reading(_flat(source, page), world)
    calls = reading.calls
    for snippet in page.snippets:
        text = take_apart(snippet, calls)
        if isinstance(text, Diagnostic):
            reading.problems.append(text)
        else:
            reading.read(text)
    found += reading.problems
    wrong_scenes = scene_problems(reading.scenes)
    found += wrong_scenes
    named = settings.get("world")
    if named is None or world is None or wrong_scenes or reading.problems:
        return None, world, _sorted(found, source), (source, *sources)
    manuscript = _manuscript(source, settings, reading)
    found = [*not_read_by(found, manuscript.annotations), *_absent(manuscript)]
    usable = not any(each.severity is Severity.ERROR for each in found if each.primary.span.source == source.name)
    return manuscript if usable else None, world, _sorted(found, source), (source, *sources)


def _sorted(found: list[Diagnostic], source: Source) -> tuple[Diagnostic, ...]:
    """The problems of the world first, then those of the manuscript in the order of its text; unknown names once."""
    own = sorted(
        (each for each in found if each.primary.span.source == source.name), key=lambda each: each.primary.span
    )
    return (
        *(each for each in found if each.primary.span.source != source.name),
        *told_once(own, {source.name: source}),
    )


def _flat(source: Source, page: Page) -> Source:
    """The source with every annotation on one line, its remarks blanked: what the readers of pieces get to see."""
    parts: list[str] = []
    end = 0
    for snippet in page.snippets:
        span = snippet.content.span
        parts += (source.text[end : span.start], snippet.content.text)
        end = span.end
    return Source(source.name, "".join((*parts, source.text[end:])))


def _settings(page: Page, found: list[Diagnostic]) -> dict[str, Setting]:
    """The settings by their keys; problems go to `found`."""
    settings: dict[str, Setting] = {}
    for setting in page.settings:
        if setting.key in settings and setting.key in ("world", "title", *_COUNTS):
            found.append(problems.repeated_setting(setting.key, setting.key_span, settings[setting.key].key_span))
        settings.setdefault(setting.key, setting)
        if setting.key in _COUNTS and not _COUNT.fullmatch(setting.value):
            found.append(problems.not_a_count(setting.key, setting.value, setting.value_span))
    return settings


def _world(
    source: Source, page: Page, settings: dict[str, Setting], open_file: OpenFile, reader: ReadWorld
) -> tuple[World | None, tuple[Diagnostic, ...], tuple[Source, ...]]:
    """The world that the manuscript names, as `read_world` gives it."""
    named = settings.get("world")
    if named is None or not named.value:
        near = problems.nearest_setting("world", [(each.key, each.key_span) for each in page.settings])
        head = page.head if named is None else named.value_span
        return None, (problems.no_world_named(head, near if named is None else None, bool(page.settings)),), ()
    opened = open_file(source.name, named.value)
    if opened is None:
        return None, (file_not_found(named.value, named.value_span),), ()
    if opened.name == source.name:
        return None, (problems.world_is_itself(named.value_span),), ()
    return reader(opened, open_file)


def _count(setting: Setting | None) -> int | None:
    """The number that a setting says."""
    return int(setting.value) if setting is not None and _COUNT.fullmatch(setting.value) else None


def _manuscript(source: Source, settings: dict[str, Setting], reading: _Reading) -> Manuscript:
    """The manuscript, once all of it is read without a problem."""
    title = settings.get("title")
    return Manuscript(
        source.name,
        title.value if title else None,
        settings["world"].value,
        settings["world"].value_span,
        _count(settings.get("imagine")),
        _count(settings.get("minds")),
        tuple(reading.scenes),
        tuple(reading.annotations),
        story_order(reading.scenes, reading.annotations),
    )


def _absent(manuscript: Manuscript) -> list[Diagnostic]:
    """Complaints about events left out that have not happened."""
    found: list[Diagnostic] = []
    happened: list[str] = []
    for _, annotation in manuscript.lived():
        if isinstance(annotation, EventAnnotation):
            happened.append(str(annotation.event))
        if isinstance(annotation, Expectation) and annotation.instead is not None:
            told = tuple(dict.fromkeys(happened))
            missing = [call for call in annotation.instead.without if str(call) not in told]
            found += [problems.not_in_story(str(call), annotation.instead.span, told) for call in missing]
    return found


@dataclass(slots=True)
class _Reading:
    """Reads the annotations one after another. Without a world only their form is looked at."""

    source: Source
    world: World | None
    annotations: list[Annotation] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    event: int | None = None
    expectation: int | None = None

    @property
    def calls(self) -> tuple[str, ...]:
        """The events of the world, as they are called."""
        return tuple(_call(event) for event in self.world.events) if self.world else ()

    @property
    def scene(self) -> int | None:
        """The number of the scene that we are in."""
        return len(self.scenes) - 1 if self.scenes else None

    def read(self, text: AnnotationText) -> None:
        """Read an annotation, keep it or its problems."""
        match text:
            case EventText():
                event = self._event(text.event)
                self.event = len(self.annotations)
                self.annotations.append(EventAnnotation(event or _NO_EVENT, self.scene, text.event.span))
            case ExpectText():
                self._expect(text)
            case AllowText():
                self._allow(text)
            case SceneText():
                before = text.other if text.word == "before" else None
                after = text.other if text.word == "after" else None
                self.scenes.append(Scene(text.name, before, after, text.name_span, text.other_span))

    def _event(self, piece: Fragment) -> EventCall | None:
        """The event that a piece names."""
        if self.world is None:
            return None
        event, found = read_event(self.source, piece.span, self.world)
        self.problems += found
        return event

    def _expect(self, text: ExpectText) -> None:
        """Read an expectation."""
        instead = self._change(text.change) if text.change else None
        claim = self._claim(text.claim)
        self.expectation = len(self.annotations)
        if claim is not None:
            words = " ".join(text.whole.text.split())
            kept = Expectation(claim, text.claim.negated, instead, words, self.scene, text.whole.span)
            self.annotations.append(kept)

    def _claim(self, text: ClaimText) -> Claim | None:
        """Read what is claimed."""
        if self.world is None:
            return None
        span = text.whole.span
        match text.form:
            case ClaimForm.CONDITION:
                condition, found = read_condition(self.source, text.body.span, self.world)
                self.problems += found
                return Holds(condition, span) if condition is not None else None
            case ClaimForm.ENDING:
                endings = [ending.name for ending in self.world.endings]
                name = spelt(text.body.text)
                if name not in endings:
                    self.problems.append(problems.unknown_ending(name, text.body.span, endings))
                return Reached(name, span)
            case ClaimForm.POSSIBLE:
                event = self._event(text.body)
                return Possible(event, span) if event else None
            case ClaimForm.IN_CHARACTER:
                event = self._event(text.body)
                return InCharacter(event, span) if event else None

    def _change(self, text: ChangeText) -> Counterfactual:
        """Read what would be different."""
        events = tuple(event for piece in text.without if (event := self._event(piece)))
        effects: list[Effect] = []
        for piece in text.start:
            if self.world is not None:
                read, found = read_effects(self.source, piece.span, self.world)
                self.problems += found
                effects += read or ()
        return Counterfactual(events, tuple(effects), text.whole.span)

    def _allow(self, text: AllowText) -> None:
        """Read a waiver."""
        code = text.code
        if code.text not in CODES:
            self.problems.append(problems.unknown_code(code.text, code.span, CODES))
            return
        of_expectation = code.text in CODES_AT_EXPECTATIONS
        subject = self.expectation if of_expectation else self.event
        if subject is None:
            kind = "expectation" if of_expectation else "event"
            self.problems.append(problems.waiver_without_event(text.whole.span, kind))
            return
        self.annotations.append(Waiver(code.text, text.because, subject, self.scene, text.whole.span))


_NO_EVENT = EventCall("", ())


def _call(event: Event) -> str:
    """An event as it is called, its parameters' names for the arguments."""
    return f"{event.name}({', '.join(parameter.name for parameter in event.parameters)})"
