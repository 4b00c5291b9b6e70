// SPDX-License-Identifier: Apache-2.0
// What the server says, as docs/design/studio.md has it; the answers are those of the commands with `--format json`.

export type Kind = "world" | "manuscript" | "pattern" | "text";

export interface Listed {
  path: string;
  kind: Kind;
  size: number;
  modified: number;
}

export interface Listing {
  files: Listed[];
  folders: string[];
  truncated: boolean;
}

export interface Template {
  name: string;
  title: string;
  text: string;
}

export interface Studio {
  version: string;
  folder: { name: string; path: string };
  root_uri: string;
  templates: Template[];
  limits: { file: number; files: number; message: number; asks: number };
  questions: string[];
  exports: { form: string; title: string }[];
}

export interface FileText {
  path: string;
  text: string;
  version: string;
  kind: Kind;
}

export interface OnDisk {
  text: string | null;
  version: string | null;
}

export interface Place {
  source: string;
  start: number;
  end: number;
  line: number;
  column: number;
  text?: string;
}

export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "note";
  title: string;
  primary: Place;
  labels: Place[];
  notes: string[];
  help: string[] | string | null;
}

export type Outcome = "answered" | "problems" | "gave-up" | "cancelled" | "refused" | "failed";

export interface Answer<Data = unknown> {
  id: string;
  outcome: Outcome;
  answer: Data | null;
  text: string | null;
  diagnostics: Diagnostic[];
  limit: string | null;
  seconds: number;
  message?: string;
}

export interface Reason {
  person: string;
  impulse: boolean;
  plan: PlannedStep[];
  without: number | null;
  gain: number | null;
  believes: string[];
  so_that: string[];
  or_else: string[];
}

export interface PlannedStep {
  event: string;
  text?: string;
  reasons: Reason[];
}

export interface Cause {
  by: "start" | "event" | "seen" | "told" | "corrected" | "law" | "reasoned" | "sight" | "time";
  place: number;
  event: string | null;
  law: string | null;
  minds?: string[];
  text: string | null;
}

export interface Belief {
  minds: string[];
  value: string;
  so: boolean;
  cause: Cause;
  wrong_since: number | null;
}

export interface Fact {
  fact: string;
  value: string;
  words: string;
  cause: Cause;
  beliefs: Belief[];
}

export interface MomentFact extends Fact {
  changed: boolean;
  /** `yes-no`, `number`, or the kind of its values. */
  kind: string;
}

export interface MomentEvent {
  number: number;
  event: string;
  text: string;
  line: number;
  possible: boolean;
  reasons: Reason[];
  unwilling: string[];
  sees: string[];
  misses: string[];
  laws: { law: string; text: string | null }[];
}

export interface Moment {
  place: number;
  of: number;
  scene: string | null;
  event: MomentEvent | null;
  facts: MomentFact[];
  /** The values that facts of each kind may have. */
  kinds: Record<string, string[]>;
  people: string[];
  utilities: { person: string; before: number; after: number }[];
  open: { event: string; text: string }[];
  endings: string[];
  clock: number | null;
  broken: number | null;
}

export interface OutlinedEvent {
  place: number;
  told: number;
  event: string;
  text: string;
  line: number;
  scene: string | null;
  possible: boolean;
}

export interface Outline {
  title: string;
  events: OutlinedEvent[];
  broken: number | null;
}
