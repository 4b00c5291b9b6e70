// SPDX-License-Identifier: Apache-2.0
// Semantic tokens: the language server knows a person from a place, and so the colours do.

import type { LSPPlugin } from "@codemirror/lsp-client";
import { RangeSetBuilder, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet } from "@codemirror/view";
import type * as lsp from "vscode-languageserver-protocol";

import { decorated } from "./decorating";

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

async function asked({ client, uri }: LSPPlugin, doc: Text): Promise<DecorationSet | null> {
  const legend = client.serverCapabilities?.semanticTokensProvider?.legend;
  if (!legend) return null;
  const about = { textDocument: { uri } };
  const method = "textDocument/semanticTokens/full";
  const answer = await client.request<lsp.SemanticTokensParams, lsp.SemanticTokens | null>(method, about);
  return answer && marksOf(answer.data, legend, doc);
}

export const semanticTokens = () => decorated(AFTER_TYPING, asked);
