# SPDX-License-Identifier: Apache-2.0
"""What stands at a place: the thing, fact or event that is named there, and in a manuscript what is so at that moment.

In a manuscript a name of a thing in the prose counts too. In a world the moment is the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from fabula.diagnostics import Source, Span
from fabula.engine.ground import ground_value
from fabula.engine.port import Cancel
from fabula.language import syntax
from fabula.language.manuscript_syntax import EventText
from fabula.language.pieces import read_expression
from fabula.lsp import markdown
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import QUIETLY, Desk
from fabula.lsp.moments import Moments
from fabula.lsp.occurrences import Occurrence, Sort, Symbol
from fabula.lsp.reading import Form
from fabula.lsp.vocabulary import Declared, Vocabulary
from fabula.model.manuscript import Manuscript
from fabula.records import dataclass
from fabula.render.reasons import reason_lines
from fabula.usecases.check_history import begin
from fabula.usecases.story import Story

_MOST_FACTS = 14
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Hover:
    """What to show, and of which stretch of the text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Then:
    """A moment: when it is, in words, and the state at it."""

    when: str
    state: int
    moments: Moments


def hover(analysis: Analysis, offset: int, desk: Desk) -> Hover | None:
    """What stands at a place; None where there is nothing to be said."""
    words = desk.words(analysis)
    found = desk.occurrence(analysis, offset)
    if found is None:
        found = _in_prose(analysis, offset, desk, words)
    if found is None:
        return None
    parts = list(_what(found, words))
    try:
        with _moment(analysis, offset, desk) as then:
            parts += () if then is None else _now(analysis, found, then, desk)
    except QUIETLY:
        pass
    return Hover(found.span, "\n\n".join(part for part in parts if part)) if parts else None


# ------------------------------------------------------------------------------------------------ what it is


def _what(found: Occurrence, words: Vocabulary) -> Iterator[str]:
    """What the name is the name of."""
    name = found.symbol.name
    match found.symbol.sort:
        case Sort.THING:
            yield from _thing(name, words)
        case Sort.KIND:
            yield from _kind(name, words)
        case Sort.FACT:
            yield from _declarations(words.facts.get(name, ()))
        case Sort.EVENT:
            declared = words.events.get(name, ())
            yield from _declarations(declared)
            if not declared and name == "wait":
                yield "**wait** · a moment passes; nobody need want it"
        case Sort.LAW:
            yield from _declarations(words.laws.get(name, ()))
        case Sort.SIGHT:
            yield from _declarations(words.sights.get(name, ()))
        case Sort.ENDING:
            yield from _declarations(words.endings.get(name, ()))
        case Sort.VARIABLE:
            yield f"**{markdown.plain(name)}** · a variable{_kind_of(found, words)}"
        case Sort.SCENE:
            yield f"**{markdown.plain(name)}** · a scene"


def _declarations(declared: Iterable[Declared]) -> Iterator[str]:
    for each in declared:
        yield markdown.block(markdown.declaration(each))
        yield markdown.remark(each)


def _thing(name: str, words: Vocabulary) -> Iterator[str]:
    """A thing: its title and its kinds."""
    kinds: list[str] = []
    title = name.replace("_", " ")
    for declared in words.things.get(name, ()):
        if isinstance(declared.declaration, syntax.ThingsDeclaration):
            kinds.append(declared.declaration.kind.text)
            titles = (entry.title for entry in declared.declaration.things if entry.name is declared.name)
            title = next((each.value for each in titles if each is not None), title)
    above = [parent for kind in kinds for parent in _above(kind, words)]
    said = ", ".join(dict.fromkeys((*kinds, *above)))
    yield f"**{markdown.plain(title)}** · {markdown.code(name)}, {markdown.plain(said)}"


def _above(kind: str, words: Vocabulary) -> list[str]:
    """The kinds above a kind."""
    found: dict[str, None] = {}
    waiting = [kind]
    while waiting:
        for declared in words.kinds.get(waiting.pop(), ()):
            if isinstance(declared.declaration, syntax.KindDeclaration):
                parents = [each.text for each in declared.declaration.parents if each.text not in found]
                found.update(dict.fromkeys(parents))
                waiting += parents
    return list(found)


def _kind(name: str, words: Vocabulary) -> Iterator[str]:
    """A kind: what is above it, and what is of it."""
    above = _above(name, words)
    below = {other for other in words.kinds if name in _above(other, words)} | {name}
    things = [
        thing
        for thing, ways in words.things.items()
        if any(isinstance(w.declaration, syntax.ThingsDeclaration) and w.declaration.kind.text in below for w in ways)
    ]
    yield f"**{markdown.plain(name)}** · a kind{f' of {markdown.listed(above)}' if above else ''}"
    for declared in words.kinds.get(name, ()):
        yield markdown.remark(declared)
    if things:
        yield f"Of this kind: {markdown.listed(things)}"


def _kind_of(found: Occurrence, words: Vocabulary) -> str:
    """Of which kind a variable is, read off the text where it was introduced: `p: person`, `person p`."""
    scope = found.symbol.scope
    file = next((each for each in words.files if scope is not None and each.source.name == scope.source), None)
    if file is None or scope is None:
        return ""
    behind = re.match(r"\s*:\s*(\w+)", file.source.text[scope.end : scope.end + 200])
    before = re.search(r"(\w+)\s+$", file.source.text[max(scope.start - 200, 0) : scope.start])
    kind = behind[1] if behind and behind[1] in words.kinds else before[1] if before else ""
    return f", any {markdown.code(kind)}" if kind in words.kinds else ""


# ------------------------------------------------------------------------------------------------ what is so


@contextmanager
def _moment(analysis: Analysis, offset: int, desk: Desk) -> Iterator[_Then | None]:
    """The moment that a place of the text stands for."""
    if analysis.form is Form.MANUSCRIPT:
        with desk.moments(analysis) as moments:
            yield None if moments is None else _told(moments, analysis, offset, desk)
        return
    running = analysis.running
    if running is None:
        yield None
        return
    with running.asking(Cancel(), desk.bounds.patience) as mine:
        if not mine:
            yield None
            return
        history = begin(running.setting.engine)
        empty = Manuscript(analysis.source.name, None, "", analysis.source.whole(), None, None, (), (), ())
        yield _Then("at the start", history.start, Moments(Story(empty, running.setting, history)))


def _told(moments: Moments, analysis: Analysis, offset: int, desk: Desk) -> _Then:
    """The moment of a place in a manuscript; an event is asked about before it happens."""
    piece = desk.sheet(analysis).at(offset)
    if piece is not None and isinstance(piece.text, EventText):
        number = moments.event(piece.text.event.span)
        if number is not None:
            return _Then("just before this", moments.before(number), moments)
    place = moments.place(offset)
    when = f"after {markdown.code(str(moments.call(place - 1)))}" if place else "at the start"
    return _Then(when, moments.story.state(place), moments)


def _now(analysis: Analysis, found: Occurrence, then: _Then, desk: Desk) -> Iterator[str]:
    """What is so at the moment of what is named."""
    match found.symbol.sort:
        case Sort.THING:
            facts = sorted(then.moments.about(then.state, found.symbol.name), key=lambda fact: not fact.otherwise)
            lines = [f"- {markdown.value_line(fact)}" for fact in facts[:_MOST_FACTS]]
            if lines:
                yield "\n".join((f"{then.when[0].upper()}{then.when[1:]}:", "", *lines))
                yield "…" if len(facts) > _MOST_FACTS else ""
        case Sort.FACT:
            yield from _value(analysis, found, then, desk)
        case Sort.EVENT if analysis.form is Form.MANUSCRIPT:
            yield from _event(analysis, found, then)
        case Sort.SCENE:
            yield f"{then.when[0].upper()}{then.when[1:]}."
        case _:
            pass


def _value(analysis: Analysis, found: Occurrence, then: _Then, desk: Desk) -> Iterator[str]:
    """The value of the fact as it is read at the place, with its arguments."""
    source = desk.sheet(analysis).flat if analysis.form is Form.MANUSCRIPT else analysis.source
    span = called(source, found.span)
    expression, _ = read_expression(source, span, then.moments.story.setting.world)
    if expression is not None:
        ground = ground_value(then.moments.program, expression)
        valued = then.moments.expression(then.state, " ".join(source.slice(span).split()), ground)
        yield f"{then.when[0].upper()}{then.when[1:]}, {markdown.value_line(valued)}."


def _event(analysis: Analysis, found: Occurrence, then: _Then) -> Iterator[str]:
    """What happens, who sees it, and why those do it who do."""
    moments = then.moments
    number = moments.event(found.span)
    if number is None:
        return
    event = moments.story.happenings[number].event
    yield markdown.plain(moments.story.setting.sentences.event(then.state, event))
    seers = moments.seers(then.state, event)
    yield f"Seen by {markdown.listed(seers)}." if seers else "Seen by nobody."
    for checked, span in analysis.judged():
        if span.start == found.span.start:
            for reason in checked.reasons:
                yield "\n".join(markdown.plain(line) for line in reason_lines(reason, 100))
            if not checked.possible:
                yield "**It cannot happen here.**"


def called(source: Source, name: Span) -> Span:
    """The span of a call from that of its name: up to the bracket that closes, where one opens."""
    text = source.text
    blanks = _BLANKS.match(text, name.end)
    place = blanks.end() if blanks else name.end
    if text[place : place + 1] != "(":
        return name
    depth = 0
    for end in range(place, min(len(text), place + 2_000)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return Span(source.name, name.start, end + 1)
    return name


def _in_prose(analysis: Analysis, offset: int, desk: Desk, words: Vocabulary) -> Occurrence | None:
    """A thing that is named in the prose of a manuscript, by its name."""
    if analysis.form is not Form.MANUSCRIPT or desk.sheet(analysis).at(offset) is not None:
        return None
    start = offset
    text = analysis.source.text
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    word = _WORD.match(text, start)
    if word is None or word[0] not in words.things:
        return None
    return Occurrence(Symbol(Sort.THING, word[0]), Span(analysis.source.name, *word.span()))
