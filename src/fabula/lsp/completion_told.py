# SPDX-License-Identifier: Apache-2.0
"""What may be written next in a manuscript: events that can happen at this moment, and what can be expected then."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

from fabula import files
from fabula.diagnostics import Source
from fabula.engine.port import Cancel
from fabula.language.manuscript_markdown import read_page
from fabula.language.manuscript_syntax import CODES
from fabula.lsp.analysis import Analysis
from fabula.lsp.completion import Item, Rank, arguments, facts, keywords, once, people, signature, things, values
from fabula.lsp.desk import QUIETLY, Desk
from fabula.lsp.moments import Moments
from fabula.lsp.occurrences import Sort
from fabula.lsp.typed import Typed, typed
from fabula.lsp.vocabulary import Vocabulary
from fabula.records import dataclass

_AFTER_FACT = re.compile(r"(\w+)\s*(?:\([^()]*\))?\s*(?:!=|=)\s*\Z")
_EVENT_WANTED = re.compile(r"(?:^|\b(?:possible|in\s+character)\s+|\b(?:without)\s+(?:[^:]*,\s*)?)\Z")
_SECONDS_FOR_REASONS = 0.15
_SETTINGS = ("world", "title", "imagine", "minds")
_CLAIMS = ("not", "ending", "possible", "in character", "with", "without", "reader believes")
_CONDITIONS = ("and", "or", "not", "believes", "every", "any", "count", "sum", "none", "unknown", "yes", "no", "is")


def complete_story(analysis: Analysis, offset: int, desk: Desk) -> list[Item]:
    """What may be written at a place of a manuscript."""
    source = analysis.source
    line = source.line_span(source.position(offset).line)
    before = source.text[line.start : offset]
    if _in_front_matter(source, offset):
        return _settings(analysis, before)
    written = _annotation(analysis, offset, desk, before)
    if written is None:
        return []
    return once(_Told(analysis, offset, desk, typed(written)).items())


def _annotation(analysis: Analysis, offset: int, desk: Desk, before: str) -> str | None:
    """What an annotation says up to a place, after its `@`; None where there is none."""
    piece = desk.sheet(analysis).at(offset)
    if piece is not None and piece.snippet.mark.end <= offset:
        return desk.sheet(analysis).flat.text[piece.snippet.mark.end : offset].lstrip()
    found = re.search(r"(?:^|<!--)\s*@(.*)\Z", before)
    return None if found is None else found[1].lstrip()


@dataclass(frozen=True, slots=True)
class _Told:
    """An annotation that is being typed."""

    analysis: Analysis
    offset: int
    desk: Desk
    written: Typed

    def items(self) -> list[Item]:
        """What it may go on with."""
        words = self.desk.words(self.analysis)
        before = self.written.before
        word = before.split(maxsplit=1)[0] if before.strip() else ""
        if word == "allow":
            return self._waiver()
        if word == "scene":
            return self._scene()
        if self.written.quoted:
            return []
        expecting = word == "expect"
        call = self.written.call
        if call is not None and call.name in words.events and (not expecting or call.name not in words.facts):
            return self._arguments(words)
        if not expecting:
            opening = keywords(("expect", "allow", "scene"), Rank.LAST) if not before.strip() else []
            return [*self._events(words), *opening]
        return self._claim(words, before.partition("expect")[2])

    def _claim(self, words: Vocabulary, before: str) -> list[Item]:
        """What may be expected."""
        call = self.written.call
        if call is not None and call.name in words.facts:
            return arguments(call, words.facts[call.name], words)
        if re.search(r"\bending\s+\Z", before):
            return [Item(name, Sort.ENDING) for name in words.endings]
        if re.search(r"\bwithout\s+(?:[^:]*,\s*)?\Z", before):
            return self._happened()
        if before.strip() and _EVENT_WANTED.search(before):
            return self._events(words)
        found = _AFTER_FACT.search(before)
        if found is not None and (known := values(found[1], words)):
            return known
        opening = keywords(_CLAIMS, Rank.GOOD) if not before.strip() or before.rstrip().endswith(":") else []
        return [*facts(words, Rank.BEST), *people(words), *things(words), *opening, *keywords(_CONDITIONS, Rank.LAST)]

    def _waiver(self) -> list[Item]:
        """What may be waived: first what was found at the event before."""
        if re.search(r"allow\s+\S+\s+\Z", self.written.before):
            return [Item('because "…"', None, insert='because ""')]
        found = [
            finding.code
            for finding in self.analysis.diagnostics
            if finding.code in CODES and finding.primary.span.start < self.offset
        ]
        last = found[-1] if found else ""
        return [
            Item(code, None, "found here" if code == last else "", Rank.BEST if code == last else Rank.GOOD)
            for code in CODES
        ]

    def _scene(self) -> list[Item]:
        """The names of scenes, after `before` and `after`; and these words."""
        before = self.written.before
        names = [each.symbol.name for each in self.desk.occurrences(self.analysis) if each.symbol.sort is Sort.SCENE]
        if re.search(r"\b(?:before|after)\s+\"\Z", before):
            return [Item(name, Sort.SCENE) for name in dict.fromkeys(names)]
        if re.search(r"\b(?:before|after)\s+\Z", before):
            return [Item(f'"{name}"', Sort.SCENE) for name in dict.fromkeys(names)]
        return keywords(("before", "after")) if re.search(r"\"[^\"]+\"\s*,?\s*\Z", before) else []

    # What needs the story.

    def _events(self, words: Vocabulary) -> list[Item]:
        """The events that can happen here, those in character first; all names where there is no story to be asked."""
        forms = [Item(name, Sort.EVENT, signature(ways[0]), Rank.LAST) for name, ways in words.events.items()]
        try:
            with self.desk.moments(self.analysis) as moments:
                return [*([] if moments is None else _possible(moments, self._state(moments))), *forms]
        except QUIETLY:
            return forms

    def _arguments(self, words: Vocabulary) -> list[Item]:
        """What may be an argument of an event: first what makes it possible here, with the arguments before it."""
        call = self.written.call
        if call is None:
            return []
        fitting: dict[str, Item] = {}
        try:
            with self.desk.moments(self.analysis) as moments:
                if moments is not None:
                    state = self._state(moments)
                    for number in moments.engine.possible(state):
                        event = moments.program.events[number]
                        same = event.name == call.name and event.arguments[: call.argument] == call.given
                        if same and call.argument < len(event.arguments):
                            name = event.arguments[call.argument]
                            fitting.setdefault(name, Item(name, Sort.THING, "possible here", Rank.BEST))
        except QUIETLY:
            pass
        others = (
            Item(item.label, item.sort, item.detail, Rank.FAIR)
            for item in arguments(call, words.events[call.name], words)
        )
        return [*fitting.values(), *others]

    def _happened(self) -> list[Item]:
        """The events that have happened."""
        with self.desk.moments(self.analysis) as moments:
            if moments is None:
                return []
            place = moments.place(self.offset)
            return [Item(str(moments.call(number)), Sort.EVENT) for number in range(place)]

    def _state(self, moments: Moments) -> int:
        """The state at the place: before an event whose annotation the place is in, if that can be read."""
        piece = self.desk.sheet(self.analysis).at(self.offset)
        if piece is not None:
            number = next(
                (
                    n
                    for n, each in enumerate(moments.story.happenings)
                    if piece.snippet.mark.start <= each.span.start <= piece.span.end
                ),
                None,
            )
            if number is not None:
                return moments.before(number)
        return moments.story.state(moments.place(self.offset))


def _possible(moments: Moments, state: int) -> Iterator[Item]:
    """The events that can happen in a state, with their sentences."""
    fitting = _in_character(moments, state)
    for number in moments.engine.possible(state):
        event = moments.program.events[number]
        said = moments.story.setting.sentences.event(state, number)
        label = f"{event.name}({', '.join(event.arguments)})"
        detail = said if said != label else ""
        yield Item(label, Sort.EVENT, detail, Rank.BEST if number in fitting else Rank.GOOD)


def _in_character(moments: Moments, state: int) -> frozenset[int]:
    """The events that would be in character; none where working that out takes long."""
    cancel = Cancel()
    clock = threading.Timer(_SECONDS_FOR_REASONS, cancel.set, ("time",))
    clock.daemon = True
    clock.start()
    try:
        return frozenset(moments.engine.explained_events(state, moments.story.limits, cancel))
    except QUIETLY:
        return frozenset()
    finally:
        clock.cancel()


# ------------------------------------------------------------------------------------------------ the front matter


def _in_front_matter(source: Source, offset: int) -> bool:
    """Whether a place stands between the two lines of `---`, or after the first while there is no second."""
    if not source.text.startswith("---\n"):
        return False
    end = source.text.find("\n---", 3)
    return offset > 3 and (offset <= end if end >= 0 else source.position(offset).line < 8)


def _settings(analysis: Analysis, before: str) -> list[Item]:
    """The settings, or the worlds that there are."""
    if re.match(r"\s*world\s*:", before):
        own = analysis.source.name
        paths = (_relative(own, name) for name in analysis.texts.names() if name.endswith(".world"))
        return [Item(path, None, "a world", Rank.FAIR if path.startswith("..") else Rank.BEST) for path in paths]
    if ":" in before:
        return []
    page = read_page(analysis.source.name, analysis.source.text)
    there = {setting.key for setting in page.settings}
    return [Item(key, None, insert=f"{key}: ") for key in _SETTINGS if key not in there]


def _relative(own: str, name: str) -> str:
    """A name as another file of the same folder would write it."""
    here, there = own.split("/")[:-1], name.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return files.normal("/".join((*([".."] * len(here)), *there)))
