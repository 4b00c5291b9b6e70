// SPDX-License-Identifier: Apache-2.0
// The author's folder as the server lists it, and what has changed in it since it was last looked at.

import { computed, signal } from "@preact/signals";
import type { Listed, Studio } from "../contract";
import { listFiles, readStudio } from "../server/request";

export const studio = signal<Studio | null>(null);
export const files = signal<readonly Listed[]>([]);
export const folders = signal<readonly string[]>([]);
export const truncated = signal(false);

export const folderKey = computed(() => studio.value?.folder.path ?? "");

export async function readFolder(): Promise<void> {
  studio.value ??= await readStudio();
  await readListing();
}

export async function readListing(): Promise<void> {
  const listing = await listFiles();
  files.value = listing.files;
  folders.value = listing.folders;
  truncated.value = listing.truncated;
}
