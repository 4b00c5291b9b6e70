# SPDX-License-Identifier: Apache-2.0
"""The features, as the protocol asks for them: each waits for the text's words to be analysed, and asks its module."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from fabula.diagnostics import Edit, Source
from fabula.lsp import actions, formatting, highlight, hover, lenses, navigate, rename, symbols
from fabula.lsp.addresses import uri_of
from fabula.lsp.analysis import Analysis
from fabula.lsp.completion import Item
from fabula.lsp.completion_told import complete_story
from fabula.lsp.completion_world import complete_world
from fabula.lsp.convert import Positions, Shown
from fabula.lsp.desk import Desk
from fabula.lsp.occurrences import Sort
from fabula.lsp.reading import Form
from fabula.lsp.session import Session

_SYMBOLS = {
    Sort.KIND: types.SymbolKind.Class,
    Sort.THING: types.SymbolKind.Object,
    Sort.FACT: types.SymbolKind.Property,
    Sort.EVENT: types.SymbolKind.Event,
    Sort.LAW: types.SymbolKind.Function,
    Sort.SIGHT: types.SymbolKind.Function,
    Sort.ENDING: types.SymbolKind.Constant,
    Sort.VARIABLE: types.SymbolKind.Variable,
    Sort.SCENE: types.SymbolKind.Namespace,
}
_COMPLETIONS = {
    Sort.KIND: types.CompletionItemKind.Class,
    Sort.THING: types.CompletionItemKind.Value,
    Sort.FACT: types.CompletionItemKind.Property,
    Sort.EVENT: types.CompletionItemKind.Event,
    Sort.LAW: types.CompletionItemKind.Function,
    Sort.SIGHT: types.CompletionItemKind.Function,
    Sort.ENDING: types.CompletionItemKind.Constant,
    Sort.VARIABLE: types.CompletionItemKind.Variable,
    Sort.SCENE: types.CompletionItemKind.Module,
}
LEGEND = types.SemanticTokensLegend(list(highlight.TYPES), ["declaration"])


def register(session: Session) -> None:
    """Let a session's server answer everything."""
    _asking(session)
    _going(session)
    _looking(session)
    _renaming(session)
    _mending(session)


def _asking(session: Session) -> None:
    """What stands here, and what may be written here."""
    server = session.server

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(params: types.HoverParams) -> types.Hover | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> types.Hover | None:
            found = hover.hover(analysis, positions.offset(analysis.source, params.position), desk)
            if found is None:
                return None
            said = types.MarkupContent(types.MarkupKind.Markdown, found.text)
            return types.Hover(said, positions.range(analysis.source, found.span))

        return await session.answer(params.text_document.uri, ask, lively=True)

    triggers = ["@", "(", ",", "=", "{", '"', " ", ":"]

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=triggers))
    async def _(params: types.CompletionParams) -> types.CompletionList | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> types.CompletionList:
            offset = positions.offset(analysis.source, params.position)
            items = _completed(analysis, offset, desk)
            return types.CompletionList(is_incomplete=False, items=[_item(each) for each in items])

        return await session.answer(params.text_document.uri, ask, lively=True)


def _completed(analysis: Analysis, offset: int, desk: Desk) -> list[Item]:
    if analysis.form is Form.WORLD:
        return complete_world(analysis, offset, desk)
    return [] if analysis.form is Form.PATTERN else complete_story(analysis, offset, desk)


def _item(item: Item) -> types.CompletionItem:
    kind = types.CompletionItemKind.Keyword if item.sort is None else _COMPLETIONS[item.sort]
    return types.CompletionItem(
        label=item.label,
        kind=kind,
        detail=item.detail or None,
        sort_text=f"{item.rank}{item.label}",
        insert_text=item.insert,
    )


def _going(session: Session) -> None:
    """Where it is declared, and where it is used."""
    server = session.server

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _(params: types.DefinitionParams) -> list[types.Location] | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> list[types.Location]:
            offset = positions.offset(analysis.source, params.position)
            return _locations(analysis, navigate.definition(analysis, offset, desk), positions)

        return await session.answer(params.text_document.uri, ask)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _(params: types.ReferenceParams) -> list[types.Location] | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> list[types.Location]:
            offset = positions.offset(analysis.source, params.position)
            found = navigate.references(analysis, offset, desk, params.context.include_declaration)
            return _locations(analysis, found, positions)

        return await session.answer(params.text_document.uri, ask)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def _(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> list[types.DocumentHighlight]:
            found = desk.occurrence(analysis, positions.offset(analysis.source, params.position))
            same = [] if found is None else [e for e in desk.occurrences(analysis) if e.symbol == found.symbol]
            return [
                types.DocumentHighlight(
                    positions.range(analysis.source, each.span),
                    types.DocumentHighlightKind.Write if each.declares else types.DocumentHighlightKind.Read,
                )
                for each in same
            ]

        return await session.answer(params.text_document.uri, ask)


def _locations(analysis: Analysis, places: list[navigate.Place], positions: Positions) -> list[types.Location]:
    return [
        types.Location(_uri(analysis, place.source.name), positions.range(place.source, place.span)) for place in places
    ]


def _uri(analysis: Analysis, name: str) -> str:
    return analysis.texts.uri(name, uri_of(name))


def _looking(session: Session) -> None:
    """The outline, the colours, and the lines above events."""
    server = session.server

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def _(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> list[types.DocumentSymbol]:
            return [_symbol(each, analysis.source, positions) for each in symbols.outline(analysis, desk)]

        return await session.answer(params.text_document.uri, ask)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    async def _(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> types.SemanticTokens:
            return types.SemanticTokens(_figures(analysis, desk, positions))

        return await session.answer(params.text_document.uri, ask)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def _(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> list[types.CodeLens]:
            return [
                types.CodeLens(positions.range(analysis.source, each.span), types.Command(each.text, ""))
                for each in lenses.lenses(analysis, desk)
            ]

        return await session.answer(params.text_document.uri, ask, checked=True)


def _symbol(entry: symbols.Entry, source: Source, positions: Positions) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=entry.name,
        detail=entry.detail or None,
        kind=types.SymbolKind.Package if entry.sort is None else _SYMBOLS[entry.sort],
        range=positions.range(source, entry.span.to(entry.name_span)),
        selection_range=positions.range(source, entry.name_span),
        children=[_symbol(each, source, positions) for each in entry.below] or None,
    )


def _figures(analysis: Analysis, desk: Desk, positions: Positions) -> list[int]:
    """The words as the protocol wants them: each by five numbers, its place counted from the one before."""
    figures: list[int] = []
    line = column = 0
    for word in highlight.highlighted(analysis, desk):
        place = positions.range(analysis.source, word.span)
        length = place.end.character - place.start.character
        if place.end.line != place.start.line or length <= 0:
            continue
        down = place.start.line - line
        figures += (down, place.start.character - (0 if down else column), length, int(word.look), int(word.declares))
        line, column = place.start.line, place.start.character
    return figures


def _renaming(session: Session) -> None:
    """Another name, everywhere."""
    server = session.server

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def _(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> types.PrepareRenamePlaceholder | None:
            found = rename.renamable(analysis, positions.offset(analysis.source, params.position), desk)
            if found is None:
                return None
            return types.PrepareRenamePlaceholder(positions.range(analysis.source, found.span), found.symbol.name)

        return await session.answer(params.text_document.uri, ask)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def _(params: types.RenameParams) -> types.WorkspaceEdit | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> types.WorkspaceEdit:
            offset = positions.offset(analysis.source, params.position)
            found = rename.rename(analysis, offset, params.new_name, desk)
            return _workspace_edit(analysis, [(each.source, each.edits) for each in found], positions)

        try:
            return await session.answer(params.text_document.uri, ask)
        except rename.Refused as refused:
            raise JsonRpcInvalidParams(str(refused)) from None


def _mending(session: Session) -> None:
    """The one layout, and what can be done."""
    server = session.server

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def _(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        def ask(analysis: Analysis, _: Desk, positions: Positions) -> list[types.TextEdit] | None:
            edits = formatting.formatting(analysis)
            return None if edits is None else _edits(analysis.source, edits, positions)

        return await session.answer(params.text_document.uri, ask)

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def _(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        def ask(analysis: Analysis, desk: Desk, positions: Positions) -> list[types.CodeAction]:
            span = positions.span(analysis.source, params.range)
            return [_action(each, analysis, positions) for each in actions.actions(analysis, span, desk)]

        return await session.answer(params.text_document.uri, ask, lively=True)


def _action(action: actions.Action, analysis: Analysis, positions: Positions) -> types.CodeAction:
    by_source: dict[str, list[Edit]] = {}
    for edit in action.edits:
        by_source.setdefault(edit.span.source, []).append(edit)
    texts = [(source, edits) for name, edits in by_source.items() if (source := analysis.sources.get(name))]
    shown = Shown(positions, analysis.source, analysis.sources, lambda name: _uri(analysis, name))
    return types.CodeAction(
        title=action.title,
        kind=types.CodeActionKind.RefactorRewrite if action.mends is None else types.CodeActionKind.QuickFix,
        diagnostics=None if action.mends is None else [shown.diagnostic(action.mends, {})],
        is_preferred=action.preferred or None,
        edit=_workspace_edit(analysis, texts, positions),
    )


def _workspace_edit(
    analysis: Analysis, texts: Iterable[tuple[Source, Iterable[Edit]]], positions: Positions
) -> types.WorkspaceEdit:
    changes = {_uri(analysis, source.name): _edits(source, edits, positions) for source, edits in texts}
    return types.WorkspaceEdit(changes=changes)


def _edits(source: Source, edits: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    return [types.TextEdit(positions.range(source, edit.span), edit.text) for edit in edits]
