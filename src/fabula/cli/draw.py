# SPDX-License-Identifier: Apache-2.0
"""`fabula draw STORY|WORLD`: a picture of a story, or of the shortest story to each ending of a world."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.api.pictures import PictureName, TextLook, Wish
from fabula.cli.asking_what_if import TEXTS
from fabula.cli.drawing import Paper, draw_file, text_width
from fabula.cli.opening import bad_usage, variants
from fabula.cli.options import DEFAULT_ENGINE, Imagine, Memory, Minds, Seconds, UseEngine, memory_bound
from fabula.cli.running import engine_of
from fabula.interop.raster import SHARPNESS
from fabula.render.drawing.palette import Theme
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.whatif_changes import Changes

HELP = """\
Draw STORY, or the shortest story to each ending of a world.

Writes STORY.svg here, or the file after -o, whose ending says what it is: .svg, .png or .pdf; `-o -` writes SVG to the
standard output. --text and --ascii draw with characters, on the terminal. With the options of `fabula whatif` both
stories are drawn, parting where they part.
"""

EXAMPLES = """\
\b
Examples:
  fabula draw gates.md
  fabula draw gates.md --text
  fabula draw gates.md --without "push(Faith, Spike)" -o parting.png
  fabula draw gates.md --picture beliefs --at "The far field" -o who.pdf
  fabula draw gates.md --picture strip --about "holder(key)" -o key.svg
  fabula draw gates.md --picture causes --about endings -o why.svg
  fabula draw gates.world -o to-each-ending.svg

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
    text: Annotated[bool, typer.Option("--text", help="Draw with characters, on the terminal.")] = False,
    ascii_: Annotated[bool, typer.Option("--ascii", help="The same with no characters but those of ASCII.")] = False,
    width: Annotated[
        float | None,
        typer.Option("--width", min=40, metavar="N", show_default=False, help="At most so many pixels, or characters."),
    ] = None,
    theme: Annotated[Theme, typer.Option("--theme", help="For light pages, dark ones, or as the reader has it.")] = (
        Theme.AUTO
    ),
    sharpness: Annotated[
        float, typer.Option("--sharpness", min=0.1, max=10, metavar="N", help="Pixels of a PNG to one of the picture.")
    ] = SHARPNESS,
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
    wants: Annotated[
        Texts, typer.Option("--wants", metavar='"PERSON: …"', show_default=False, help="What somebody wants.")
    ] = None,
    law: Annotated[
        Texts,
        typer.Option("--law", metavar="TEXT", show_default=False, help="A declaration, or `without law NAME`."),
    ] = None,
    variant: Annotated[
        Texts, typer.Option("--variant", metavar="FILE", show_default=False, help="All that a variant says.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="FACT", show_default=False, help="The fact that says where people are."),
    ] = None,
    life: Annotated[
        str | None, typer.Option("--life", metavar="FACT", show_default=False, help="The fact that says who is alive.")
    ] = None,
    nature: Annotated[
        Texts,
        typer.Option("--nature", metavar="FACT", show_default=False, help="Who is of another nature; again for more."),
    ] = None,
    length: Annotated[
        int | None, typer.Option("--length", min=0, metavar="N", show_default=False, help="Events to an ending.")
    ] = None,
    imagine: Imagine = None,
    minds: Minds = None,
    engine: UseEngine = DEFAULT_ENGINE,
    seconds: Seconds = None,
    memory: Memory = None,
) -> None:
    """Draw, write, and exit with the outcome's code."""
    given = dict(zip(TEXTS, (change, without, instead, wants, law, variant), strict=True))
    if any(given.values()) and picture is not PictureName.STORYLINE:
        bad_usage("a what-if is drawn as a storyline: leave out --picture")
    effects, gone, others, wishes, laws = (tuple(texts or ()) for texts in (change, without, instead, wants, law))
    changes = Changes(effects, gone, others, wishes, laws, variants(variant or ()), at)
    wish = Wish(
        picture=picture,
        at=at,
        about=tuple(about or ()),
        who=tuple(who or ()),
        deep=deep,
        changes=changes if any(given.values()) else None,
        whereabouts=by,
        width=width,
        length=length,
        overrides=Overrides(imagine, minds),
        depth=depth,
        life=life,
        natures=tuple(nature or ()),
    )
    look = TextLook(text_width(width), ascii_) if text or ascii_ else None
    paper = Paper(output, theme, sharpness, look)
    draw_file(path, wish, paper, engine_of(engine, memory), (seconds, memory_bound(memory)))
