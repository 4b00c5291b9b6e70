// SPDX-License-Identifier: Apache-2.0
// How this reader likes the studio: colours and the widths of the panes, kept in the browser.

import { effect, signal, type Signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";

const PREFIX = "fabula-studio:";

function kept<T>(name: string, first: T): Signal<T> {
  let start = first;
  try {
    const text = localStorage.getItem(PREFIX + name);
    if (text !== null) start = JSON.parse(text) as T;
  } catch {
    // What cannot be read is begun anew.
  }
  const value = signal<T>(start);
  effect(() => {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(value.value));
    } catch {
      // A browser that keeps nothing keeps nothing.
    }
  });
  return value;
}

export const theme = kept<Theme>("theme", "auto");
export const filesWidth = kept<number>("files-width", 248);
export const storyWidth = kept<number>("story-width", 440);
export const openTabs = (folder: string) => kept<{ paths: string[]; active: string | null }>(`tabs:${folder}`, { paths: [], active: null });

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(prefersDark.matches);
prefersDark.addEventListener("change", (event) => {
  systemDark.value = event.matches;
});

/** Whether the page is dark now. */
export const dark = () => (theme.value === "auto" ? systemDark.value : theme.value === "dark");

effect(() => {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
});
