# SPDX-License-Identifier: Apache-2.0
"""What `fabula draw` does, once it is known what is asked."""

from __future__ import annotations

from typing import NoReturn, TypeVar

import typer

from fabula import files
from fabula.api.pictures import OF_WORLDS, TEXTS, PictureName, Subject, TextLook, Wish, pictures, texts
from fabula.cli.opening import bad_usage
from fabula.cli.output import DEFAULT_WIDTH, is_terminal, line_width, say, say_error, show, use_colour
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, IMPOSSIBLE, errors_among, show_problems
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel
from fabula.interop.raster import SHARPNESS, NoRasterizer, pdf, png
from fabula.language import is_world, read_world
from fabula.records import dataclass
from fabula.render.drawing.palette import Theme
from fabula.render.drawing.svg import Page, document
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.story import read_story
from fabula.usecases.whereabouts import may_say_where

ENDINGS = ("svg", "png", "pdf")
STANDARD_OUTPUT = "-"
Made = TypeVar("Made", Page, str)


@dataclass(frozen=True, slots=True)
class Paper:
    """On what a picture is made: `output` is the file's name (None: one after the story's, `-`: standard output).

    `text` is how a picture of characters looks, None for one that is drawn.
    """

    output: str | None = None
    theme: Theme = Theme.AUTO
    sharpness: float = SHARPNESS
    text: TextLook | None = None


def draw_file(
    path: str, wish: Wish, paper: Paper, make_engine: MakeEngine, bounds: tuple[float | None, float | None]
) -> NoReturn:
    """Draw what a file tells, write it, and end the command. `bounds` are those of time and memory."""
    _check(wish, paper)
    cancel = Cancel()
    subject, sources = _subject(path, make_engine, cancel)
    if wish.whereabouts is not None and not may_say_where(subject.world, wish.whereabouts):
        bad_usage(f"`{wish.whereabouts}` is no fact of this world that says where somebody is")
    seconds, memory = bounds
    try:
        with watching(cancel, seconds, memory, grace=PATIENCE, raised=GaveUp):
            if paper.text is None:
                pages = _drawn(pictures(subject, wish), subject, sources, wish)
                _write_pages(pages, _name(path, wish, paper), paper)
            else:
                found = _drawn(texts(subject, wish, paper.text), subject, sources, wish)
                _write_texts(found, paper, [person.shown for person in subject.world.people])
    except GaveUp as stopped:
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
        raise typer.Exit(GAVE_UP) from None
    if subject.limits:
        said = " and ".join(LIMIT_WORDS.get(limit, limit) for limit in dict.fromkeys(subject.limits))
        say_error(f"gave up looking for {_counted(len(subject.limits))}, since {said}")
        raise typer.Exit(GAVE_UP)
    raise typer.Exit(CLEAN)


def _counted(endings: int) -> str:
    return "the story to an ending" if endings == 1 else f"the stories to {endings} endings"


def text_width(asked: float | None) -> int:
    """How many characters a line has: as many as asked for, else as the terminal has."""
    if asked is not None:
        return max(int(asked), 40)
    import sys

    return line_width() if is_terminal(sys.stdout) else DEFAULT_WIDTH


def _check(wish: Wish, paper: Paper) -> None:
    """End the command where what it asks for cannot be, before any work is done."""
    if paper.text is not None and wish.picture not in TEXTS:
        bad_usage(f"there is no picture `{wish.picture}` in text; there are: {', '.join(TEXTS)}")
    if paper.output in {None, STANDARD_OUTPUT}:
        return
    ending = str(paper.output).rpartition(".")[2].lower()
    if paper.text is None and ending not in ENDINGS:
        bad_usage("a picture is written as .svg, .png or .pdf: say so by the ending of the file's name")
    if paper.text is not None and ending in ENDINGS:
        bad_usage("a picture in text is no .svg, .png or .pdf: leave out --text and --ascii, or name it .txt")


def _drawn(
    made: tuple[Made, ...] | tuple[Diagnostic, ...], subject: Subject, sources: dict[str, Source], wish: Wish
) -> tuple[Made, ...]:
    """What was made; ends the command where nothing was."""
    problems = tuple(each for each in made if isinstance(each, Diagnostic))
    if problems:
        _refuse(problems, {**sources, **_texts_of(wish, problems), **subject.sources})
    found = tuple(each for each in made if not isinstance(each, Diagnostic))
    if not found and not subject.limits:
        if subject.manuscript is None and wish.picture not in OF_WORLDS:
            say_error("there is no story to draw: none comes to an ending")
        else:
            say_error("there is nothing to draw")
        raise typer.Exit(IMPOSSIBLE)
    return found


def _subject(path: str, make_engine: MakeEngine, cancel: Cancel) -> tuple[Subject, dict[str, Source]]:
    """What a file tells of; ends the command where it cannot be used."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        _refuse((source,), {})
    if is_world(source):
        world, problems, met = read_world(source, files.open_file)
        sources = {each.name: each for each in (*met, source)}
        if world is None or errors_among(problems):
            _refuse(tuple(problems), sources)
        return Subject(None, world, files.open_file, make_engine, cancel), sources
    read = read_story(source, files.open_file)
    if read.manuscript is None or read.world is None:
        _refuse(read.diagnostics, read.sources)
    return Subject(read.manuscript, read.world, files.open_file, make_engine, cancel), dict(read.sources)


def _texts_of(wish: Wish, problems: tuple[Diagnostic, ...]) -> dict[str, Source]:
    """The texts of the command line as sources, named after their options: of those given again, the one meant."""
    sources = {} if wish.at is None else {"--at": Source("--at", wish.at)}
    for name, given in (("--who", wish.who), ("--about", wish.about)):
        wrong = [text for text in given if any(f"`{text.strip()}`" in problem.title for problem in problems)]
        if given:
            sources[name] = Source(name, (*wrong, *given)[0])
    return sources


def _name(path: str, wish: Wish, paper: Paper) -> str:
    """The name of the file to write: after the story, in the folder where one is, where none is given."""
    if paper.output is not None:
        return paper.output
    stem = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "picture"
    which = "" if wish.picture is PictureName.STORYLINE else f"-{wish.picture}"
    return f"{stem}{which}{'-whatif' if wish.changes is not None else ''}.svg"


def _write_pages(pages: tuple[Page, ...], output: str, paper: Paper) -> None:
    """Write the pictures: several as `name-1.svg`, `name-2.svg`."""
    for number, page in enumerate(pages, start=1):
        shown = document(page, paper.theme)
        if output == STANDARD_OUTPUT:
            show(shown)
            continue
        stem, dot, ending = output.rpartition(".")
        name = output if len(pages) == 1 else f"{stem}-{number}{dot}{ending}"
        problem = files.write_data(name, _encoded(shown, ending, paper.sharpness))
        if problem is not None:
            _refuse((problem,), {})
        say(f"{name}: {page.title}")


def _write_texts(found: tuple[str, ...], paper: Paper, people: list[str]) -> None:
    """Show the pictures of characters, or write them into a file."""
    text = "\n\n".join(each.rstrip("\n") for each in found) + "\n"
    if paper.output in {None, STANDARD_OUTPUT}:
        if use_colour():
            from fabula.cli.colouring import coloured

            text = coloured(text, people)
        show(text)
        return
    problem = files.write(str(paper.output), text)
    if problem is not None:
        _refuse((problem,), {})


def _encoded(svg: str, ending: str, sharpness: float) -> bytes:
    """The picture as the ending of a file's name asks for it."""
    try:
        match ending.lower():
            case "png":
                return png(svg, sharpness)
            case "pdf":
                return pdf(svg)
            case _:
                return svg.encode("utf-8")
    except NoRasterizer as missing:
        bad_usage(str(missing))


def _refuse(problems: tuple[Diagnostic, ...], sources: dict[str, Source]) -> NoReturn:
    """End the command, since the input cannot be used."""
    show_problems(problems, sources)
    raise typer.Exit(BAD_INPUT)
