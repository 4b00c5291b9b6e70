// SPDX-License-Identifier: Apache-2.0
// Decorations that the language server is asked for some while after the last key, and that move along until the next answer.

import { LSPPlugin } from "@codemirror/lsp-client";
import { StateEffect, StateField, type Extension, type StateEffectType, type Text } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type PluginValue, type ViewUpdate } from "@codemirror/view";

/** Asks for the decorations of a text; null where the server has none to give. */
export type Asked = (plugin: LSPPlugin, doc: Text) => Promise<DecorationSet | null>;

/** Keeps the text decorated by the answers to `asked`, which is called `wait` milliseconds after the last change. */
export function decorated(wait: number, asked: Asked): Extension {
  const renew = StateEffect.define<DecorationSet>();
  const shown = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(decorations, transaction) {
      for (const effect of transaction.effects) if (effect.is(renew)) return effect.value;
      return decorations.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  return [shown, ViewPlugin.define((view) => new Asking(view, wait, asked, renew))];
}

class Asking implements PluginValue {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private gone = false;

  constructor(
    private readonly view: EditorView,
    private readonly wait: number,
    private readonly asked: Asked,
    private readonly renew: StateEffectType<DecorationSet>,
  ) {
    this.later(0);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged) this.later(this.wait);
  }

  destroy(): void {
    this.gone = true;
    clearTimeout(this.timer);
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask().catch(() => undefined), milliseconds);
  }

  private async ask(): Promise<void> {
    const plugin = LSPPlugin.get(this.view);
    if (!plugin) return;
    await plugin.client.initializing;
    if (this.gone) return;
    plugin.client.sync();
    const { doc } = this.view.state;
    const found = await this.asked(plugin, doc);
    if (!found || this.gone || this.view.state.doc !== doc) return;
    this.view.dispatch({ effects: this.renew.of(found) });
  }
}
