// SPDX-License-Identifier: Apache-2.0
// The changes of the what-if that is being asked: facts set otherwise, events left out. They are kept while one looks
// at other things, and thrown away with the story.

import { signal } from "@preact/signals";

export interface FactChange {
  /** The condition as a what-if takes it: `not lit(lamp)`. */
  condition: string;
  fact: string;
  place: number;
}

export interface LeftOut {
  event: string;
  /** Which event of the story, from 1. */
  number: number;
}

export const factChanges = signal<readonly FactChange[]>([]);
export const leftOut = signal<readonly LeftOut[]>([]);

/** Sets a fact otherwise, in place of what was said of it before; all changes are made at one moment, the last named. */
export function setFact(condition: string, fact: string, place: number): void {
  const others = factChanges.peek().filter((change) => change.fact !== fact);
  factChanges.value = [...others, { condition, fact, place }].map((change) => ({ ...change, place }));
}

export function unsetFact(condition: string): void {
  factChanges.value = factChanges.peek().filter((change) => change.condition !== condition);
}

/** Leaves an event out, or puts it back. */
export function toggleEvent(event: string, number: number): void {
  const others = leftOut.peek().filter((one) => one.number !== number);
  leftOut.value = others.length < leftOut.peek().length ? others : [...others, { event, number }];
}

export function noChanges(): void {
  factChanges.value = [];
  leftOut.value = [];
}

/** How a what-if names one event of a story: with `#2` where it is the second of the same. */
export function named({ event, number }: LeftOut, events: readonly string[]): string {
  if (events.filter((other) => other === event).length < 2) return event;
  return `${event} #${events.slice(0, number).filter((other) => other === event).length}`;
}

/** The options of the question. */
export function optionsOf(facts: readonly FactChange[], left: readonly LeftOut[], events: readonly string[]): Record<string, unknown> {
  const place = facts[0]?.place ?? 0;
  return {
    ...(facts.length ? { change: facts.map(({ condition }) => condition) } : {}),
    ...(left.length ? { without: left.map((one) => named(one, events)) } : {}),
    ...(facts.length && place > 0 ? { at: String(place) } : {}),
  };
}
