# SPDX-License-Identifier: Apache-2.0
"""Pictures for the browser: the same pages as `fabula draw` writes, as SVG."""

from __future__ import annotations

from fabula.api.picture_wish import PictureName, Subject, Wish
from fabula.api.pictures import DRAWN, pictures
from fabula.diagnostics import Diagnostic
from fabula.language import is_world
from fabula.render.drawing.palette import Theme
from fabula.render.drawing.svg import Page, document
from fabula.studio.asking import Asked, Found, Problems
from fabula.studio.opening import Sources, overrides_of, story_of, world_of
from fabula.studio.refused import Refused
from fabula.usecases.whatif_changes import Changes


def draw(asked: Asked) -> Found:
    """A picture; of a world alone, one for each of its stories."""
    pages, _ = drawn(asked)
    theme = theme_of(asked.options.theme)
    shown = [{"title": page.title, "svg": document(page, theme)} for page in pages]
    return Found({"svg": shown[0]["svg"], "pages": shown}, "\n".join(page.title for page in pages))


def theme_of(name: str) -> Theme:
    """The theme of that name; raises `Refused`."""
    try:
        return Theme(name)
    except ValueError:
        names = ", ".join(Theme)
        raise Refused(400, "no-such-theme", f"There is no theme called `{name}`; there are: {names}.") from None


def drawn(asked: Asked) -> tuple[tuple[Page, ...], Sources]:
    """The pages of a picture, at least one; raises `Problems` or `Refused`."""
    subject, sources = subject_of(asked)
    found = pictures(subject, _wish(asked))
    problems = tuple(each for each in found if isinstance(each, Diagnostic))
    if problems:
        raise Problems(problems, {**sources, **subject.sources})
    pages = tuple(each for each in found if isinstance(each, Page))
    if not pages:
        raise Refused(400, "no-story", "There is no story to draw: none comes to an ending.")
    return pages, sources


def subject_of(asked: Asked) -> tuple[Subject, Sources]:
    """What the question's file tells of."""
    if is_world(asked.source):
        world, _, sources = world_of(asked)
        return Subject(None, world, asked.texts.open_file, asked.make_engine, asked.cancel), sources
    story = story_of(asked)
    subject = Subject(story.manuscript, story.world, asked.texts.open_file, asked.make_engine, asked.cancel)
    return subject, story.sources


def _wish(asked: Asked) -> Wish:
    options = asked.options
    try:
        name = PictureName(options.picture)
    except ValueError:
        name = None
    if name is None or name not in DRAWN:
        names = ", ".join(DRAWN)
        raise Refused(400, "no-such-picture", f"There is no picture called `{options.picture}`; there are: {names}.")
    texts = (options.change, options.without, options.instead, options.wants, options.law)
    effects, without, instead, wants, law = (tuple(each) for each in texts)
    changes = Changes(effects, without, instead, wants, law, (), options.at) if any(texts) else None
    return Wish(
        name,
        at=options.at,
        about=tuple(options.about),
        who=tuple(options.who),
        deep=options.deep,
        changes=changes,
        width=options.width,
        length=options.length,
        overrides=overrides_of(asked),
    )
