// SPDX-License-Identifier: Apache-2.0
// The keys of the studio: one table that both makes them work and lists them.

import { active } from "../store/documents";
import { tellOf } from "../store/notices";
import { close } from "../store/opening";
import { save, saveAll } from "../store/saving";
import { openDialog } from "./dialog";
import { enlarged, nextPlace, problemsOpen, showPlace, showStory, type StoryView } from "./layout";
import { openNew } from "./new";

interface Key {
  said: string;
  does: string;
  pressed: (event: KeyboardEvent) => boolean;
  run: () => void;
}

const control = (key: string, shift = false) => (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey === shift && event.key.toLowerCase() === key;

const alt = (code: string) => (event: KeyboardEvent) =>
  event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.code === code;

const view = (number: number, name: StoryView, label: string): Key => ({
  said: `Alt ${number}`,
  does: label,
  pressed: alt(`Digit${number}`),
  run: () => {
    showStory(name);
    requestAnimationFrame(() => document.querySelector<HTMLElement>("#story-panel")?.focus());
  },
});

function closeActive(): void {
  const document = active.peek();
  if (document) close(document).catch(tellOf);
}

export const KEYS: readonly Key[] = [
  { said: "Ctrl S", does: "Save this file", pressed: control("s"), run: () => void save() },
  { said: "Ctrl Shift S", does: "Save all files", pressed: control("s", true), run: () => void saveAll() },
  { said: "F6", does: "Next pane (Shift F6: the one before)", pressed: ({ key, shiftKey }) => key === "F6" && !shiftKey, run: () => nextPlace(false) },
  { said: "Shift F6", does: "Pane before", pressed: ({ key, shiftKey }) => key === "F6" && shiftKey, run: () => nextPlace(true) },
  { said: "Alt N", does: "New file", pressed: alt("KeyN"), run: openNew },
  { said: "Alt W", does: "Close this file; what is unsaved stays here", pressed: alt("KeyW"), run: closeActive },
  { said: "Alt 0", does: "The text", pressed: alt("Digit0"), run: () => showPlace("editor") },
  view(1, "moment", "What the cursor stands on"),
  view(2, "beliefs", "Who believes what"),
  view(3, "why", "Why, and why not"),
  view(4, "whatif", "What if"),
  view(5, "picture", "Pictures"),
  view(6, "endings", "Endings"),
  view(7, "play", "Play"),
  { said: "Alt E", does: "Give the story the whole width, or not", pressed: alt("KeyE"), run: () => { enlarged.value = !enlarged.peek(); } },
  { said: "Alt P", does: "Show or hide the problems", pressed: alt("KeyP"), run: () => { problemsOpen.value = !problemsOpen.peek(); } },
];

const IN_THE_TEXT: readonly [string, string][] = [
  ["Ctrl Space", "What could stand here"],
  ["Alt Enter", "What can be done here"],
  ["F12", "Go to where it is declared"],
  ["Shift F12", "Everywhere it is used"],
  ["F2", "Rename it everywhere"],
  ["Alt Shift F", "Give the file its one layout"],
  ["F8", "Next problem"],
  ["Ctrl F", "Find and replace"],
  ["Ctrl Z, Ctrl Y", "Undo and redo, also after a reload"],
  ["Escape, then Tab", "Leave the text of a world with Tab"],
];

export function onKey(event: KeyboardEvent): void {
  const key = KEYS.find(({ pressed }) => pressed(event));
  if (key) {
    event.preventDefault();
    key.run();
  } else if (event.key === "?" && !isTyping(event.target)) {
    event.preventDefault();
    openKeys();
  }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function openKeys(): void {
  openDialog("Keys", (
    <div class="keys">
      <Table title="Everywhere" rows={[...KEYS.filter(({ said }) => said !== "Shift F6").map(({ said, does }): [string, string] => [said, does]), ["?", "This list, outside of texts"]]} />
      <Table title="In a text" rows={IN_THE_TEXT} />
    </div>
  ), true);
}

const Table = ({ title, rows }: { title: string; rows: readonly [string, string][] }) => (
  <section>
    <h3>{title}</h3>
    <dl>
      {rows.map(([said, does]) => (
        <div key={said}>
          <dt>{said.split(", ").map((keys, place) => <span key={keys}>{place ? ", " : ""}{keys.split(" ").map((one) => (one === "then" ? " then " : <kbd key={one}>{one}</kbd>))}</span>)}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </section>
);
