// SPDX-License-Identifier: Apache-2.0
// Short messages for the reader: shown for a while, and read aloud.

import { signal } from "@preact/signals";

export interface Notice {
  id: number;
  tone: "plain" | "good" | "bad";
  text: string;
  action?: { label: string; run: () => void };
}

export const notices = signal<readonly Notice[]>([]);

let last = 0;
const SHOWN = 8000;

export function dismiss(id: number): void {
  notices.value = notices.peek().filter((notice) => notice.id !== id);
}

export function tell(text: string, tone: Notice["tone"] = "plain", action?: Notice["action"]): void {
  const id = ++last;
  notices.value = [...notices.peek().slice(-3), { id, tone, text, ...(action ? { action } : {}) }];
  if (tone !== "bad") setTimeout(() => dismiss(id), SHOWN);
}

/** Tells what went wrong with an action, in the sentence that came with it. */
export function tellOf(wrong: unknown): void {
  tell(wrong instanceof Error ? wrong.message : String(wrong), "bad");
}
