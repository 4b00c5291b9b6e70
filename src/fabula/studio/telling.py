# SPDX-License-Identifier: Apache-2.0
"""A story told for who moves the cursor in it: what has not changed since the last time is not done again.

The world of a manuscript that is being written stays the same, and with it the engine, which remembers every step that
it was asked for. So a story of which a word has changed is told anew in a small part of the time of the first telling.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fabula.diagnostics import Source
from fabula.lsp.reading import Shelf, unusable
from fabula.lsp.running import Stable
from fabula.lsp.texts import Texts as ReadTexts
from fabula.records import dataclass
from fabula.studio.asking import Asked, Problems
from fabula.studio.opening import overrides_of, story_of
from fabula.studio.remembering import Told
from fabula.studio.texts import Texts
from fabula.usecases.check_history import begin
from fabula.usecases.chronicle import chronicle
from fabula.usecases.story import Story, Wanted, relive, replay_story


@contextmanager
def telling(asked: Asked) -> Iterator[Told]:
    """The story that is asked about, told, with its engine heeding the flag of the question; raises `Problems`."""
    depth = (asked.options.imagine, asked.options.minds)
    before = asked.remembered.told
    if before is None or (before.file, before.depth) != (asked.ask.file, depth) or not _same_texts(asked, before):
        asked.remembered.told = None
        before = _told(asked, depth) if depth == (None, None) else _told_otherwise(asked, depth)
        asked.remembered.told = before
    if before.running is None:
        yield before
        return
    with before.running.asking(asked.cancel):
        yield before


def _told(asked: Asked, depth: tuple[int | None, int | None]) -> Told:
    """The story told with what is remembered of its world."""
    remembered = asked.remembered
    if remembered.shelf is None or remembered.stable is None:
        remembered.shelf, remembered.stable = Shelf(), Stable(asked.memory)
    source = asked.source
    found = remembered.shelf.story(source, ReadTexts({}, _Readable(asked.texts)))
    world = None if found.world is None else found.world.world
    if found.manuscript is None or world is None or unusable(found.problems):
        # What is wrong is said in the same words as by all other questions.
        story_of(asked)
        raise Problems(tuple(found.problems), found.sources)
    running = remembered.stable.running(world, found.manuscript, asked.cancel)
    if isinstance(running, tuple):
        raise Problems(running, found.sources)
    with running.asking(asked.cancel):
        story = relive(running.setting, found.manuscript, begin(running.setting.engine))
        return Told(asked.ask.file, dict(found.sources), depth, story, chronicle(story, reasons=False), running)


def _told_otherwise(asked: Asked, depth: tuple[int | None, int | None]) -> Told:
    """The story told within other limits than its own."""
    opened = story_of(asked)
    wanted = Wanted(asked.make_engine, overrides_of(asked), cancel=asked.cancel)
    story = replay_story(opened.manuscript, opened.world, wanted)
    if not isinstance(story, Story):
        raise Problems(story, opened.sources)
    return Told(asked.ask.file, opened.sources, depth, story, chronicle(story, reasons=False))


def _same_texts(asked: Asked, told: Told) -> bool:
    found = {name: asked.texts.open_file("", name) for name in told.sources}
    return all(source is not None and source.text == told.sources[name].text for name, source in found.items())


@dataclass(frozen=True, slots=True)
class _Readable:
    """The texts of a question as a folder to be read from."""

    texts: Texts

    def read(self, name: str) -> Source | None:
        """The text of a name; None where there is none in the folder."""
        return self.texts.open_file("", name)

    def names(self) -> Iterator[str]:
        """The names of the texts that there are."""
        return iter(self.texts.folder.scan())
