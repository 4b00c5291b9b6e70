# SPDX-License-Identifier: Apache-2.0
"""Makes the pictures of the documentation, `docs/pictures/*.svg`; `--check` only says whether they are fresh.

They are made of the founding worlds by the same functions as `fabula draw`, and are the same to the byte each time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fabula import files
from fabula.api.pictures import DRAWN, PictureName, Subject, Wish, pictures
from fabula.diagnostics import Diagnostic
from fabula.language import read_world
from fabula.render.drawing.svg import Page, document
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.story import read_story
from fabula.usecases.whatif_changes import Changes

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"


def without(event: str) -> Wish:
    """A what-if in which an event does not happen."""
    return Wish(changes=Changes((), (event,), (), (), (), (), None))


MADE: dict[str, tuple[str, Wish]] = {
    "gates": ("worlds/gates/gates.md", Wish()),
    "gates-whatif": ("worlds/gates/gates.md", without("push(Faith, Spike)")),
    "gates-beliefs": ("worlds/gates/gates.md", Wish(PictureName.BELIEFS, at="gust()")),
    "gates-strip": ("worlds/gates/gates.md", Wish(PictureName.STRIP, about=("holder(key)",))),
    "gates-causes": ("worlds/gates/gates.md", Wish(PictureName.CAUSES)),
    "gates-endings": ("worlds/gates/gates.world", Wish(PictureName.ENDINGS)),
    "puddle": ("worlds/puddle/puddle.md", Wish()),
    "puddle-whatif": ("worlds/puddle/puddle.md", without("seal(Spike, Buffy)")),
    "puddle-beliefs": ("worlds/puddle/puddle.md", Wish(PictureName.BELIEFS, at="turn_back(Spike, Buffy)")),
    "puddle-causes": ("worlds/puddle/puddle.md", Wish(PictureName.CAUSES)),
    "puddle-endings": ("worlds/puddle/puddle.world", Wish(PictureName.ENDINGS)),
    "heist": ("worlds/heist/heist.md", Wish()),
    "heist-endings": ("worlds/heist/heist.world", Wish(PictureName.ENDINGS, overrides=Overrides(imagine=2))),
}
"""The pictures by the names of their files: of which file, and which picture."""


def subject_of(path: str) -> Subject:
    """What a file of the project tells."""
    source = files.read(str(ROOT / path))
    if isinstance(source, Diagnostic):
        raise SystemExit(source.title)
    if path.endswith(".world"):
        world = read_world(source, files.open_file)[0]
        manuscript = None
    else:
        read = read_story(source, files.open_file)
        world, manuscript = read.world, read.manuscript
    if world is None:
        raise SystemExit(f"{path} cannot be read")
    return Subject(manuscript, world, files.open_file)


def drawn(name: str) -> str:
    """The picture of that name as SVG."""
    path, wish = MADE[name]
    made = pictures(subject_of(path), wish)
    pages = [page for page in made if isinstance(page, Page)]
    if len(pages) != 1:
        raise SystemExit(f"{name}: {made}")
    return document(pages[0])


def stale() -> Iterator[str]:
    """The names of the pictures whose files are not what would be made now."""
    for name, (_, wish) in MADE.items():
        path = FOLDER / f"{name}.svg"
        if wish.picture in DRAWN and (not path.exists() or path.read_text(encoding="utf-8") != drawn(name)):
            yield name


def main() -> None:
    """Make the pictures, or say which are stale."""
    if "--check" in sys.argv[1:]:
        names = list(stale())
        if names:
            raise SystemExit(f"Not fresh: {', '.join(names)}. Run `make docs`.")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (_, wish) in MADE.items():
        if wish.picture in DRAWN:
            (FOLDER / f"{name}.svg").write_text(drawn(name), encoding="utf-8", newline="\n")
            print(f"docs/pictures/{name}.svg")


if __name__ == "__main__":
    main()
