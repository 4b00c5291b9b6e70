// SPDX-License-Identifier: Apache-2.0
// What can be done where the cursor stands, as the language server offers it: a list to choose from.

import { LSPPlugin } from "@codemirror/lsp-client";
import type { EditorView } from "@codemirror/view";
import { actionsAt, applyAction } from "../language/actions";
import { closeDialog, openDialog } from "../panes/dialog";
import { Spoken } from "../panes/spoken";
import { tell, tellOf } from "../store/notices";

export function offerActions(view: EditorView): boolean {
  const plugin = LSPPlugin.get(view);
  if (!plugin) return false;
  const { from, to } = view.state.selection.main;
  const range = { start: plugin.toPosition(from), end: plugin.toPosition(to) };
  actionsAt(plugin.client, plugin.uri, range).then((actions) => {
    if (!actions.length) return tell("There is nothing to be done just here.");
    const act = (action: (typeof actions)[number]) => (): void => {
      closeDialog();
      applyAction(plugin.client, view, action).catch(tellOf);
    };
    openDialog("What can be done here", (
      <ul class="plain actions">
        {actions.map((action) => (
          <li key={action.title}><button type="button" class="act" onClick={act(action)}><Spoken text={action.title} /></button></li>
        ))}
      </ul>
    ));
  }, tellOf);
  return true;
}
