// SPDX-License-Identifier: Apache-2.0
// Semantic tokens: the language server knows a person from a place, and so the colours do.

import { LSPPlugin } from "@codemirror/lsp-client";
import { RangeSetBuilder, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type * as lsp from "vscode-languageserver-protocol";

const setTokens = StateEffect.define<DecorationSet>();

const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(tokens, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTokens)) return effect.value;
    return tokens.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const AFTER_TYPING = 250;

/** The tokens of an answer as marks with the classes `sem-TYPE` and `sem-MODIFIER`. */
export function marksOf(data: readonly number[], legend: lsp.SemanticTokensLegend, doc: Text): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  let line = 0;
  let character = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = down > 0 ? right : character + right;
    line += down;
    if (line >= doc.lines) break;
    const from = doc.line(line + 1).from + character;
    const named = legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    const classes = [legend.tokenTypes[type] ?? "unknown", ...named].map((name) => `sem-${name}`).join(" ");
    if (from + length <= doc.length && length > 0) marks.add(from, from + length, Decoration.mark({ class: classes }));
  }
  return marks.finish();
}

class Tokens {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private gone = false;

  constructor(private readonly view: EditorView) {
    this.later(0);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged) this.later(AFTER_TYPING);
  }

  destroy(): void {
    this.gone = true;
    clearTimeout(this.timer);
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask().catch(() => undefined), wait);
  }

  private async ask(): Promise<void> {
    const plugin = LSPPlugin.get(this.view);
    if (!plugin) return;
    const { client } = plugin;
    await client.initializing;
    const legend = client.serverCapabilities?.semanticTokensProvider?.legend;
    if (!legend || this.gone) return;
    client.sync();
    const { doc } = this.view.state;
    const answer = await client.request<lsp.SemanticTokensParams, lsp.SemanticTokens | null>("textDocument/semanticTokens/full", {
      textDocument: { uri: plugin.uri },
    });
    if (!answer || this.gone || this.view.state.doc !== doc) return;
    this.view.dispatch({ effects: setTokens.of(marksOf(answer.data, legend, doc)) });
  }
}

export const semanticTokens = () => [shown, ViewPlugin.fromClass(Tokens)];
