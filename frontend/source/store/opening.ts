// SPDX-License-Identifier: Apache-2.0
// Opens files in editors and closes them: text from the disk, unsaved changes and their history from the browser.

import { historyField } from "@codemirror/commands";
import { EditorState, Text, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { batch } from "@preact/signals";
import type { FileText } from "../contract";
import { extensions } from "../editor/extensions";
import { forgetProblems } from "../language/diagnostics";
import { readFile } from "../server/request";
import { active, cursor, documentAt, documents, edited, newDocument, type OpenDocument } from "./documents";
import { folderKey } from "./folder";
import { forget, recall, remember, type Remembered } from "./remembered";

const AFTER_TYPING = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const opening = new Map<string, Promise<OpenDocument>>();

/** Opens a file, or finds it where it is open, and shows it. */
export async function show(path: string): Promise<OpenDocument> {
  const document = documentAt(path) ?? (await (opening.get(path) ?? openOnce(path)));
  activate(document);
  return document;
}

function openOnce(path: string): Promise<OpenDocument> {
  const begun = openFresh(path).finally(() => opening.delete(path));
  opening.set(path, begun);
  return begun;
}

async function openFresh(path: string): Promise<OpenDocument> {
  const [file, kept] = await Promise.all([readFile(path), recall(folderKey.peek(), path)]);
  const stale = kept !== undefined && kept.version !== file.version;
  const unsaved = kept !== undefined && kept.text !== file.text && (!stale || kept.unsaved);
  const saved = Text.of(file.text.split("\n"));
  const view = new EditorView({ state: stateOf(file, stale && !unsaved ? undefined : kept) });
  const document = newDocument(path, view, { text: saved, version: stale && unsaved ? (kept?.version ?? null) : file.version });
  document.unsaved.value = unsaved;
  if (stale && unsaved) document.conflict.value = { text: file.text, version: file.version };
  documents.value = [...documents.peek(), document];
  return document;
}

function stateOf(file: FileText, kept: Remembered | undefined): EditorState {
  const all: Extension = [extensions(file.path, file.kind), EditorView.updateListener.of((update) => {
    if (update.docChanged) changed(file.path);
    if (update.selectionSet || update.docChanged || update.focusChanged) moved(file.path);
  })];
  if (!kept) return EditorState.create({ doc: file.text, extensions: all });
  const selection = { ranges: [{ anchor: kept.cursor, head: kept.cursor }], main: 0 };
  const json = { doc: kept.text, selection, history: kept.history };
  try {
    return EditorState.fromJSON(json, { extensions: all }, { history: historyField });
  } catch {
    return EditorState.create({ doc: kept.text, extensions: all }); // a history of another version of the editor
  }
}

export function activate(document: OpenDocument): void {
  batch(() => {
    active.value = document;
    cursor.value = cursorOf(document);
  });
}

function cursorOf({ view }: OpenDocument): { line: number; column: number } {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  return { line: line.number, column: head - line.from + 1 };
}

function moved(path: string): void {
  const document = active.peek();
  if (document?.path !== path) return;
  const now = cursorOf(document);
  const before = cursor.peek();
  if (now.line !== before.line || now.column !== before.column) cursor.value = now;
}

function changed(path: string): void {
  const document = documentAt(path);
  if (!document) return;
  document.unsaved.value = !document.view.state.doc.eq(document.saved.text);
  edited.value++;
  clearTimeout(timers.get(path));
  timers.set(path, setTimeout(() => void keep(document), AFTER_TYPING));
}

/** Keeps a document's text and history in the browser, for the next reload. */
export function keep(document: OpenDocument): Promise<unknown> {
  const { path, view, saved, unsaved } = document;
  clearTimeout(timers.get(path));
  const state = view.state.toJSON({ history: historyField }) as { history: unknown };
  return remember(folderKey.peek(), path, {
    version: saved.version,
    text: view.state.doc.toString(),
    history: state.history,
    cursor: view.state.selection.main.head,
    unsaved: unsaved.peek(),
  });
}

export const keepAll = () => Promise.all(documents.peek().map(keep));

/** Closes an editor; what was not saved stays in the browser unless it is thrown away. */
export async function close(document: OpenDocument, throwAway = false): Promise<void> {
  if (throwAway) await forget(folderKey.peek(), document.path);
  else await keep(document);
  const before = documents.peek();
  const place = before.indexOf(document);
  const rest = before.filter((other) => other !== document);
  batch(() => {
    documents.value = rest;
    const next = rest[Math.min(place, rest.length - 1)] ?? null;
    if (active.peek() === document) active.value = next;
    if (next && active.peek() === next) cursor.value = cursorOf(next);
  });
  document.view.destroy();
  clearTimeout(timers.get(document.path));
  forgetProblems(document.path);
}

/** Shows a file with the cursor on a line (from 1). */
export async function showLine(path: string, line: number, column = 1): Promise<void> {
  const { view } = await show(path);
  const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const at = Math.min(found.from + column - 1, found.to);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
  view.focus();
}
