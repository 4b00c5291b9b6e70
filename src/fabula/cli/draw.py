# SPDX-License-Identifier: Apache-2.0
"""`fabula draw STORY|WORLD`: a picture of a story, or of the shortest story to each ending of a world."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

from fabula import files
from fabula.api.pictures import PictureName, Subject, Wish, pictures
from fabula.cli.opening import bad_usage
from fabula.cli.options import DEFAULT_ENGINE, Imagine, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.output import say, say_error, show
from fabula.cli.report import BAD_INPUT, CLEAN, GAVE_UP, IMPOSSIBLE, errors_among, show_problems
from fabula.cli.running import engine_of
from fabula.cli.watch import PATIENCE, watching
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel
from fabula.interop.raster import SHARPNESS, NoRasterizer, pdf, png
from fabula.language import is_world, read_world
from fabula.render.drawing.palette import Theme
from fabula.render.drawing.svg import Page, document
from fabula.render.stories import LIMIT_WORDS
from fabula.usecases.check_heed import GaveUp
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.story import read_story
from fabula.usecases.whatif_changes import Changes

HELP = """\
Draw STORY, or the shortest story to each ending of a world.

Writes SVG to the standard output, or to the file after -o, whose ending says what it is: .svg, .png or .pdf.
"""

EXAMPLES = """\
\b
Examples:
  fabula draw gates.md -o gates.svg
  fabula draw gates.md --without "push(Faith, Spike)" -o parting.png
  fabula draw gates.md --picture beliefs --at "The far field" -o who.pdf
  fabula draw gates.md --picture strip --about "holder(key)" --deep 2 -o key.svg
  fabula draw gates.md --picture causes --about endings -o why.svg

\b
Exit codes:
  0  drawn         1  no story to draw: proved impossible
  2  bad input     3  gave up at a limit
"""

Texts = list[str] | None


def draw(  # noqa: PLR0913, PLR0917 -- the options of the command
    path: Annotated[str, typer.Argument(metavar="STORY", show_default=False, help="A manuscript, or a world.")],
    picture: Annotated[PictureName, typer.Option("--picture", help="Which picture.")] = PictureName.STORYLINE,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Where to write it.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="MOMENT", show_default=False, help="A scene, an event, start or end.")
    ] = None,
    about: Annotated[
        Texts, typer.Option("--about", metavar="FACT", show_default=False, help="Of this fact; may be given again.")
    ] = None,
    who: Annotated[
        Texts, typer.Option("--who", metavar="PERSON", show_default=False, help="Of them only; may be given again.")
    ] = None,
    deep: Annotated[int, typer.Option("--deep", min=1, max=4, metavar="N", help="Minds inside minds.")] = 1,
    depth: Annotated[
        int | None, typer.Option("--depth", min=1, metavar="N", show_default=False, help="Links back, of causes.")
    ] = None,
    change: Annotated[Texts, typer.Option("--change", metavar="EFFECT", show_default=False, help="What is so.")] = None,
    without: Annotated[
        Texts, typer.Option("--without", metavar="EVENT", show_default=False, help="What does not happen.")
    ] = None,
    instead: Annotated[
        Texts,
        typer.Option("--instead", metavar='"EVENT => EVENT"', show_default=False, help="What happens instead of what."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="FACT", show_default=False, help="The fact that says where people are."),
    ] = None,
    length: Annotated[
        int | None, typer.Option("--length", min=0, metavar="N", show_default=False, help="Events to an ending.")
    ] = None,
    theme: Annotated[Theme, typer.Option("--theme", help="For light pages, dark ones, or as the reader has it.")] = (
        Theme.AUTO
    ),
    sharpness: Annotated[
        float, typer.Option("--sharpness", min=0.1, max=10, metavar="N", help="Pixels of a PNG to one of the picture.")
    ] = SHARPNESS,
    imagine: Imagine = None,
    minds: Minds = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
) -> None:
    """Draw, write, and exit with the outcome's code."""
    changed = any((change, without, instead))
    changes = Changes(tuple(change or ()), tuple(without or ()), tuple(instead or ()), (), (), (), at)
    wish = Wish(
        picture,
        at,
        tuple(about or ()),
        tuple(who or ()),
        deep,
        changes if changed else None,
        by,
        None,
        length,
        Overrides(imagine, minds),
        depth,
    )
    cancel = Cancel()
    subject, sources = _subject(path, engine_of(engine, memory), cancel)
    try:
        with watching(cancel, seconds, memory_bound(memory), grace=PATIENCE, raised=GaveUp):
            drawn = pictures(subject, wish)
    except GaveUp as stopped:
        say_error(f"gave up, since {LIMIT_WORDS.get(stopped.limit, stopped.limit)}")
        raise typer.Exit(GAVE_UP) from None
    problems = tuple(each for each in drawn if isinstance(each, Diagnostic))
    if problems:
        _refuse(problems, sources | _texts(wish, problems))
    pages = tuple(each for each in drawn if isinstance(each, Page))
    if not pages:
        say_error("there is no story to draw: none comes to an ending")
        raise typer.Exit(IMPOSSIBLE)
    _write(pages, output, theme, sharpness)
    raise typer.Exit(CLEAN)


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


def _texts(wish: Wish, problems: tuple[Diagnostic, ...]) -> dict[str, Source]:
    """The texts of the command line as sources, named after their options: of those given again, the one meant."""
    sources = {} if wish.at is None else {"--at": Source("--at", wish.at)}
    for name, texts in (("--who", wish.who), ("--about", wish.about)):
        wrong = [text for text in texts if any(f"`{text.strip()}`" in problem.title for problem in problems)]
        if texts:
            sources[name] = Source(name, (*wrong, *texts)[0])
    return sources


def _write(pages: tuple[Page, ...], output: str | None, theme: Theme, sharpness: float) -> None:
    """Write the pictures: several as `name-1.svg`, `name-2.svg`."""
    for number, page in enumerate(pages, start=1):
        shown = document(page, theme)
        if output is None:
            show(shown)
            continue
        stem, dot, ending = output.rpartition(".")
        name = output if len(pages) == 1 else f"{stem}-{number}{dot}{ending}"
        problem = files.write_data(name, _encoded(shown, ending, sharpness))
        if problem is not None:
            _refuse((problem,), {})
        say(f"{name}: {page.title}")


def _encoded(svg: str, ending: str, sharpness: float) -> bytes:
    """The picture as the ending of a file's name asks for it."""
    try:
        match ending.lower():
            case "svg":
                return svg.encode("utf-8")
            case "png":
                return png(svg, sharpness)
            case "pdf":
                return pdf(svg)
            case _:
                bad_usage("a picture is written as .svg, .png or .pdf: say so by the ending of the file's name")
    except NoRasterizer as missing:
        bad_usage(str(missing))


def _refuse(problems: tuple[Diagnostic, ...], sources: dict[str, Source]) -> NoReturn:
    """End the command, since the input cannot be used."""
    show_problems(problems, sources)
    raise typer.Exit(BAD_INPUT)
