// SPDX-License-Identifier: Apache-2.0
// Sentences of Fabula, in which code stands in backquotes.

import type { JSX } from "preact";

export const Spoken = ({ text }: { text: string }) => (
  <>{text.split(/(`[^`]+`)/).map((part) => (/^`[^`]+`$/.test(part) ? <code>{part.slice(1, -1)}</code> : part))}</>
);

/** `1 event`, `2 events`. */
export const counted = (count: number, thing: string) => `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;

/** A list in words: `Ann, Bob and Cay`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "nobody";
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** A plain paragraph where there is nothing else to show. */
export const Empty = ({ title, children }: { title: string; children?: JSX.Element | string | (JSX.Element | string)[] }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children ? <p>{children}</p> : null}
  </div>
);
