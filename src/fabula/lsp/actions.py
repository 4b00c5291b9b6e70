# SPDX-License-Identifier: Apache-2.0
"""What can be done at a place: mend a problem, excuse a finding, expect what an event changes."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.diagnostics import Diagnostic, Edit, Source, Span
from fabula.language.manuscript_syntax import CODES, EventText
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import QUIETLY, Desk
from fabula.lsp.moments import Moments
from fabula.lsp.reading import Form
from fabula.lsp.told import Piece
from fabula.model.ground import Fluent
from fabula.model.values import UNKNOWN, Value, show_value
from fabula.model.world import YesNo
from fabula.records import dataclass

_MOST_EXPECTED = 6
REASON = "why this is meant"
"""What stands in a waiver that was put in, for the author to say better."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done. `mends`: the problem that it takes away; `preferred`: it is the thing to do."""

    title: str
    edits: tuple[Edit, ...]
    mends: Diagnostic | None = None
    preferred: bool = False


def actions(analysis: Analysis, span: Span, desk: Desk) -> list[Action]:
    """What can be done where something is selected, or where the cursor stands."""
    found: list[Action] = []
    for problem in analysis.diagnostics:
        place = problem.primary.span
        if place.source == analysis.source.name and place.start <= span.end and span.start <= place.end:
            if problem.fix is not None:
                found.append(Action(problem.fix.title, problem.fix.edits, problem, preferred=True))
            found += _waiver(analysis, problem, desk)
    if analysis.form is Form.MANUSCRIPT:
        found += _expectations(analysis, span, desk)
    return found


def _waiver(analysis: Analysis, problem: Diagnostic, desk: Desk) -> Iterator[Action]:
    """Say that a finding is meant."""
    if problem.code not in CODES or analysis.form is not Form.MANUSCRIPT:
        return
    piece = desk.sheet(analysis).at(problem.primary.span.start)
    if piece is not None:
        said = f'allow {problem.code} because "{REASON}"'
        yield Action(f"Allow this: `{problem.code}`", (after(analysis.source, piece, (said,)),), problem)


def _expectations(analysis: Analysis, span: Span, desk: Desk) -> Iterator[Action]:
    """Expect what the event at a place changes."""
    piece = desk.sheet(analysis).at(span.start)
    if piece is None or not isinstance(piece.text, EventText):
        return
    try:
        with desk.moments(analysis) as moments:
            number = None if moments is None else moments.event(piece.text.event.span)
            said = [] if moments is None or number is None else list(_changes(moments, number))
    except QUIETLY:
        return
    shown = said[:_MOST_EXPECTED]
    for words in shown:
        yield Action(f"Expect that {words}", (after(analysis.source, piece, (f"expect {words}",)),))
    if len(shown) > 1:
        lines = tuple(f"expect {words}" for words in shown)
        yield Action("Expect all that this changes", (after(analysis.source, piece, lines),))


def _changes(moments: Moments, number: int) -> Iterator[str]:
    """What an event makes different, as conditions: what is so first, then what people come to believe of it."""
    happening = moments.story.happenings[number]
    program = moments.program
    before, now = moments.engine.values(happening.before), moments.engine.values(happening.after)
    changed = [place for place, value in enumerate(now) if value != before[place] and place != program.clock]
    for place in changed:
        yield _condition(program.fluents[place], now[place])
    for person, name in enumerate(program.people):
        held = moments.engine.values(moments.engine.believed(happening.after, person))
        for place in changed:
            if held[place] != now[place]:
                yield f"{name} believes {_condition(program.fluents[place], held[place])}"


def _condition(fluent: Fluent, value: Value) -> str:
    """That a fact has a value, as it is written."""
    if isinstance(fluent.type, YesNo) and value is not UNKNOWN:
        return str(fluent) if value else f"not {fluent}"
    return f"{fluent} = {show_value(value)}"


def after(source: Source, piece: Piece, said: tuple[str, ...]) -> Edit:
    """Annotations put behind one: each on its line if that stands on one, else in comments of their own."""
    text, content = source.text, piece.snippet.content.span
    line = source.position(piece.snippet.mark.start).line
    start = source.line_span(line).start
    indent = text[start : piece.snippet.mark.start]
    if not indent.strip(" \t\ufeff"):
        end = source.line_span(source.position(content.end).line).end
        closing = text.find("-->", content.end, end)
        place = content.end if closing >= 0 and "<!--" not in text[content.end : closing] else end
        blank = indent.strip("\ufeff")
        return Edit(Span(source.name, place, place), "".join(f"\n{blank}@ {each}" for each in said))
    closing = text.find("-->", content.end)
    place = closing + len("-->") if closing >= 0 else content.end
    return Edit(Span(source.name, place, place), "".join(f" <!-- @ {each} -->" for each in said))
