# SPDX-License-Identifier: Apache-2.0
"""The whole page, from a report and its pictures: one file, the same to the byte each time, that asks no network.

What may run and how it looks is said by hash in the page's content security policy, so that nothing an author writes
could do either, even if it came to be markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from fabula.model.report import Allowed, EventTold, Expected, Report, ReportedStory, Unread
from fabula.render.drawing.palette import ROLES, Theme, style
from fabula.render.report.findings import findings_of
from fabula.render.report.moments import moments_data, script_safe
from fabula.render.report.notes import event_note
from fabula.render.report.pictures import Gallery, Picture
from fabula.render.report.prose import sections_of
from fabula.render.report.summary import summary_of
from fabula.render.report.what_ifs import what_if_note

MADE_BY = '<meta name="generator" content="Fabula">'
"""Stands near the beginning of every report, so that one is known again."""

_CODE = re.compile("`([^`]+)`")


def report_page(report: Report, pictures: Sequence[Sequence[Picture]] = (), of_world: Sequence[Picture] = ()) -> str:
    """The page. `pictures` are those of each story in order, `of_world` those of its world."""
    environment = _environment(report)
    gallery = Gallery()
    stories = [
        _story(report, number, story, gallery, pictures[number] if number < len(pictures) else ())
        for number, story in enumerate(report.stories)
    ]
    worlds = [gallery.hung(picture, f"world-{number}") for number, picture in enumerate(of_world)]
    sheet = _colours() + style(Theme.AUTO) + gallery.sheet() + _text(environment, "report.css")
    script = _text(environment, "report.js")
    return environment.get_template("page.html.jinja").render(
        report=report,
        title=_base(report.title) if report.title == report.name else report.title,
        stories=stories,
        of_world=worlds,
        problems=findings_of(report.problems, _sources(report)),
        summary=summary_of(report),
        sheet=Markup(sheet),  # noqa: S704 -- no author wrote it
        script=Markup(script),  # noqa: S704 -- no author wrote it
        made_by=Markup(MADE_BY),  # noqa: S704 -- no author wrote it
        policy=f"default-src 'none'; style-src '{_hash(sheet)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'",
    )


def _environment(report: Report) -> Environment:
    environment = Environment(
        loader=PackageLoader("fabula.render.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sources = _sources(report)
    environment.filters["said"] = _said
    environment.filters["base"] = _base
    environment.filters["findings"] = lambda problems: findings_of(problems, sources)
    environment.tests["told"] = lambda item: isinstance(item, EventTold)
    environment.tests["expected"] = lambda item: isinstance(item, Expected)
    environment.tests["allowed"] = lambda item: isinstance(item, Allowed)
    environment.tests["unread"] = lambda item: isinstance(item, Unread)
    return environment


def _sources(report: Report) -> Mapping[str, Any]:
    return {source.name: source for source in report.sources}


def _story(
    report: Report, number: int, story: ReportedStory, gallery: Gallery, pictures: Sequence[Picture]
) -> dict[str, Any]:
    """What the template is told of a story. Its ids begin with `key`, so that several stand in one page."""
    key = f"story-{number + 1}" if report.of_world else "story"
    chronicle = story.chronicle
    notes = {
        id(item): event_note(item, chronicle)
        for aside in story.asides
        for item in aside.items
        if isinstance(item, EventTold) and chronicle is not None
    }
    endings = {} if chronicle is None else dict(chronicle.endings)
    data = None if chronicle is None or story.ledger is None else moments_data(chronicle, story.ledger)
    return {
        "key": key,
        "title": story.title,
        "ending": story.ending,
        "written": not report.of_world,
        "sections": sections_of(story.prose, report.mark, story.asides, story.title),
        "asides": story.asides,
        "note": lambda item: notes.get(id(item)),
        "chronicle": chronicle,
        "broken": None if chronicle is None else chronicle.broken,
        "data": None if data is None else script_safe(data),
        "last": 0 if data is None else len(data["moments"]) - 1,
        "what_ifs": [what_if_note(each, endings, _sources(report)) for each in story.what_ifs],
        "pictures": [gallery.hung(picture, f"{key}-{place}") for place, picture in enumerate(pictures)],
    }


def _base(name: str) -> str:
    """The name of a file without its folders, which say nothing to those whom a report is sent to."""
    return name.rpartition("/")[2] or name


def _said(text: str) -> Markup:
    """A sentence with what stands between backticks as code."""
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def _text(environment: Environment, name: str) -> str:
    assert environment.loader is not None  # noqa: S101 -- the environment was made with one
    return environment.loader.get_source(environment, name)[0]


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _colours() -> str:
    """The roles of colour that pictures have, as variables for everything else on the page."""
    light, dark = ("".join(f"--{role}:{colours[column]};" for role, colours in ROLES.items()) for column in (0, 1))
    return f":root{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
