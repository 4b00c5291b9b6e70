// SPDX-License-Identifier: Apache-2.0
// The one channel of this tab: questions and their answers, progress, and what changes on the disk. It connects again by
// itself; questions that were under way are answered as cancelled.

import { signal } from "@preact/signals";
import type { Answer, Kind, Outcome } from "../contract";

export interface DiskChange {
  path: string;
  version: string | null;
  kind?: Kind;
}

export interface Progress {
  title?: string;
  length?: number;
  states?: number;
  stories?: number;
}

export type AskState = { state: "waiting"; before: number } | { state: "running"; progress: Progress };

export interface Question {
  kind: string;
  file: string;
  texts: Record<string, string>;
  options: Record<string, unknown>;
  instead?: string;
}

interface Pending {
  settle: (answer: Answer<never>) => void;
  report: (state: AskState) => void;
}

/** An ask under way: its answer, and a way to stop it. */
export interface Asked<Data> {
  id: string;
  answer: Promise<Answer<Data>>;
  cancel: () => void;
}

export const connection = signal<"connecting" | "open" | "closed">("connecting");

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5000;
const LOST_AFTER = 1200;

export class Channel {
  private socket: WebSocket | null = null;
  private ready = false;
  private readonly pending = new Map<string, Pending>();
  private readonly unsent: string[] = [];
  private last = 0;
  private wait = FIRST_WAIT;

  constructor(
    private readonly address: string,
    private readonly onFiles: (changes: DiskChange[]) => void,
    private readonly onReconnect: () => void,
    private readonly onLost: () => Promise<void>,
  ) {}

  open(): void {
    const again = this.last > 0 || this.wait !== FIRST_WAIT;
    connection.value = "connecting";
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onmessage = (event) => this.receive(JSON.parse(String(event.data)) as Message, again);
    socket.onclose = () => this.lost();
  }

  ask<Data>(question: Question, report: (state: AskState) => void = () => undefined): Asked<Data> {
    const id = String(++this.last);
    const answer = new Promise<Answer<Data>>((resolve) => {
      this.pending.set(id, { settle: resolve as (answer: Answer<never>) => void, report });
    });
    this.send({ type: "ask", id, ...question });
    return { id, answer, cancel: () => this.pending.has(id) && this.send({ type: "cancel", id }) };
  }

  private send(message: object): void {
    const text = JSON.stringify(message);
    if (this.ready) this.socket?.send(text);
    else this.unsent.push(text);
  }

  private receive(message: Message, again: boolean): void {
    switch (message.type) {
      case "hello":
        this.greeted(again);
        break;
      case "files":
        this.onFiles(message.changed);
        break;
      case "state":
        this.pending.get(message.id)?.report(
          message.state === "running" ? { state: "running", progress: {} } : { state: "waiting", before: message.before ?? 0 },
        );
        break;
      case "progress":
        this.pending.get(message.id)?.report({ state: "running", progress: message });
        break;
      case "answer":
        this.pending.get(message.id)?.settle({ ...message, diagnostics: message.diagnostics ?? [] } as Answer<never>);
        this.pending.delete(message.id);
    }
  }

  private greeted(again: boolean): void {
    this.ready = true;
    this.wait = FIRST_WAIT;
    connection.value = "open";
    for (const text of this.unsent.splice(0)) this.socket?.send(text);
    if (again) this.onReconnect();
  }

  private lost(): void {
    this.ready = false;
    connection.value = "closed";
    this.unsent.length = 0;
    for (const [id, { settle }] of this.pending) settle(ended(id, "cancelled", "The connection was lost.") as Answer<never>);
    this.pending.clear();
    setTimeout(() => this.open(), this.wait);
    if (this.wait >= LOST_AFTER) void this.onLost();
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}

type Message =
  | { type: "hello"; session: string }
  | { type: "files"; changed: DiskChange[] }
  | { type: "state"; id: string; state: "waiting" | "running"; before?: number }
  | ({ type: "progress"; id: string } & Progress)
  | ({ type: "answer"; id: string } & Answer);

function ended(id: string, outcome: Outcome, message: string): Answer {
  return { id, outcome, answer: null, text: null, diagnostics: [], limit: null, seconds: 0, message };
}
