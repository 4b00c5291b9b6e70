// SPDX-License-Identifier: Apache-2.0
// What the browser remembers across reloads, in IndexedDB: unsaved texts with their history of changes, by folder and path.

export interface Remembered {
  version: string | null;
  text: string;
  /** CodeMirror's history field as JSON. */
  history: unknown;
  cursor: number;
  unsaved: boolean;
}

const DATABASE = "fabula-studio";
const TABLE = "documents";

let database: Promise<IDBDatabase | null> | null = null;

function open(): Promise<IDBDatabase | null> {
  database ??= new Promise((resolve) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null); // private windows may have none: then nothing is remembered
  });
  return database;
}

async function run<T>(mode: IDBTransactionMode, act: (table: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const opened = await open();
  if (!opened) return undefined;
  return new Promise((resolve) => {
    const request = act(opened.transaction(TABLE, mode).objectStore(TABLE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(undefined);
  });
}

const key = (folder: string, path: string) => `${folder}\n${path}`;

export const recall = (folder: string, path: string) =>
  run<Remembered | undefined>("readonly", (table) => table.get(key(folder, path)) as IDBRequest<Remembered | undefined>);

export const remember = (folder: string, path: string, what: Remembered) =>
  run("readwrite", (table) => table.put(what, key(folder, path)));

export const forget = (folder: string, path: string) =>
  run("readwrite", (table) => table.delete(key(folder, path)));
