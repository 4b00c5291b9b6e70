// SPDX-License-Identifier: Apache-2.0
// What if: the story as told beside the story as it would be, with a switch at every event.

import { effect } from "@preact/signals";
import type { Outline, OutlinedEvent } from "../contract";
import { counted, Empty, listed, Spoken } from "../panes/spoken";
import { Icon } from "../panes/icons";
import { storyView } from "../panes/layout";
import { edited } from "../store/documents";
import { onOtherStory, story } from "../store/subject";
import { Asking } from "./ask";
import { factChanges, leftOut, noChanges, optionsOf, toggleEvent, unsetFact } from "./changes";
import { Differences, type View } from "./differences";
import { Outcome } from "./outcome";

type Fate = "as-told" | "left-out" | "instead" | "impossible" | "out-of-character" | "seen-otherwise";

interface Step {
  number: number;
  scene: string | null;
  as_told: string;
  fate: Fate;
  happens: string[];
  texts: string[];
  why: string[];
  unwilling: string[];
  sees: string[];
  misses: string[];
  differs: View;
}

interface Outlook {
  ending: string;
  text: string | null;
  turn: "kept" | "lost" | "won" | "out-of-reach" | "not-known";
}

export interface WhatIfAnswer {
  changes: string[];
  parting: { number: number; event: string; fate: Fate; why: string[] } | null;
  alternatives: { event: string; text: string; new: boolean }[];
  story: { opening: View; events: Step[]; endings?: string[]; differs?: View };
  endings_as_told: string[];
  outlooks: Outlook[];
  broken: string | null;
}

const asking = new Asking<WhatIfAnswer>("whatif", "What if");
const outline = new Asking<Outline>("outline", "Reading the story", true);

const SETTLED = 250;
let timer: ReturnType<typeof setTimeout> | undefined;
let stamped = "";

/** Asks anew whenever the changes, the texts or the story are others. */
export function followChanges(): void {
  onOtherStory(noChanges);
  effect(() => {
    const document = story.value;
    const stamp = `${document?.path}\n${edited.value}`;
    const facts = factChanges.value;
    const left = leftOut.value;
    const shown = storyView.value === "whatif" || storyView.value === "picture";
    clearTimeout(timer);
    if (!document) return asking.clear();
    if (!shown) return;
    timer = setTimeout(() => void askAgain(document.path, stamp, facts, left), SETTLED);
  });
}

async function askAgain(path: string, stamp: string, facts: typeof factChanges.value, left: typeof leftOut.value): Promise<void> {
  if (stamped !== stamp) {
    stamped = stamp;
    await outline.ask(path);
  }
  if (!facts.length && !left.length) return asking.clear();
  await asking.ask(path, optionsOf(facts, left, told()));
}

/** The events of the story as told. */
export const told = (): string[] => outlined().map(({ event }) => event);

const outlined = () => [...(outline.answer.value?.events ?? [])].sort((one, other) => one.place - other.place);

const FATES: Record<Fate, string> = {
  "as-told": "as told",
  "left-out": "left out",
  instead: "something else",
  impossible: "cannot happen",
  "out-of-character": "out of character",
  "seen-otherwise": "seen otherwise",
};

export function WhatIf() {
  if (!story.value) return <Empty title="No story in front">Open a manuscript to ask what would be, were something otherwise.</Empty>;
  const events = outlined();
  const answer = asking.answer.value;
  const any = factChanges.value.length + leftOut.value.length > 0;
  return (
    <div class="whatif">
      <header class="view-head">
        <h2>What if</h2>
        {any ? <button type="button" class="button small" onClick={noChanges}>As told again</button> : null}
      </header>
      <Chips />
      {any ? <Outcome asking={asking} /> : <p class="muted">Switch an event off, or choose “What if” at a fact of a moment. The story as it would be then stands beside the story as told.</p>}
      {any && answer ? <Verdict answer={answer} /> : null}
      <Table events={events} answer={any ? answer : null} />
      {any && answer ? <After answer={answer} /> : null}
    </div>
  );
}

function Chips() {
  const facts = factChanges.value;
  if (!facts.length) return null;
  return (
    <ul class="chips" aria-label="Changed facts">
      {facts.map(({ condition, place }) => (
        <li key={condition} class="chip">
          <code>{condition}</code> <span class="muted">{place === 0 ? "from the start" : `after ${place}`}</span>
          <button type="button" class="button quiet small" aria-label={`Take back ${condition}`} onClick={() => unsetFact(condition)}><Icon name="close" /></button>
        </li>
      ))}
    </ul>
  );
}

function Verdict({ answer }: { answer: WhatIfAnswer }) {
  const { parting } = answer;
  if (!parting) return <p class="callout">Every event happens as it was told{answer.story.events.length ? "" : ", up to where it is changed"}.</p>;
  return (
    <div class="callout warm">
      <p>The stories part at {parting.number}. <code>{parting.event}</code>: {FATES[parting.fate]}.</p>
      {parting.why.length ? <ul>{parting.why.map((why) => <li key={why}><Spoken text={why} /></li>)}</ul> : null}
    </div>
  );
}

function Table({ events, answer }: { events: readonly OutlinedEvent[]; answer: WhatIfAnswer | null }) {
  if (!events.length) return <Outcome asking={outline} />;
  const steps = new Map((answer?.story.events ?? []).map((step) => [step.number, step]));
  return (
    <table class="beside">
      <thead>
        <tr><th scope="col">As told</th>{answer ? <th scope="col">As it would be</th> : null}</tr>
      </thead>
      <tbody>
        {events.map((event) => <Row key={event.place} told={event} step={steps.get(event.place) ?? null} asked={answer !== null} />)}
      </tbody>
    </table>
  );
}

function Row({ told: { event, place: number, text }, step, asked }: { told: OutlinedEvent; step: Step | null; asked: boolean }) {
  const off = leftOut.value.some((one) => one.number === number);
  const fate = step?.fate ?? "as-told";
  return (
    <tr class={`fate-${off ? "left-out" : fate}`}>
      <td>
        <button type="button" class="switch" role="switch" aria-checked={!off} aria-label={`Event ${number} happens: ${event}`} onClick={() => toggleEvent(event, number)}><span /></button>
        <span class="number">{number}</span>
        <span class="telling small">{text || event}</span>
        <p class="code muted">{event}</p>
      </td>
      {asked ? <td>{step ? <Would step={step} /> : <span class="muted">{off ? "left out" : "as told"}</span>}</td> : null}
    </tr>
  );
}

function Would({ step }: { step: Step }) {
  const text = step.texts.join(" ") || step.happens.join(", ");
  return (
    <>
      {step.happens.length && step.fate !== "as-told" ? <p>{text}</p> : null}
      <p class="fate">{FATES[step.fate]}</p>
      {!step.why.length && step.unwilling.length ? <p class="small">{listed(step.unwilling)} would not</p> : null}
      {step.why.map((why) => <p key={why} class="small"><Spoken text={why} /></p>)}
      <Differences view={step.differs} title={`After event ${step.number}`} />
    </>
  );
}

const TURNS: Record<Outlook["turn"], string> = {
  kept: "can still be reached",
  lost: "is lost",
  won: "has come within reach",
  "out-of-reach": "is out of reach, as before",
  "not-known": "is not known to be in reach",
};

function After({ answer }: { answer: WhatIfAnswer }) {
  const fresh = answer.alternatives.filter((other) => other.new);
  return (
    <>
      {fresh.length ? (
        <section>
          <h3>What might happen instead</h3>
          <ul class="plain">{fresh.map(({ event, text }) => <li key={event}>{text || event}</li>)}</ul>
        </section>
      ) : null}
      {answer.outlooks.length ? (
        <section>
          <h3>Endings from there</h3>
          <ul class="plain">
            {answer.outlooks.map(({ ending, text, turn }) => (
              <li key={ending} class={`turn-${turn}`}><strong>{text ?? ending}</strong> {TURNS[turn]}.</li>
            ))}
          </ul>
        </section>
      ) : null}
      {answer.broken ? <p class="callout warm"><Spoken text={answer.broken} /></p> : null}
      <p class="muted">{counted(answer.story.events.filter(({ fate }) => fate !== "as-told").length, "event")} of the story told are otherwise.</p>
    </>
  );
}
