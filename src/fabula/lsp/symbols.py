# SPDX-License-Identifier: Apache-2.0
"""The outline of a text: the declarations of a world, the scenes and events of a manuscript."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.diagnostics import Source, Span
from fabula.language import syntax
from fabula.language.manuscript_syntax import EventText, ExpectText, SceneText
from fabula.lsp.analysis import Analysis
from fabula.lsp.desk import Desk
from fabula.lsp.occurrences import Sort
from fabula.lsp.reading import Form
from fabula.lsp.told import Sheet
from fabula.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: what it stands for, where that is and where its name is, and what stands below it."""

    name: str
    detail: str
    sort: Sort | None
    span: Span
    name_span: Span
    below: tuple[Entry, ...] = ()


def outline(analysis: Analysis, desk: Desk) -> list[Entry]:
    """The outline of a text."""
    if analysis.form is Form.WORLD:
        tree = desk.library.file(analysis.source).tree
        return [entry for each in tree.declarations for entry in _declared(each, analysis.source)]
    if analysis.form is Form.MANUSCRIPT:
        return _told(desk.sheet(analysis))
    return []


def _declared(tree: syntax.Declaration, source: Source) -> Iterator[Entry]:
    """What a declaration adds to the outline."""
    match tree:
        case syntax.KindDeclaration(names=names, parents=parents):
            above = ", ".join(parent.text for parent in parents)
            for name in names:
                yield Entry(name.text, f"kind of {above}" if above else "kind", Sort.KIND, name.span, name.span)
        case syntax.ThingsDeclaration(kind=kind, things=things):
            for entry in things:
                title = f" · {entry.title.value}" if entry.title is not None else ""
                yield Entry(entry.name.text, f"{kind.text}{title}", Sort.THING, entry.span, entry.name.span)
        case syntax.FactDeclaration(name=name) | syntax.DefineDeclaration(name=name):
            what = "fact" if isinstance(tree, syntax.FactDeclaration) else "definition"
            yield Entry(name.text, what, Sort.FACT, tree.span, name.span)
        case syntax.EventDeclaration(name=name):
            yield Entry(name.text, "event", Sort.EVENT, tree.span, name.span)
        case syntax.LawDeclaration(name=name):
            yield Entry(name.text, "law", Sort.LAW, tree.span, name.span)
        case syntax.SightDeclaration(name=None):
            yield Entry("sight", "", Sort.SIGHT, tree.span, _first(tree.span, source))
        case syntax.SightDeclaration(name=syntax.Name() as name):
            yield Entry(name.text, "sight", Sort.SIGHT, tree.span, name.span)
        case syntax.EndingDeclaration(name=name):
            yield Entry(name.text, "ending", Sort.ENDING, tree.span, name.span)
        case syntax.StartDeclaration(span=span):
            yield Entry("start", "", None, span, _first(span, source))
        case syntax.WantsDeclaration(span=span):
            yield Entry(" ".join(source.slice(_first(span, source)).split()), "", None, span, _first(span, source))
        case _:
            pass


def _first(span: Span, source: Source) -> Span:
    """The first line of a span, up to its colon."""
    line = source.slice(span).partition("\n")[0].partition(":")[0].rstrip()
    return Span(span.source, span.start, min(span.end, span.start + max(len(line), 1)))


def _told(sheet: Sheet) -> list[Entry]:
    """The scenes of a manuscript with their events and expectations."""
    found: list[Entry] = []
    scenes: list[tuple[SceneText, Span, list[Entry]]] = []
    for piece in sheet.pieces:
        entry: Entry | None = None
        match piece.text:
            case SceneText() as scene:
                scenes.append((scene, piece.span, []))
            case EventText(event):
                entry = Entry(event.text, "", Sort.EVENT, piece.span, event.span)
            case ExpectText(whole=said):
                entry = Entry(" ".join(f"expect {said.text}".split()), "", Sort.FACT, piece.span, said.span)
            case _:
                pass
        if entry is not None:
            (scenes[-1][2] if scenes else found).append(entry)
    ends = [span.start for _, span, _ in scenes[1:]] + [len(sheet.source.text)]
    for (scene, span, below), end in zip(scenes, ends, strict=False):  # no scene: nothing ends
        detail = f"{scene.word} “{scene.other}”" if scene.word else ""
        whole = Span(span.source, span.start, max(end, span.end))
        found.append(Entry(scene.name or "scene", detail, Sort.SCENE, whole, scene.name_span, tuple(below)))
    return found
