# SPDX-License-Identifier: Apache-2.0
"""Pictures as they stand in the page: inline, each with ids of its own, their styles gathered into the page's sheet.

The page allows one style sheet and no styles in attributes; what pictures bring of either goes into that sheet.
"""

from __future__ import annotations

import re
from dataclasses import field

from markupsafe import Markup

from fabula.records import dataclass
from fabula.render.drawing.palette import Theme, style
from fabula.render.drawing.svg import Page, document

_SHEET = re.compile("<style>(.*?)</style>\n?", re.DOTALL)
_ATTRIBUTE = re.compile('(<[a-zA-Z]+)([^<>]*?) style="([^"]*)"([^<>]*>)')
_REFERENCES = (' id="', "url(#", ' href="#', 'aria-labelledby="')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and what it is called above it."""

    title: str
    page: Page


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture as markup; `key` begins all its ids."""

    title: str
    key: str
    svg: Markup


@dataclass(slots=True)
class Gallery:
    """All pictures of a page."""

    styles: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)

    def hung(self, picture: Picture, key: str) -> Hung:
        """The picture as it may stand beside others."""
        name = picture.page.name
        svg = document(picture.page)
        for sheet in _SHEET.findall(svg):
            if sheet != style(Theme.AUTO) and sheet not in self.sheets:
                self.sheets.append(sheet)
        svg = _SHEET.sub("", svg)
        for before in _REFERENCES:
            svg = svg.replace(f"{before}{name}", f"{before}{key}-{name}")
        svg = svg.replace(f"-title {name}-description", f"-title {key}-{name}-description")
        while _ATTRIBUTE.search(svg):
            svg = _ATTRIBUTE.sub(self._styled, svg)
        return Hung(picture.title, key, Markup(svg))  # noqa: S704 -- all texts in it were escaped by document

    def sheet(self) -> str:
        """What the pictures need in the page's style sheet."""
        rules = "".join(f".canvas .{name}{{{said}}}" for said, name in self.styles.items())
        return "".join(self.sheets) + rules

    def _styled(self, match: re.Match[str]) -> str:
        """An element whose style is a class."""
        name = self.styles.setdefault(match[3], f"styled-{len(self.styles)}")
        tag, before, _, after = match.groups()
        if ' class="' in before + after:
            before, after = (part.replace(' class="', f' class="{name} ', 1) for part in (before, after))
            return f"{tag}{before}{after}"
        return f'{tag} class="{name}"{before}{after}'
