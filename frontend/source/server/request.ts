// SPDX-License-Identifier: Apache-2.0
// Requests to the server: data, or a Refusal with the server's own sentence.

import type { FileText, Kind, Listing, OnDisk, Studio } from "../contract";

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: Record<string, unknown>,
  ) {
    super(message);
  }
}

export type Saved =
  | { saved: true; version: string }
  | { saved: false; disk: OnDisk };

async function send<T>(method: string, address: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers: { "X-Fabula": "studio", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refusal(0, "no-answer", "The studio does not answer. Is `fabula studio` still running?", {});
  }
  const data = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return data as T;
  const error = (data.error ?? {}) as { code?: string; message?: string };
  throw new Refusal(response.status, error.code ?? "failed", error.message ?? `The studio said ${response.status}.`, data);
}

const at = (path: string) => `/api/file?path=${encodeURIComponent(path)}`;

export const readStudio = () => send<Studio>("GET", "/api/studio");

export const listFiles = () => send<Listing>("GET", "/api/files");

export const readFile = (path: string) => send<FileText>("GET", at(path));

/** What the disk has of a file now; nulls where it has none. */
export async function readDisk(path: string): Promise<OnDisk> {
  try {
    const { text, version } = await readFile(path);
    return { text, version };
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.status === 404) return { text: null, version: null };
    throw refusal;
  }
}

/** Saves a text that was made from `version`; where the disk has another, what the disk has. */
export async function saveFile(path: string, text: string, version: string | null): Promise<Saved> {
  try {
    const answer = await send<{ version: string }>("PUT", at(path), { text, version });
    return { saved: true, version: answer.version };
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status !== 409) throw refusal;
    const { text: theirs, version: disk } = refusal.body as { text?: string | null; version?: string | null };
    return { saved: false, disk: { text: theirs ?? null, version: disk ?? null } };
  }
}

export const deleteFile = (path: string, version: string) =>
  send<{ path: string; text: string }>("DELETE", `${at(path)}&version=${encodeURIComponent(version)}`);

export const renameFile = (path: string, to: string, version: string) =>
  send<{ path: string; version: string }>("POST", "/api/rename", { path, to, version });

export const newFromTemplate = (template: string, name: string) =>
  send<{ files: { path: string; version: string }[]; open: string }>("POST", "/api/new", { template, name });

/** What kind of file a name says it is. */
export function kindOf(path: string): Kind {
  if (path.endsWith(".world")) return "world";
  if (path.endsWith(".md")) return "manuscript";
  return path.endsWith(".pattern") ? "pattern" : "text";
}
