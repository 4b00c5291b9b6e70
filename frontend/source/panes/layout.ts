// SPDX-License-Identifier: Apache-2.0
// Which pane is in front, and where the keyboard goes: on narrow screens one pane is shown at a time.

import { signal } from "@preact/signals";
import { active } from "../store/documents";

export type PlaceName = "files" | "editor" | "story";

export type StoryView = "moment" | "beliefs" | "why" | "whatif" | "picture" | "endings" | "play";

/** The pane that a narrow screen shows. */
export const place = signal<PlaceName>("editor");

export const storyView = signal<StoryView>("moment");

/** Whether the story takes the editor's room as well. */
export const enlarged = signal(false);

export const problemsOpen = signal(true);

export function showPlace(name: PlaceName): void {
  place.value = name;
  if (name === "editor") requestAnimationFrame(() => active.peek()?.view.focus());
}

export function showStory(view: StoryView): void {
  storyView.value = view;
  place.value = "story";
}

const ORDER: readonly PlaceName[] = ["files", "editor", "story"];

/** Moves the keyboard to the next pane, or the one before. */
export function nextPlace(backwards: boolean): void {
  const focused = document.activeElement?.closest<HTMLElement>("[data-place]")?.dataset.place as PlaceName | undefined;
  const from = ORDER.indexOf(focused ?? place.peek());
  const name = ORDER[(from + (backwards ? ORDER.length - 1 : 1)) % ORDER.length] ?? "editor";
  place.value = name;
  requestAnimationFrame(() => focusPlace(name));
}

export function focusPlace(name: PlaceName): void {
  const view = active.peek()?.view;
  if (name === "editor" && view) return view.focus();
  const pane = document.querySelector<HTMLElement>(`[data-place=${name}]`);
  const first = pane?.querySelector<HTMLElement>("[aria-current=page], [role=tab][aria-selected=true], button, a[href], input");
  first?.focus();
}
