# SPDX-License-Identifier: Apache-2.0
"""A report as a page: what was found out, with the pictures of each story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fabula import files
from fabula.api.picture_wish import PictureName, Subject, Wish
from fabula.api.pictures import DRAWN, OF_WORLDS, pictures
from fabula.diagnostics import Diagnostic, Source
from fabula.language import Dialect
from fabula.model.manuscript import Manuscript
from fabula.model.report import Report, ReportedStory
from fabula.model.world import World
from fabula.records import dataclass
from fabula.render.drawing.svg import Page
from fabula.render.report import Picture, report_page
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.report import Reporting, report_of, report_of_story, report_of_world

OpenFile = Callable[[str, str], Source | None]

WIDTH = 860
"""The width in pixels that pictures have beside the panel of the moment, on a common screen."""

STATES = 14_000
"""So many states are looked at for the map of endings; beyond that the map says that it is not whole."""

TITLES = {
    PictureName.STORYLINE: "Who is where, and what happens",
    PictureName.BELIEFS: "Who believes what, at the end",
    PictureName.STRIP: "The fact about which people are wrong most, through time",
    PictureName.CAUSES: "What led to what",
    PictureName.ENDINGS: "The endings that its world can come to",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """A report and its page."""

    report: Report
    html: str


def reported(
    source: Source,
    open_file: OpenFile,
    how: Reporting,
    drawn: bool = True,
    dialect: Dialect | None = None,
    endings: bool = False,
) -> Reported:
    """The report of a text, with pictures or without. Raises `GaveUp` at a limit.

    With `endings`, a story's report has the map of the endings of its world, too; a world's has it among its pictures.
    """
    return page_of(report_of(source, open_file, how, dialect), open_file, how, drawn, endings)


def page_of(report: Report, open_file: OpenFile, how: Reporting, drawn: bool = True, endings: bool = False) -> Reported:
    """The page of a report, with pictures or without. Raises `GaveUp` at a limit."""
    shown = [tuple(_pictures(report, story, open_file, how)) if drawn else () for story in report.stories]
    of_world = tuple(_of_world(report, open_file, how)) if endings or (drawn and report.of_world) else ()
    return Reported(report, report_page(report, shown, of_world))


def story_page(
    source: Source,
    manuscript: Manuscript,
    world: World,
    sources: tuple[Source, ...],
    how: Reporting,
    drawn: bool,
) -> str:
    """The page of a story that was read; raises `TimeoutError` at a limit."""
    with _in_time():
        report = report_of_story(source, manuscript, world, files.open_file, how, sources)
        return page_of(report, files.open_file, how, drawn).html


def world_page(world: World, how: Reporting, drawn: bool) -> str:
    """The page of a world that was read; raises `TimeoutError` at a limit."""
    with _in_time():
        return page_of(report_of_world(world, how), files.open_file, how, drawn).html


@contextmanager
def _in_time() -> Iterator[None]:
    """Raise what programs expect where a limit was reached."""
    try:
        yield
    except GaveUp as stopped:
        raise TimeoutError(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}") from None


def _pictures(report: Report, story: ReportedStory, open_file: OpenFile, how: Reporting) -> Iterator[Picture]:
    """The pictures of a story; none of one in which nothing happens."""
    if story.manuscript is None or report.world is None or story.chronicle is None or not story.chronicle.events:
        return
    subject = Subject(story.manuscript, report.world, open_file, how.make_engine, how.cancel)
    for name in DRAWN:
        if name not in OF_WORLDS:
            yield from _drawn(subject, Wish(name, overrides=how.overrides, width=WIDTH), how)


def _of_world(report: Report, open_file: OpenFile, how: Reporting) -> Iterator[Picture]:
    """The pictures of a world."""
    if report.world is None or not report.world.endings:
        return
    subject = Subject(None, report.world, open_file, how.make_engine, how.cancel)
    for name in DRAWN:
        if name in OF_WORLDS:
            wish = Wish(name, overrides=how.overrides, width=WIDTH, length=how.length, states=STATES)
            yield from _drawn(subject, wish, how)


def _drawn(subject: Subject, wish: Wish, how: Reporting) -> Iterator[Picture]:
    """The pages of a picture; what cannot be drawn is left out, since the report says of itself what is wrong."""
    how.say(f"Picture: {wish.picture}")
    drawn: tuple[Page | Diagnostic, ...] = pictures(subject, wish)
    for page in drawn:
        if isinstance(page, Page):
            yield Picture(TITLES[wish.picture], page)
