// SPDX-License-Identifier: Apache-2.0
// Code lenses: what the language server remarks on a line (reason found, who saw it), at the line's end.

import { LSPPlugin } from "@codemirror/lsp-client";
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type * as lsp from "vscode-languageserver-protocol";

const setLenses = StateEffect.define<DecorationSet>();

const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lenses, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLenses)) return effect.value;
    return lenses.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

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

const AFTER_TYPING = 500;

class Lenses {
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
    const provider = client.serverCapabilities?.codeLensProvider;
    if (!provider || this.gone) return;
    client.sync();
    const { doc } = this.view.state;
    const asked = { textDocument: { uri: plugin.uri } };
    let lenses = (await client.request<lsp.CodeLensParams, lsp.CodeLens[] | null>("textDocument/codeLens", asked)) ?? [];
    if (provider.resolveProvider) lenses = await Promise.all(lenses.map((lens) => resolved(client.request.bind(client), lens)));
    if (this.gone || this.view.state.doc !== doc) return;
    this.view.dispatch({ effects: setLenses.of(this.widgets(lenses)) });
  }

  private widgets(lenses: readonly lsp.CodeLens[]): DecorationSet {
    const { doc } = this.view.state;
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
}

type Request = <Params, Result>(method: string, params: Params) => Promise<Result>;

async function resolved(request: Request, lens: lsp.CodeLens): Promise<lsp.CodeLens> {
  return lens.command ? lens : request<lsp.CodeLens, lsp.CodeLens>("codeLens/resolve", lens).catch(() => lens);
}

export const codeLenses = () => [shown, ViewPlugin.fromClass(Lenses)];
