# SPDX-License-Identifier: Apache-2.0
"""From a text to its `Analysis`: read, then checked, with whatever has not changed since the last time reused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Label, Severity, Source, Span
from fabula.engine.port import Cancel
from fabula.language import begins_like_a_world
from fabula.language.manuscript_markdown import read_page
from fabula.language.read_pattern import parse_pattern
from fabula.lsp.analysis import Analysis, Checked
from fabula.lsp.bounds import Bounds
from fabula.lsp.lenient import lenient_manuscript
from fabula.lsp.library import Library
from fabula.lsp.reading import Form, Shelf, form_of, unusable
from fabula.lsp.running import Stable
from fabula.lsp.texts import Texts
from fabula.lsp.told import sheet_of
from fabula.model.limits import Limits
from fabula.model.manuscript import Manuscript
from fabula.model.world import World
from fabula.usecases.check import check_in
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.problems.running import check_gave_up

OUTDATED = "outdated"
"""The limit that a check reaches when the text has changed meanwhile."""


class Analyser:
    """Analyses texts one after another, in one thread; remembers worlds and engines between them."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._shelf = Shelf()
        self._stable = Stable(bounds.mebibytes)
        self._library = Library()
        self._wholes: dict[str, str] = {}

    def analyse(
        self,
        source: Source,
        texts: Texts,
        before: Analysis | None = None,
        cancel: Cancel | None = None,
        read: Callable[[Analysis], None] = lambda _: None,
    ) -> Analysis:
        """The text analysed; `read` is given what is known once it is read, before it is checked.

        Once `cancel` is set, what is known by then is given.
        """
        cancel = Cancel() if cancel is None else cancel
        if len(source.text) > self.bounds.characters:
            return Analysis(source, Form.PROSE, texts, {source.name: source}, (_too_large(source, self.bounds),))
        match form_of(source):
            case Form.WORLD:
                return self._world(source, texts, before, cancel, read)
            case Form.MANUSCRIPT:
                return self._story(source, texts, before, cancel, read)
            case Form.PATTERN:
                return _pattern(source, texts, before)
            case Form.PROSE:
                return Analysis(source, Form.PROSE, texts, {source.name: source})

    def _world(
        self, source: Source, texts: Texts, before: Analysis | None, cancel: Cancel, read: Callable[[Analysis], None]
    ) -> Analysis:
        """A world analysed; a part of one as the world that includes it, with only what is wrong in the part."""
        whole = self._whole(source, texts)
        found = self._shelf.world(source if whole is None else whole, texts)
        said = found.problems if whole is None else _here(source, found.problems)
        known = Analysis(source, Form.WORLD, texts, {each.name: each for each in found.sources}, said)
        known = _remembering(known, found.world, before)
        read(known)
        if found.world is None or unusable(found.problems):
            return known
        known = self._checked(known, found.world, None, cancel)
        if whole is None or known.checked is None:
            return known
        return replace(known, checked=replace(known.checked, findings=_here(source, known.checked.findings)))

    def _whole(self, source: Source, texts: Texts) -> Source | None:
        """The world that includes a part; None for a text that is a world by itself, or that nothing includes."""
        if begins_like_a_world(source) or self._library.file(source).tree.header is not None:
            self._wholes.pop(source.name, None)
            return None
        name = self._wholes.get(source.name)
        if name is None or not any(file.source.name == source.name for file in self._library.reach(name, texts)):
            wholes = (world for world in self._library.worlds(texts) if any(f.source == source for f in world))
            name = next((world[0].source.name for world in wholes), None)
            if name is None:
                return None
            self._wholes[source.name] = name
        return texts.read(name)

    def _story(
        self, source: Source, texts: Texts, before: Analysis | None, cancel: Cancel, read: Callable[[Analysis], None]
    ) -> Analysis:
        """A manuscript analysed."""
        found = self._shelf.story(source, texts)
        known = Analysis(source, Form.MANUSCRIPT, texts, found.sources, found.problems)
        known = _remembering(known, None if found.world is None else found.world.world, before)
        if known.world is not None:
            known = replace(known, manuscript=found.manuscript or _lenient(source, known.world))
        read(known)
        if known.world is None:
            return known
        if found.manuscript is None or unusable(found.problems):
            return self._running(known, known.world, cancel)
        return self._checked(known, known.world, found.manuscript, cancel)

    def _running(self, known: Analysis, world: World, cancel: Cancel) -> Analysis:
        """The analysis of a text that cannot be checked, with an engine for what of it can be read."""
        try:
            running = self._stable.running(world, known.manuscript, cancel)
        except (GaveUp, MemoryError, RecursionError):
            return known
        return known if isinstance(running, tuple) else replace(known, running=running)

    def _checked(self, known: Analysis, world: World, manuscript: Manuscript | None, cancel: Cancel) -> Analysis:
        """The analysis with what a check finds, unless it becomes outdated meanwhile."""
        try:
            running = self._stable.running(world, manuscript, cancel)
            if isinstance(running, tuple):
                return replace(known, checked=Checked(known.source, None, running), running=None, current=True)
            with running.asking(cancel):
                answer = check_in(running.setting, manuscript)
        except (GaveUp, MemoryError, RecursionError) as stopped:
            if cancel.limit == OUTDATED:
                return known
            limit = stopped.limit if isinstance(stopped, GaveUp) else "memory"
            problem = check_gave_up(limit, Span(known.source.name, 0, 0), Limits(), reached=False)
            self._stable.forget(world)
            return replace(known, checked=Checked(known.source, None, (problem,)), current=True)
        if cancel.limit is not None:
            # What an engine was stopped in is no answer, and what it keeps may be as large as it may get.
            self._stable.forget(world)
            if cancel.limit == OUTDATED:
                return replace(known, running=running)
        checked = Checked(known.source, answer, answer.diagnostics)
        return replace(known, running=running, checked=checked, current=True)


def _remembering(known: Analysis, world: World | None, before: Analysis | None) -> Analysis:
    """The analysis with what it lacks taken from an older one."""
    if before is None or before.form is not known.form:
        return replace(known, world=world)
    return replace(known, world=world or before.world, running=before.running, checked=before.checked)


def _here(source: Source, problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The problems that are in a text itself."""
    return tuple(problem for problem in problems if problem.primary.span.source == source.name)


def _lenient(source: Source, world: World) -> Manuscript:
    """What of a manuscript with mistakes can be read."""
    return lenient_manuscript(sheet_of(source, read_page(source.name, source.text)), world)


def _pattern(source: Source, texts: Texts, before: Analysis | None) -> Analysis:
    """A pattern analysed: by itself; against which world it is asked nobody knows here."""
    del before
    _, problems = parse_pattern(source)
    return Analysis(source, Form.PATTERN, texts, {source.name: source}, problems)


def _too_large(source: Source, bounds: Bounds) -> Diagnostic:
    """`file-too-large`, of a text in an editor."""
    return Diagnostic(
        code="file-too-large",
        severity=Severity.ERROR,
        title=f"This text is too large to be looked at: more than {bounds.characters:,} characters.",
        primary=Label(Span(source.name, 0, 0), ""),
        help="Split it, and join the parts of a world with `include`.",
    )
