// SPDX-License-Identifier: Apache-2.0
// What is open: each document with its text, what the disk was last known to have, and what stands against saving it.

import { signal, type Signal } from "@preact/signals";
import type { EditorView } from "@codemirror/view";
import type { Text } from "@codemirror/state";
import type { Kind, OnDisk } from "../contract";
import { kindOf } from "../server/request";

export interface OpenDocument {
  readonly path: string;
  readonly kind: Kind;
  readonly view: EditorView;
  /** What the disk was last known to have; null for a file that is gone. */
  saved: { text: Text; version: string | null };
  readonly unsaved: Signal<boolean>;
  readonly saving: Signal<boolean>;
  /** What another program has put there meanwhile, while there are unsaved changes here. */
  readonly conflict: Signal<OnDisk | null>;
}

export const documents = signal<readonly OpenDocument[]>([]);
export const active = signal<OpenDocument | null>(null);

/** Counts up whenever any open text changes; whoever depends on texts reads it. */
export const edited = signal(0);

/** Where the cursor of the active document stands: line from 1, column from 1. */
export const cursor = signal({ line: 1, column: 1 });

export const documentAt = (path: string) => documents.peek().find((document) => document.path === path) ?? null;

export function newDocument(path: string, view: EditorView, saved: OpenDocument["saved"]): OpenDocument {
  return { path, kind: kindOf(path), view, saved, unsaved: signal(false), saving: signal(false), conflict: signal(null) };
}

/** The texts that stand for what the disk has, in a question: those with unsaved changes. */
export function unsavedTexts(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { path, view, unsaved } of documents.peek()) if (unsaved.peek()) texts[path] = view.state.doc.toString();
  return texts;
}
