// SPDX-License-Identifier: Apache-2.0
// New files, other names, and deleting, with a way back.

import { deleteFile, newFromTemplate, readFile, renameFile, saveFile } from "../server/request";
import { documentAt } from "./documents";
import { files, folderKey, readListing } from "./folder";
import { tell } from "./notices";
import { close, keep, show } from "./opening";
import { recall, remember } from "./remembered";
import { save } from "./saving";

/** A new folder with a copy of a template in it; opens what is to be read first, and the world beside it. */
export async function makeFromTemplate(template: string, name: string): Promise<void> {
  const made = await newFromTemplate(template, name);
  await readListing();
  const world = made.files.map(({ path }) => path).filter((path) => path.endsWith(".world")).sort(shallowFirst)[0];
  if (world && world !== made.open) await show(world);
  await show(made.open);
}

const shallowFirst = (one: string, other: string) => one.split("/").length - other.split("/").length || one.localeCompare(other);

/** Begins an empty file. */
export async function makeFile(path: string): Promise<void> {
  const answer = await saveFile(path, "", null);
  if (!answer.saved) throw new Error(`There is a file ${path} already.`);
  await readListing();
  await show(path);
}

export async function rename(path: string, to: string): Promise<void> {
  const document = documentAt(path);
  if (document?.unsaved.peek() && !(await save(document))) throw new Error("Save the file first: it has changes that cannot be saved now.");
  const { version } = await readFile(path);
  if (document) await keep(document);
  await renameFile(path, to, version);
  const kept = await recall(folderKey.peek(), path);
  if (kept) await remember(folderKey.peek(), to, kept);
  if (document) await close(document, true);
  await readListing();
  if (document) await show(to);
}

export async function remove(path: string): Promise<void> {
  const { version } = await readFile(path);
  const { text } = await deleteFile(path, version);
  const document = documentAt(path);
  if (document) await close(document, true);
  await readListing();
  tell(`Deleted ${path}.`, "plain", { label: "Put it back", run: () => void putBack(path, text) });
}

async function putBack(path: string, text: string): Promise<void> {
  await saveFile(path, text, null);
  await readListing();
  await show(path);
}

/** The first name of the form that is not taken: `boat`, `boat-2`, … */
export function freeName(wanted: string): string {
  const taken = new Set(files.peek().map(({ path }) => path.split("/")[0]));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
