# SPDX-License-Identifier: Apache-2.0
"""A report as a page: what was found out, with the pictures of each story."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.api.picture_wish import PictureName, Subject, Wish
from fabula.api.pictures import DRAWN, OF_WORLDS, pictures
from fabula.diagnostics import Diagnostic, Source
from fabula.language import Dialect
from fabula.model.report import Report, ReportedStory
from fabula.records import dataclass
from fabula.render.drawing.svg import Page
from fabula.render.report import Picture, report_page
from fabula.usecases.report import Reporting, report_of

WIDTH = 860
"""The width in pixels that pictures have beside the panel of the moment, on a common screen."""

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
    open_file: Callable[[str, str], Source | None],
    how: Reporting,
    drawn: bool = True,
    dialect: Dialect | None = None,
) -> Reported:
    """The report of a text, with pictures or without. Raises `GaveUp` at a limit."""
    report = report_of(source, open_file, how, dialect)
    shown = [tuple(_pictures(report, story, open_file, how)) if drawn else () for story in report.stories]
    of_world = tuple(_of_world(report, open_file, how)) if drawn and report.of_world else ()
    return Reported(report, report_page(report, shown, of_world))


def _pictures(
    report: Report, story: ReportedStory, open_file: Callable[[str, str], Source | None], how: Reporting
) -> Iterator[Picture]:
    """The pictures of a story; none of one in which nothing happens."""
    if story.manuscript is None or report.world is None or story.chronicle is None or not story.chronicle.events:
        return
    subject = Subject(story.manuscript, report.world, open_file, how.make_engine, how.cancel)
    for name in DRAWN:
        if name not in OF_WORLDS:
            yield from _drawn(subject, Wish(name, overrides=how.overrides, width=WIDTH))


def _of_world(report: Report, open_file: Callable[[str, str], Source | None], how: Reporting) -> Iterator[Picture]:
    """The pictures of a world."""
    if report.world is None or not report.world.endings:
        return
    subject = Subject(None, report.world, open_file, how.make_engine, how.cancel)
    for name in DRAWN:
        if name in OF_WORLDS:
            yield from _drawn(subject, Wish(name, overrides=how.overrides, width=WIDTH, length=how.length))


def _drawn(subject: Subject, wish: Wish) -> Iterator[Picture]:
    """The pages of a picture; what cannot be drawn is left out, since the report says of itself what is wrong."""
    drawn: tuple[Page | Diagnostic, ...] = pictures(subject, wish)
    for page in drawn:
        if isinstance(page, Page):
            yield Picture(TITLES[wish.picture], page)
