// SPDX-License-Identifier: Apache-2.0
// Code lenses: what the language server remarks on a line (reason found, who saw it), at the line's end.

import type { LSPPlugin } from "@codemirror/lsp-client";
import { RangeSetBuilder, type Text } from "@codemirror/state";
import { Decoration, WidgetType, type DecorationSet } from "@codemirror/view";
import type * as lsp from "vscode-languageserver-protocol";

import { decorated } from "./decorating";

const AFTER_TYPING = 500;

class Lens extends WidgetType {
  constructor(readonly titles: string) {
    super();
  }

  override eq(other: Lens): boolean {
    return other.titles === this.titles;
  }

  /** A click on it is a click on its line. */
  override ignoreEvent(): boolean {
    return false;
  }

  toDOM(): HTMLElement {
    const lens = document.createElement("span");
    lens.className = "lens";
    lens.textContent = this.titles;
    return lens;
  }
}

async function asked({ client, uri }: LSPPlugin, doc: Text): Promise<DecorationSet | null> {
  const provider = client.serverCapabilities?.codeLensProvider;
  if (!provider) return null;
  const about = { textDocument: { uri } };
  let lenses = (await client.request<lsp.CodeLensParams, lsp.CodeLens[] | null>("textDocument/codeLens", about)) ?? [];
  if (provider.resolveProvider) lenses = await Promise.all(lenses.map((lens) => resolved(client.request.bind(client), lens)));
  return widgets(lenses, doc);
}

function widgets(lenses: readonly lsp.CodeLens[], doc: Text): DecorationSet {
  const titles = new Map<number, string[]>();
  for (const { range, command } of lenses) {
    if (!command || range.start.line >= doc.lines) continue;
    const place = doc.line(range.start.line + 1).to;
    titles.set(place, [...(titles.get(place) ?? []), command.title]);
  }
  const set = new RangeSetBuilder<Decoration>();
  for (const [place, said] of [...titles].sort(([one], [other]) => one - other)) {
    set.add(place, place, Decoration.widget({ widget: new Lens(said.join(" · ")), side: 1 }));
  }
  return set.finish();
}

type Request = <Params, Result>(method: string, params: Params) => Promise<Result>;

async function resolved(request: Request, lens: lsp.CodeLens): Promise<lsp.CodeLens> {
  return lens.command ? lens : request<lsp.CodeLens, lsp.CodeLens>("codeLens/resolve", lens).catch(() => lens);
}

export const codeLenses = () => decorated(AFTER_TYPING, asked);
