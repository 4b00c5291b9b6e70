// SPDX-License-Identifier: Apache-2.0
// Questions under way: asked on the texts as they are in the editors, with progress, a way to stop them, and the answer.

import { signal, type Signal } from "@preact/signals";
import type { Answer } from "../contract";
import { Channel, type AskState, type Asked } from "../server/channel";
import { sayWhyLost } from "../server/lost";
import { socketAddress } from "../server/page";
import { unsavedTexts } from "../store/documents";
import { lookAgain, onDiskChanges } from "../store/saving";

export type Status<Data> =
  | { at: "idle" }
  | { at: "waiting"; before: number }
  | { at: "running"; said: string }
  | { at: "done"; answer: Answer<Data> };

export interface UnderWay {
  key: number;
  title: string;
  status: Signal<AskState>;
  cancel: () => void;
}

/** What takes time right now, for the status bar. */
export const underWay = signal<readonly UnderWay[]>([]);

let channel: Channel | null = null;
let last = 0;

export function openChannel(): void {
  channel = new Channel(socketAddress("/api/channel"), (changes) => void onDiskChanges(changes), () => void lookAgain(), sayWhyLost);
  channel.open();
}

export function progressText(state: AskState): string {
  if (state.state === "waiting") return state.before > 0 ? `waiting for ${state.before} before it` : "waiting";
  const { title, length, states, stories } = state.progress;
  const parts = [
    title,
    length === undefined ? undefined : `up to ${length} events`,
    states ? `${states.toLocaleString("en")} states` : undefined,
    stories ? `${stories.toLocaleString("en")} stories` : undefined,
  ];
  return parts.filter(Boolean).join(", ") || "at work";
}

/** One place in the page where a kind of question is asked and its answer stands; a new question takes the old one's place. */
export class Asking<Data> {
  readonly status = signal<Status<Data>>({ at: "idle" });
  /** The last good answer stays in view while the next is on its way. */
  readonly answer = signal<Data | null>(null);
  private current: Asked<Data> | null = null;
  /** A new question takes back the one before it, on the server too. */
  private readonly key: string;

  constructor(
    private readonly kind: string,
    private readonly title: string,
    private readonly quiet = false,
  ) {
    this.key = `${kind}-${++last}`;
  }

  async ask(file: string, options: Record<string, unknown> = {}): Promise<Answer<Data> | null> {
    if (!channel) return null;
    const state = signal<AskState>({ state: "waiting", before: 0 });
    const report = (now: AskState): void => {
      state.value = now;
      this.status.value = now.state === "waiting" ? { at: "waiting", before: now.before } : { at: "running", said: progressText(now) };
    };
    report(state.value);
    const asked = channel.ask<Data>({ kind: this.kind, file, texts: unsavedTexts(), options, instead: this.key }, (now) => this.current === asked && report(now));
    this.current = asked;
    const key = this.list(state, asked.cancel);
    const answer = await asked.answer;
    underWay.value = underWay.peek().filter((other) => other.key !== key);
    if (this.current !== asked) return null;
    this.current = null;
    this.status.value = { at: "done", answer };
    if (answer.outcome === "answered") this.answer.value = answer.answer;
    return answer;
  }

  cancel = (): void => this.current?.cancel();

  clear(): void {
    this.current?.cancel();
    this.current = null;
    this.status.value = { at: "idle" };
    this.answer.value = null;
  }

  private list(status: Signal<AskState>, cancel: () => void): number {
    const key = ++last;
    if (!this.quiet) underWay.value = [...underWay.peek(), { key, title: this.title, status, cancel }];
    return key;
  }
}
