// SPDX-License-Identifier: Apache-2.0
// Saves documents against the version they were made from, and meets what other programs do to the files meanwhile.

import { Text } from "@codemirror/state";
import { Transaction } from "@codemirror/state";
import type { OnDisk } from "../contract";
import type { DiskChange } from "../server/channel";
import { readDisk, saveFile } from "../server/request";
import { active, documentAt, documents, edited, type OpenDocument } from "./documents";
import { replacement } from "./replacing";
import { readListing } from "./folder";
import { tell, tellOf } from "./notices";
import { keep } from "./opening";

export async function save(document: OpenDocument | null = active.peek()): Promise<boolean> {
  if (!document || document.saving.peek()) return false;
  if (document.conflict.peek()) {
    tell("This file was changed by another program. Compare the two texts first.", "bad");
    return false;
  }
  return put(document, document.saved.version);
}

export async function saveAll(): Promise<void> {
  for (const document of documents.peek()) if (document.unsaved.peek()) await save(document);
}

async function put(document: OpenDocument, version: string | null): Promise<boolean> {
  const text = document.view.state.doc;
  document.saving.value = true;
  try {
    const answer = await saveFile(document.path, text.toString(), version);
    if (!answer.saved) {
      meet(document, answer.disk);
      return false;
    }
    settled(document, text, answer.version);
    return true;
  } catch (wrong) {
    tellOf(wrong);
    return false;
  } finally {
    document.saving.value = false;
  }
}

function settled(document: OpenDocument, text: Text, version: string | null): void {
  document.saved = { text, version };
  document.conflict.value = null;
  document.unsaved.value = !document.view.state.doc.eq(text);
  edited.value++;
  void keep(document);
}

/** Takes in what the disk has now: silently where nothing here is unsaved, as a conflict where something is. */
export function meet(document: OpenDocument, disk: OnDisk): void {
  if (disk.version === document.saved.version && disk.version !== null) return;
  const mine = document.view.state.doc.toString();
  if (disk.text === mine) settled(document, document.view.state.doc, disk.version);
  else if (document.unsaved.peek() || disk.text === null) document.conflict.value = disk;
  else takeTheirs(document, disk);
}

/** The text of the disk in place of ours; one step of undo brings ours back. */
export function takeTheirs(document: OpenDocument, disk: OnDisk): void {
  if (disk.text === null) return;
  const change = replacement(document.view.state.doc.toString(), disk.text);
  document.saved = { text: Text.of(disk.text.split("\n")), version: disk.version };
  if (change) document.view.dispatch({ changes: change, annotations: Transaction.userEvent.of("input.disk") });
  settled(document, document.saved.text, disk.version);
}

/** Our text over the one of the disk, which the author has seen. */
export const keepOurs = (document: OpenDocument) => put(document, document.conflict.peek()?.version ?? null);

export async function onDiskChanges(changes: readonly DiskChange[]): Promise<void> {
  await readListing().catch(tellOf);
  for (const { path, version } of changes) {
    const document = documentAt(path);
    if (!document || document.saving.peek() || version === document.saved.version) continue;
    if (version === null) meet(document, { text: null, version: null });
    else await readDisk(path).then((disk) => meet(document, disk), tellOf);
  }
}

/** Looks at every open file once more, after the connection was lost for a while. */
export async function lookAgain(): Promise<void> {
  await onDiskChanges(documents.peek().map(({ path }) => ({ path, version: "unknown" })));
  edited.value++;
}
