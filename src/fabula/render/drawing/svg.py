# SPDX-License-Identifier: Apache-2.0
"""SVG as a tree of values, and how it is written: escaped, with short numbers, the same to the byte each time.

Nothing that an author wrote can become markup here: texts and attributes are escaped when they are written, characters
that XML does not allow become U+FFFD. A document carries its title and description for those who do not see it (SVG 2,
section 5.8), and no script. Ids begin with the page's `name`, so that several pictures may stand in one HTML page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from fabula.records import dataclass
from fabula.render.drawing.palette import Theme, style

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}

Attribute: TypeAlias = str | float | int | None


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, its attributes in order, what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Element | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A picture: `width` by `height` units (CSS pixels), said in `title` and `description`.

    `name` begins every id in it. `elements` are drawn in order, later ones above earlier ones.
    """

    name: str
    width: float
    height: float
    title: str
    description: str
    elements: tuple[Element, ...]


def element(tag: str, *children: Element | str, **attributes: Attribute) -> Element:
    """An element. In attributes' names `_` stands for `-`, and one at the end is dropped (`class_`); None: left out.

    >>> print(written(element("circle", cx=1, cy=2.50, r=1 / 3, class_="fill-ink")))
    <circle cx="1" cy="2.5" r="0.33" class="fill-ink"/>
    """
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    said = tuple((key, value if isinstance(value, str) else number(value)) for key, value in pairs if value is not None)
    return Element(tag, said, children)


def group(children: Iterable[Element], **attributes: Attribute) -> Element:
    """A `g` with these elements in it."""
    return element("g", *children, **attributes)


def titled(shown: Element, title: str) -> Element:
    """The element with a title, which browsers show under the pointer and screen readers read."""
    return Element(shown.tag, shown.attributes, (element("title", title), *shown.children))


def number(value: float) -> str:
    """A coordinate with at most two decimals: `3`, `0.5`, `-1.25`.

    >>> number(2.0), number(-0.001), number(1 / 3)
    ('2', '0', '0.33')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path(*parts: str | float) -> str:
    """The data of a path: commands and coordinates.

    >>> path("M", 0, 1.5, "H", 10)
    'M0 1.5H10'
    """
    written_parts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            written_parts.append(part)
        else:
            after_command = bool(written_parts) and written_parts[-1][-1:].isalpha()
            written_parts.append(number(part) if after_command else f" {number(part)}")
    return "".join(written_parts)


def written(shown: Element | str) -> str:
    """The element as SVG text."""
    return "".join(_write(shown))


def document(page: Page, theme: Theme = Theme.AUTO) -> str:
    """The picture as a file of its own: it may also be put into an HTML page as it is."""
    title = element("title", page.title, id=f"{page.name}-title")
    description = element("desc", page.description, id=f"{page.name}-description")
    whole = element(
        "svg",
        title,
        description,
        Element("style", (), (style(theme),)),
        element("rect", width="100%", height="100%", class_="fill-paper"),
        *page.elements,
        xmlns="http://www.w3.org/2000/svg",
        id=page.name,
        class_=f"fabula-drawing {theme}",
        width=page.width,
        height=page.height,
        viewBox=f"0 0 {number(page.width)} {number(page.height)}",
        role="img",
        aria_labelledby=f"{page.name}-title {page.name}-description",
    )
    return written(whole) + "\n"


def escaped(text: str) -> str:
    """The text as it may stand in SVG, in an attribute too.

    >>> escaped('<b> & "x"')
    '&lt;b&gt; &amp; &quot;x&quot;'
    """
    clean = _NOT_XML.sub("\ufffd", text)
    return "".join(_ESCAPES.get(character, character) for character in clean)


def _write(shown: Element | str) -> Iterator[str]:
    if isinstance(shown, str):
        yield escaped(shown)
        return
    attributes = "".join(f' {name}="{escaped(value)}"' for name, value in shown.attributes)
    if not shown.children:
        yield f"<{shown.tag}{attributes}/>"
        return
    yield f"<{shown.tag}{attributes}>"
    if shown.tag == "style":
        yield from (child for child in shown.children if isinstance(child, str))  # our own text alone
    else:
        for child in shown.children:
            yield from _write(child)
    yield f"</{shown.tag}>\n" if shown.tag in {"g", "text", "style", "desc"} else f"</{shown.tag}>"
