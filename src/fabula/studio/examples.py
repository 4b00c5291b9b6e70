# SPDX-License-Identifier: Apache-2.0
"""What one can begin from: an empty world, and copies of the founding worlds, which lie in the package.

Where Fabula is developed they lie in the repository's `worlds/`; a wheel has them as `fabula/worlds`.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import fabula
from fabula.records import dataclass
from fabula.studio.paths import kind_of
from fabula.studio.refused import Refused

DEEPEST = 2
"""Founding worlds have one folder inside: their variants."""
EMPTY = "empty"
ABOUT = {
    "tutorial": "The world of the tutorial: the last boat before winter, and manuscripts with mistakes to mend.",
    "gates": "Blood that opens gates, a leap, and two people of whom everybody believes the worst.",
    "puddle": "A vampire who cannot walk, a captive, her blood on the floor, and some hours until dawn.",
    "cloak": "The small test world of interactive fiction: three rooms, a cloak, and a message; made to be played.",
    "heist": "A night in a private museum, thieves and guards: a world with very many stories.",
}
"""What the founding worlds are, in the order in which they are offered; others come after, by name."""


@dataclass(frozen=True, slots=True)
class Example:
    """A folder of texts to begin from; `opens` is the one to look at first. `text` says in a sentence what it is."""

    name: str
    title: str
    text: str
    texts: dict[str, str]
    opens: str

    def data(self) -> dict[str, object]:
        """What is offered, for JSON."""
        return {"name": self.name, "title": self.title, "text": self.text}


def examples() -> tuple[Example, ...]:
    """The founding worlds, the tutorial first."""
    root = _worlds()
    found = [] if root is None else [_example(folder) for folder in root.iterdir() if folder.is_dir()]
    order = {name: number for number, name in enumerate(ABOUT)}
    return tuple(
        sorted((each for each in found if each is not None), key=lambda each: (order.get(each.name, 9), each.name))
    )


def empty(name: str) -> Example:
    """A small world of its own, as `fabula new` makes it."""
    base = name.rpartition("/")[2]
    if not base or not all(letter.isalnum() or letter in "-_" for letter in base) or not base[0].isalnum():
        raise Refused(400, "bad-name", "The name of a world is letters, digits, `-` and `_`.")
    title = base.replace("_", " ").replace("-", " ").strip()
    words = {"name": base, "title": title[:1].upper() + title[1:]}
    templates = resources.files("fabula") / "cli" / "templates"
    texts = {
        f"{base}.{ending}": Template((templates / f"new.{ending}").read_text(encoding="utf-8")).substitute(words)
        for ending in ("world", "md")
    }
    return Example(
        EMPTY, "A small world", "One lighthouse, two people, one event or two: to write over.", texts, f"{base}.md"
    )


def offered(found: tuple[Example, ...]) -> list[dict[str, object]]:
    """What can be begun from, for JSON."""
    return [empty("new").data(), *(each.data() for each in found)]


def _worlds() -> Traversable | None:
    """The folder of founding worlds, where it is."""
    inside = resources.files("fabula") / "worlds"
    if inside.is_dir():
        return inside
    beside = Path(fabula.__file__).resolve().parents[2] / "worlds"
    return beside if beside.is_dir() else None


def _example(folder: Traversable) -> Example | None:
    texts = dict(sorted(_texts(folder, "", DEEPEST), key=lambda text: ("/" in text[0], text[0])))
    stories = sorted(name for name in texts if name.endswith(".md") and "/" not in name)
    worlds = sorted(name for name in texts if name.endswith(".world") and "/" not in name)
    if not worlds:
        return None
    opens = f"{folder.name}.md" if f"{folder.name}.md" in texts else (stories or worlds)[0]
    title = next(
        (line.split('"')[1] for line in texts[worlds[0]].splitlines() if line.startswith('world "')), folder.name
    )
    about = ABOUT.get(folder.name, f"A world and {len(texts) - 1} other texts.")
    return Example(folder.name, title, about, texts, opens)


def _texts(folder: Traversable, prefix: str, depth: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in folder.iterdir():
        if each.is_dir() and depth > 1:
            found += _texts(each, f"{prefix}{each.name}/", depth - 1)
        elif kind_of(each.name) is not None:
            found.append((prefix + each.name, each.read_text(encoding="utf-8")))
    return found
