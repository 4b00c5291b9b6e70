# SPDX-License-Identifier: Apache-2.0
"""Where questions are answered: what several features need of an analysis, worked out once.

Belongs to one thread, as its `Library` does. Engines are shared with the thread of analyses, and borrowed for a while.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fabula.engine.port import Cancel
from fabula.lsp.analysis import Analysis
from fabula.lsp.bounds import Bounds
from fabula.lsp.library import Library
from fabula.lsp.moments import Moments
from fabula.lsp.occurrences import Occurrence, at
from fabula.lsp.reading import Form
from fabula.lsp.running import Running
from fabula.lsp.told import Sheet
from fabula.lsp.vocabulary import Vocabulary, vocabulary_of
from fabula.model.manuscript import Manuscript
from fabula.semantics.errors import EngineError
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.check_history import begin
from fabula.usecases.story import Story, relive

_KEPT = 4


class Desk:
    """Answers the questions of one session."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.library = Library()
        self._stories: list[tuple[Manuscript, Running, Story]] = []

    def words(self, analysis: Analysis) -> Vocabulary:
        """The names of a text's world."""
        if analysis.form is Form.WORLD:
            return self.library.words(analysis.source.name, analysis.texts)
        if analysis.form is Form.MANUSCRIPT:
            world = self.library.world_of(self.sheet(analysis), analysis.texts)
            if world is not None:
                return self.library.words(world.name, analysis.texts)
        return vocabulary_of(())

    def sheet(self, analysis: Analysis) -> Sheet:
        """A manuscript taken apart."""
        return self.library.sheet(analysis.source)

    def occurrences(self, analysis: Analysis) -> tuple[Occurrence, ...]:
        """All that a text names."""
        if analysis.form in {Form.WORLD, Form.MANUSCRIPT}:
            return self.library.occurrences(analysis.source, analysis.texts)
        return ()

    def occurrence(self, analysis: Analysis, offset: int) -> Occurrence | None:
        """What is named at a place."""
        return at(self.occurrences(analysis), offset)

    @contextmanager
    def moments(self, analysis: Analysis) -> Iterator[Moments | None]:
        """The moments of a manuscript's story, with its engine to oneself; None where there is none, or it is busy.

        Whoever asks an engine has to reckon with what is in `QUIETLY`.
        """
        running, manuscript = analysis.running, analysis.manuscript
        if running is None or manuscript is None:
            yield None
            return
        with running.asking(Cancel(), self.bounds.patience) as mine:
            yield Moments(self._story(running, manuscript)) if mine else None

    def _story(self, running: Running, manuscript: Manuscript) -> Story:
        """The story of a manuscript, replayed."""
        for kept in self._stories:
            if kept[0] is manuscript and kept[1] is running:
                return kept[2]
        story = relive(running.setting, manuscript, begin(running.setting.engine))
        self._stories = [*self._stories[1 - _KEPT :], (manuscript, running, story)]
        return story


QUIETLY = (EngineError, GaveUp, MemoryError, RecursionError)
"""What an engine may be stopped by; a feature then answers with what it knows without one."""
