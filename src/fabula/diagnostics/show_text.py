# SPDX-License-Identifier: Apache-2.0
"""Diagnostics as text for people.

    error[unknown-name]: There is no thing called `hal`.
      --> gates.world:12:16
       |
    12 |     at(Wren) = hal
       |                ^^^ not declared
       |
       = help: Did you mean `hall`?
       |
    12 |     at(Wren) = hall
       |                ~~~~

Nothing is wider than `width` columns except a path, which stays whole so that it can be followed. Spans that lie
outside their text are moved inside: a wrong span must not hide a right message.
"""

from collections.abc import Iterable, Iterator, Mapping

from fabula.diagnostics.diagnostic import Diagnostic, Fix, Label
from fabula.diagnostics.frame import Place, frame_rows, place_of
from fabula.diagnostics.mended import apply, mended_rows
from fabula.diagnostics.paint import Piece, Style, paint, style_of
from fabula.diagnostics.show_line import safe
from fabula.diagnostics.source import Source
from fabula.diagnostics.wrap import wrap

_NARROWEST = 32

Line = list[Piece]


def render_text(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], width: int = 80, colour: bool = False
) -> str:
    """The diagnostics as text that ends in a line feed, a blank line between two; empty for none."""
    width = max(width, _NARROWEST)
    texts = (
        "".join(paint(line, colour=colour) + "\n" for line in _lines(diagnostic, sources, width))
        for diagnostic in diagnostics
    )
    return "\n".join(texts)


def _lines(diagnostic: Diagnostic, sources: Mapping[str, Source], width: int) -> Iterator[Line]:
    """The lines of one diagnostic."""
    style = style_of(diagnostic.severity)
    yield from _title(diagnostic, style, width)
    frames = _frames(diagnostic, sources, style)
    gutter = _gutter(diagnostic, frames, sources)
    if not frames and diagnostic.primary.span.source:
        yield [(" " * gutter + "--> ", Style.LINE), (safe(diagnostic.primary.span.source), Style.PLAIN)]
    for number, (name, places) in enumerate(frames):
        if number > 0:
            yield [(" " * gutter + " |", Style.LINE)]
        yield from _frame(sources[name], places, gutter, width, arrow="-->" if number == 0 else ":::")
    rest = list(_rest(diagnostic, sources, gutter, width))
    if rest and frames:
        yield [(" " * gutter + " |", Style.LINE)]
    yield from rest


def _title(diagnostic: Diagnostic, style: Style, width: int) -> Iterator[Line]:
    """The severity, the code and the sentence."""
    head = f"{diagnostic.severity}[{diagnostic.code}]"
    first, *more = wrap(f"{head}: {diagnostic.title}", width, hanging=2)
    yield [(first[: len(head)], style), (first[len(head) :], Style.TITLE)]
    for line in more:
        yield [(line, Style.TITLE)]


def _frames(diagnostic: Diagnostic, sources: Mapping[str, Source], style: Style) -> list[tuple[str, list[Place]]]:
    """The places by source: that of the primary label first, the others as they come."""
    found: dict[str, list[Place]] = {}
    for label in (diagnostic.primary, *diagnostic.labels):
        source = sources.get(label.span.source)
        if source is not None:
            primary = label is diagnostic.primary
            said = Label(label.span, "\n".join(safe(line) for line in label.text.strip().split("\n")))
            place = place_of(source, said, style if primary else Style.SECONDARY, primary=primary)
            found.setdefault(source.name, []).append(place)
    return list(found.items())


def _gutter(diagnostic: Diagnostic, frames: list[tuple[str, list[Place]]], sources: Mapping[str, Source]) -> int:
    """The columns that the greatest line number takes."""
    greatest = max((place.last for _, places in frames for place in places), default=1)
    for edit in diagnostic.fix.edits if diagnostic.fix is not None else ():
        source = sources.get(edit.span.source)
        if source is not None:
            greatest = max(greatest, source.position(edit.span.end).line + edit.text.count("\n"))
    return len(str(greatest))


def _frame(source: Source, places: list[Place], gutter: int, width: int, arrow: str) -> Iterator[Line]:
    """The place in words (`file:line:column`) and the lines with their marks."""
    here = next((place for place in places if place.primary), places[0])
    yield [
        (f"{' ' * gutter}{arrow} ", Style.LINE),
        (f"{safe(source.name)}:{here.first}:{here.start + 1}", Style.PLAIN),
    ]
    yield [(" " * gutter + " |", Style.LINE)]
    for number, pieces in frame_rows(source, places, width - gutter - 3):
        if number == 0:
            yield [("...".ljust(gutter + 3), Style.LINE), *pieces]
        else:
            yield [(f"{number or '':>{gutter}} | ", Style.LINE), *pieces]


def _rest(diagnostic: Diagnostic, sources: Mapping[str, Source], gutter: int, width: int) -> Iterator[Line]:
    """What is said without a place: labels whose text is not at hand, notes, help and the fix."""
    for label in (diagnostic.primary, *diagnostic.labels):
        if label.text and label.span.source not in sources:
            where = f" ({label.span.source})" if label.span.source else ""
            yield from _remark("note", label.text + where, gutter, width)
    for note in diagnostic.notes:
        yield from _remark("note", note, gutter, width)
    if diagnostic.help:
        yield from _remark("help", diagnostic.help, gutter, width)
    if diagnostic.fix is not None:
        yield from _fix(diagnostic, diagnostic.fix, sources, gutter, width)


def _remark(kind: str, text: str, gutter: int, width: int) -> Iterator[Line]:
    """A note or a help, wrapped under itself."""
    head = f"{' ' * gutter} = "
    indent = " " * (len(head) + len(kind) + 2)
    for number, line in enumerate(wrap(text, width - len(indent))):
        if number == 0:
            yield [(head, Style.LINE), (f"{kind}: ", Style.TITLE), (line, Style.PLAIN)]
        else:
            yield [(indent + line, Style.PLAIN)]


def _fix(diagnostic: Diagnostic, fix: Fix, sources: Mapping[str, Source], gutter: int, width: int) -> Iterator[Line]:
    """The mended lines, under what the help says or else the fix; another file than the problem's is named."""
    if fix.title and not diagnostic.help:
        yield from _remark("fix", fix.title, gutter, width)
    for name in dict.fromkeys(edit.span.source for edit in fix.edits):
        source = sources.get(name)
        if source is None or apply(source, fix.edits) is None:
            continue
        if name != diagnostic.primary.span.source:
            yield [(f"{' ' * gutter}::: ", Style.LINE), (safe(name), Style.PLAIN)]
        yield [(" " * gutter + " |", Style.LINE)]
        for row in mended_rows(source, fix.edits, width - gutter - 3):
            sign_style = {"+": Style.MENDED, "-": Style.ERROR}.get(row.sign, Style.LINE)
            yield [(f"{row.number or '':>{gutter}} ", Style.LINE), (f"{row.sign} ", sign_style), *row.pieces]
