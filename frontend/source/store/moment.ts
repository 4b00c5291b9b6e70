// SPDX-License-Identifier: Apache-2.0
// The moment that the cursor stands on, asked anew as the cursor moves and the texts change.

import { computed, effect, signal } from "@preact/signals";
import { Asking } from "../asking/ask";
import type { Moment } from "../contract";
import { active, cursor, edited } from "./documents";
import { onOtherStory, story } from "./subject";

export const asking = new Asking<Moment>("moment", "Looking", true);

/** A place that was chosen with the arrows, instead of by the cursor; null: the cursor's. */
export const chosenPlace = signal<number | null>(null);

export const moment = computed(() => asking.answer.value);

const SETTLED = 180;
let timer: ReturnType<typeof setTimeout> | undefined;

export function followCursor(): void {
  onOtherStory(() => asking.clear());
  effect(() => {
    void cursor.value;
    if (active.value?.kind === "manuscript") chosenPlace.value = null;
  });
  effect(() => {
    void edited.value;
    const document = story.value;
    const line = active.value === document ? cursor.value.line : null;
    const at = chosenPlace.value;
    clearTimeout(timer);
    if (!document) return asking.clear();
    timer = setTimeout(() => {
      void asking.ask(document.path, at !== null ? { at: at === 0 ? "start" : String(at) } : line === null ? {} : { line });
    }, SETTLED);
  });
}
