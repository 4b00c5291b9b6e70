// SPDX-License-Identifier: Apache-2.0
// Code actions: what the language server offers to do to the texts, and doing it.

import type { LSPClient } from "@codemirror/lsp-client";
import type { ChangeSpec, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type * as lsp from "vscode-languageserver-protocol";
import { tell } from "../store/notices";

/** Whether it carries its own edits: those alone are offered, nothing is run on the server's behalf. */
export function isFix(action: lsp.CodeAction | lsp.Command): action is lsp.CodeAction & { edit: lsp.WorkspaceEdit } {
  return "edit" in action && action.edit !== undefined;
}

function offset(doc: Text, { line, character }: lsp.Position): number {
  if (line >= doc.lines) return doc.length;
  const found = doc.line(line + 1);
  return Math.min(found.from + character, found.to);
}

/** Whether it mends a problem, and is not merely possible at the same place. */
export const mends = (action: lsp.CodeAction) => (action.kind ?? "quickfix").startsWith("quickfix");

export function changesOf(doc: Text, edits: readonly lsp.TextEdit[]): ChangeSpec[] {
  return edits.map(({ range, newText }) => ({ from: offset(doc, range.start), to: offset(doc, range.end), insert: newText }));
}

function editsByUri(edit: lsp.WorkspaceEdit): [string, lsp.TextEdit[]][] {
  const found: [string, lsp.TextEdit[]][] = Object.entries(edit.changes ?? {});
  for (const change of edit.documentChanges ?? []) {
    if ("edits" in change) found.push([change.textDocument.uri, change.edits.filter((one): one is lsp.TextEdit => "newText" in one)]);
  }
  return found;
}

export async function applyEdit(client: LSPClient, edit: lsp.WorkspaceEdit): Promise<void> {
  for (const [uri, edits] of editsByUri(edit)) {
    const file = await client.workspace.requestFile(uri);
    const view = file?.getView();
    if (!view) continue;
    view.dispatch({ changes: changesOf(view.state.doc, edits), userEvent: "input.fix", scrollIntoView: true });
  }
}

export async function applyAction(client: LSPClient, view: EditorView, action: lsp.CodeAction & { edit: lsp.WorkspaceEdit }): Promise<void> {
  await applyEdit(client, action.edit);
  tell(`Done: ${action.title}`, "good");
  view.focus();
}

/** What is offered for what is selected. */
export async function actionsAt(client: LSPClient, uri: string, range: lsp.Range): Promise<(lsp.CodeAction & { edit: lsp.WorkspaceEdit })[]> {
  client.sync();
  const asked: lsp.CodeActionParams = { textDocument: { uri }, range, context: { diagnostics: [] } };
  const found = await client.request<lsp.CodeActionParams, (lsp.CodeAction | lsp.Command)[] | null>("textDocument/codeAction", asked);
  return (found ?? []).filter(isFix);
}
