// SPDX-License-Identifier: Apache-2.0
// A play under way: the choices so far, which are all that it is; taking one back, and branches that were left.

import { computed, signal } from "@preact/signals";
import { Asking } from "../asking/ask";
import { saveFile } from "../server/request";
import { readListing, files } from "../store/folder";
import { tell } from "../store/notices";
import { show } from "../store/opening";
import { subject } from "../store/subject";

export interface Perceived {
  text: string | null;
  own: boolean;
  followed: string[];
  noticed: string[];
}

export interface Failure {
  text: string;
  because: string[];
  refused_by: string[];
}

/** What came of one choice, as the player knows it. */
export interface Passage {
  number: number;
  did_text: string;
  perceived: Perceived[];
  failure: Failure | null;
}

export interface Choice {
  key: string;
  kind: "event" | "wait" | "accept" | "decline";
  text: string;
  asks: string[];
  in_character: boolean;
  reason: string;
  tried: boolean;
}

export interface PlayMoment {
  world: string;
  person: string;
  shown: string;
  clock: number | null;
  did: string;
  did_text: string;
  perceived: Perceived[];
  failure: Failure | null;
  known: { subject: string; clauses: string[]; figures: string[] }[];
  offer: string | null;
  offered_by: string[];
  choices: Choice[];
  ended: { name: string; text: string | null }[];
  reached: { name: string; text: string | null }[];
  steering: { ending: string; state: "there" | "on-course" | "lost" | "unsure"; left: number } | null;
}

export interface Compared {
  title: string;
  common: number;
  told: { event: string; text: string }[];
  played: { event: string; text: string }[];
  told_endings: string[];
  played_endings: string[];
}

export interface PlayAnswer {
  people: string[];
  endings: string[];
  moment: PlayMoment;
  story: Passage[];
  blocked: { choices: { event: string; text: string; because: string[] }[]; left_out: number } | null;
  transcript: string | null;
  compared: Compared | null;
}

/** What was chosen, with its sentence, so that a branch can be told by name. */
export interface Chosen {
  key: string;
  text: string;
}

export const asking = new Asking<PlayAnswer>("play", "Play");
export const person = signal<string | null>(null);
export const toward = signal<string | null>(null);
export const chosen = signal<readonly Chosen[]>([]);
export const begun = signal<string | null>(null);

/** Every way that was played and left, the longest of each only. */
export const branches = signal<readonly (readonly Chosen[])[]>([]);

export const playing = computed(() => begun.value !== null && begun.value === subject.value?.path);

const keys = (way: readonly Chosen[]) => way.map(({ key }) => key);
const startsWith = (way: readonly Chosen[], other: readonly Chosen[]) => other.every(({ key }, place) => way[place]?.key === key);

async function ask(): Promise<void> {
  const path = begun.peek();
  if (!path) return;
  await asking.ask(path, {
    ...(person.peek() === null ? {} : { person: person.peek() }),
    ...(toward.peek() === null ? {} : { toward: toward.peek() }),
    keys: keys(chosen.peek()),
    blocked: true,
    compare: path.endsWith(".md"),
    transcript: true,
  });
}

export function begin(as: string | null, steeredTo: string | null): void {
  const path = subject.peek()?.path ?? null;
  if (begun.peek() !== path || person.peek() !== as || toward.peek() !== steeredTo) branches.value = [];
  begun.value = path;
  person.value = as;
  toward.value = steeredTo;
  chosen.value = [];
  asking.answer.value = null;
  void ask();
}

export function choose(choice: Chosen): void {
  chosen.value = [...chosen.peek(), choice];
  void ask();
}

/** Goes back (or over) to another way; the one that is left is kept as a branch. */
export function goTo(way: readonly Chosen[]): void {
  const here = chosen.peek();
  const others = branches.peek().filter((other) => !startsWith(here, other));
  const known = others.some((other) => startsWith(other, here));
  branches.value = known || !here.length ? others : [...others, here];
  chosen.value = way;
  void ask();
}

export const undo = () => goTo(chosen.peek().slice(0, -1));

/** The branches that are not simply where one is. */
export const elsewhere = computed(() => branches.value.filter((way) => !startsWith(chosen.value, way)));

/** The choices that part a branch from here, as a name for it. */
export function nameOf(way: readonly Chosen[]): string {
  const here = chosen.value;
  let common = 0;
  while (way[common] && way[common]?.key === here[common]?.key) common++;
  return way.slice(common).map(({ text }) => text).join(" ") || "from here on";
}

/** Saves what was played as a manuscript beside the world, and shows it. */
export async function saveTranscript(): Promise<void> {
  const path = begun.peek();
  const answer = asking.answer.peek();
  if (!path || !answer?.transcript) return;
  const stem = `${path.slice(0, path.lastIndexOf("/") + 1)}played-by-${answer.moment.person}`.toLowerCase();
  const taken = new Set(files.peek().map((file) => file.path));
  let name = `${stem}.md`;
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}.md`;
  const saved = await saveFile(name, answer.transcript, null);
  if (!saved.saved) throw new Error(`There is a file ${name} already.`);
  await readListing();
  await show(name);
  tell(`Saved what you played as ${name}.`, "good");
}
