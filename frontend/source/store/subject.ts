// SPDX-License-Identifier: Apache-2.0
// What is being asked about: the manuscript in front, or the one that was, and the world.

import { computed, effect, signal, untracked } from "@preact/signals";
import { active, documents, type OpenDocument } from "./documents";

const lastStory = signal<string | null>(null);

effect(() => {
  if (active.value?.kind === "manuscript") lastStory.value = active.value.path;
});

/** The manuscript that questions about a story go to: the one in front, or the last that was. */
export const story = computed<OpenDocument | null>(() => {
  const here = active.value;
  if (here?.kind === "manuscript") return here;
  const before = documents.value.find(({ path }) => path === lastStory.value);
  if (!before || !here || here.kind !== "world") return null;
  return folderOf(before.path) === folderOf(here.path) ? before : null;
});

/** What questions about a whole world go to: whatever is in front. */
export const subject = computed<OpenDocument | null>(() => {
  const here = active.value;
  return here && (here.kind === "world" || here.kind === "manuscript") ? here : null;
});

/** Does something whenever another story comes to the front; not when it merely goes out of sight. */
export function onOtherStory(run: () => void): void {
  let before: string | undefined;
  effect(() => {
    const path = story.value?.path;
    if (path === undefined || path === before) return;
    if (before !== undefined) untracked(run);
    before = path;
  });
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
