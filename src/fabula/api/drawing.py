# SPDX-License-Identifier: Apache-2.0
"""Pictures for programs: SVG, PNG, PDF, and what notebooks show by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import PathLike, fspath

from fabula import files
from fabula.api.deadline import deadline
from fabula.api.errors import InvalidQuestion, InvalidText
from fabula.api.pictures import PictureName, Subject, Wish, pictures
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.port import Cancel
from fabula.interop.raster import SHARPNESS, pdf, png
from fabula.render.drawing.palette import Theme
from fabula.render.drawing.svg import Page, document
from fabula.usecases.whereabouts import may_say_where


class Drawing:
    """A picture, or several that belong together. Made by `Story.draw` and `World.draw`.

    `limits` names what was reached where the search for the story to an ending gave up: its picture is missing.
    """

    def __init__(self, pages: tuple[Page, ...], theme: Theme = Theme.AUTO, limits: tuple[str, ...] = ()) -> None:
        self.pages = pages
        self.theme = theme
        self.limits = limits

    def __repr__(self) -> str:
        return f"<Drawing {', '.join(repr(page.title) for page in self.pages)}>"

    def __len__(self) -> int:
        return len(self.pages)

    @property
    def titles(self) -> tuple[str, ...]:
        """What each picture shows."""
        return tuple(page.title for page in self.pages)

    @property
    def descriptions(self) -> tuple[str, ...]:
        """What each picture says, in sentences."""
        return tuple(page.description for page in self.pages)

    @property
    def svg(self) -> str:
        """The first picture as SVG; `svgs` has all. Empty where there is none."""
        return next(iter(self.svgs), "")

    @property
    def svgs(self) -> tuple[str, ...]:
        """Each picture as SVG."""
        return tuple(document(page, self.theme) for page in self.pages)

    def save(self, path: str | PathLike[str], sharpness: float = SHARPNESS) -> tuple[str, ...]:
        """Write .svg, .png or .pdf, as the name says; several as `name-1.svg`, `name-2.svg`. The names of the files.

        Raises `OSError` where that cannot be, and `NoRasterizer` where the extra `pictures` is not installed.
        """
        stem, dot, ending = fspath(path).rpartition(".")
        written: list[str] = []
        for number, svg in enumerate(self.svgs, start=1):
            name = fspath(path) if len(self.pages) == 1 else f"{stem}-{number}{dot}{ending}"
            problem = files.write_data(name, _encoded(svg, ending.lower(), sharpness))
            if problem is not None:
                raise OSError(problem.title)
            written.append(name)
        return tuple(written)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return "\n".join(self.svgs)


def _encoded(svg: str, ending: str, sharpness: float) -> bytes:
    match ending:
        case "svg":
            return svg.encode("utf-8")
        case "png":
            return png(svg, sharpness)
        case "pdf":
            return pdf(svg)
        case _:
            raise InvalidQuestion("a picture is written as .svg, .png or .pdf: say so by the ending of the file's name")


def asked_picture(name: PictureName | str) -> PictureName:
    """The picture of that name; raises `InvalidQuestion` where there is none."""
    if name not in {str(each) for each in PictureName}:
        raise InvalidQuestion(f"there is no picture called `{name}`; there are: {', '.join(PictureName)}")
    return PictureName(name)


def drawing(
    subject: Subject,
    wish: Wish,
    theme: Theme | str,
    seconds: float | None,
    cancel: Cancel | None,
    sources: Mapping[str, Source],
) -> Drawing:
    """The picture; raises `InvalidText` where what is wished for cannot be."""
    _check(subject, wish)
    if theme not in {str(each) for each in Theme}:
        raise InvalidQuestion(f"there is no theme called `{theme}`; there are: {', '.join(Theme)}")
    with deadline(seconds, cancel) as flag:
        made = pictures(replace(subject, cancel=flag), wish)
    _refuse(made, subject, sources)
    return Drawing(tuple(page for page in made if isinstance(page, Page)), Theme(theme), tuple(subject.limits))


def _check(subject: Subject, wish: Wish) -> None:
    if wish.whereabouts is not None and not may_say_where(subject.world, wish.whereabouts):
        raise InvalidQuestion(f"`{wish.whereabouts}` is no fact of this world that says where somebody is")


def _refuse(made: tuple[object, ...], subject: Subject, sources: Mapping[str, Source]) -> None:
    """Raise what is wrong, if anything is."""
    problems = tuple(each for each in made if isinstance(each, Diagnostic))
    if problems:
        name = problems[0].primary.span.source
        text = {**sources, **subject.sources}.get(name)
        raise InvalidText("" if text is None else text.text, problems)
