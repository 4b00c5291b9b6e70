# SPDX-License-Identifier: Apache-2.0
"""The prose of a manuscript as HTML, cut into scenes and passages: a passage is a block of prose and what is beside it.

Markdown is read by markdown-it, with raw HTML shown as the author typed it and never taken as markup. Links that could
run a script stay text (markdown-it refuses them), pictures are named and not fetched. A mark that stands inside a block
becomes a small link to the event's note; a block of nothing but marks is what stands beside the block before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from fabula.model.report import Aside, EventTold, Item, SceneBegins
from fabula.records import dataclass

DEEPEST_HEADING = 6


@dataclass(slots=True)
class Passage:
    """A block of prose, empty where there is none, and what was found beside it."""

    prose: Markup = field(default_factory=Markup)
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """The passages of a scene; `scene` is None for what comes before the first."""

    scene: SceneBegins | None
    passages: list[Passage] = field(default_factory=list)


class _Renderer(RendererHTML):
    """Markdown to HTML that fetches nothing."""

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The name of the picture: the page asks no network and no other file for anything."""
        name = self.renderInlineAsText(tokens[idx].children, options, env) or str(tokens[idx].attrs.get("src", ""))
        return f'<span class="image">{escape(name)}</span>'


def sections_of(prose: str, mark: str, asides: Sequence[Aside], title: str) -> list[Section]:
    """The prose with everything beside it. A first heading that only repeats the title is left out."""
    return _Cutting(prose, mark, asides, title).sections()


@dataclass(slots=True)
class _Cutting:
    """Cuts one manuscript."""

    prose: str
    mark: str
    asides: Sequence[Aside]
    title: str
    found: list[Section] = field(default_factory=lambda: [Section(None)])
    levels: list[int] = field(default_factory=list)
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know a mark."""
        self.pattern = re.compile(f"{re.escape(self.mark)}(\\d+){re.escape(self.mark)}")

    def sections(self) -> list[Section]:
        """All of it; sections in which there is nothing at all are left out."""
        markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable(["table", "strikethrough"])
        for block in _blocks(markdown.parse(self.prose)):
            numbers = self._numbers(block)
            if not self._only_marks(block) and not self._known_already(block):
                self._prose(markdown, block)
            for number in numbers:
                self._beside(self.asides[number].items)
        return [section for section in self.found if section.scene is not None or section.passages]

    def _numbers(self, block: Sequence[Token]) -> list[int]:
        """The marks in a block, in order."""
        texts = (token.content for token in block if token.type != "inline" or token.children)
        return [int(number) for text in texts for number in self.pattern.findall(text)]

    def _only_marks(self, block: Sequence[Token]) -> bool:
        """Whether a block is a paragraph in which nothing but marks stands."""
        texts = [token.content for token in block if token.type == "inline"]
        plain = block[0].type == "paragraph_open"
        return plain and not "".join(self.pattern.sub("", text) for text in texts).strip()

    def _known_already(self, block: Sequence[Token]) -> bool:
        """Whether a block is the first heading and says the title again, or one that says the scene again."""
        if block[0].type != "heading_open":
            return False
        text = self.pattern.sub("", block[1].content).strip().casefold()
        here = self.found[-1]
        if len(self.found) == 1 and not here.passages:
            return text == self.title.strip().casefold()
        return here.scene is not None and not here.passages and text == here.scene.name.strip().casefold()

    def _prose(self, markdown: MarkdownIt, block: list[Token]) -> None:
        """Put the block beside nothing yet, or beside what stands without prose."""
        for token in block:
            self._made_safe(token)
        self._levelled(block)
        html = markdown.renderer.render(block, markdown.options, {})
        passages = self.found[-1].passages
        if not passages or passages[-1].prose or passages[-1].items:
            passages.append(Passage())
        passages[-1].prose = Markup(self.pattern.sub(self._reference, html))  # noqa: S704 -- markdown-it escaped it

    def _made_safe(self, token: Token) -> None:
        """No mark within an attribute, no style in one, and each block in its own direction of writing."""
        for name, value in list(token.attrs.items()):
            token.attrs[name] = self.pattern.sub("", str(value))
            if name == "style":
                token.attrs["class"] = str(token.attrs.pop("style")).replace("text-align:", "to-")
        if token.type in {"paragraph_open", "heading_open", "list_item_open", "td_open", "th_open"}:
            token.attrs["dir"] = "auto"
        if token.type == "link_open":
            token.attrs["rel"] = "noreferrer"
        for child in token.children or ():
            self._made_safe(child)

    def _levelled(self, block: list[Token]) -> None:
        """Headings below those of the page, with no level left out."""
        base = 2 if self.found[-1].scene is None else 3
        for token in block:
            if token.type == "heading_open":
                level = int(token.tag[1])
                self.levels = [*(each for each in self.levels if each < level), level]
            if token.type in {"heading_open", "heading_close"}:
                token.tag = f"h{min(base + len(self.levels), DEEPEST_HEADING)}"

    def _reference(self, match: re.Match[str]) -> str:
        """Links to the notes of the events that stood at a mark."""
        events = [item.event for item in self.asides[int(match[1])].items if isinstance(item, EventTold)]
        return "".join(
            f'<sup class="reference"><a href="#event-{event.number}" aria-label="event {event.number}">'
            f"{event.number}</a></sup>"
            for event in events
            if event is not None
        )

    def _beside(self, items: Iterable[Item]) -> None:
        """Put what stood at a mark beside the last block; a scene begins a new section."""
        for item in items:
            if isinstance(item, SceneBegins):
                self._enter(item)
                continue
            passages = self.found[-1].passages
            if not passages:
                passages.append(Passage())
            passages[-1].items.append(item)

    def _enter(self, scene: SceneBegins) -> None:
        """Begin the section of a scene; a heading just before it that says the same goes into it."""
        self.levels = []
        self.found.append(Section(scene))


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The blocks at the top, each with all its tokens."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []
