// SPDX-License-Identifier: Apache-2.0
// Why, and why not: the chain behind a fact or an event, each link of which can be asked in its turn.

import { signal } from "@preact/signals";
import type { Cause, Reason } from "../contract";
import { because } from "../panes/facts";
import { showStory } from "../panes/layout";
import { Reasons } from "../panes/reasons";
import { Empty, listed, Spoken } from "../panes/spoken";
import { moment } from "../store/moment";
import { onOtherStory, story } from "../store/subject";
import { Asking } from "./ask";
import { Outcome } from "./outcome";

interface Because {
  fact: string;
  words: string;
  minds: string[];
  cause: Cause;
  because: number[];
  so: boolean;
}

interface Part {
  sentence: string;
  because: number[];
}

interface Deed {
  place: number;
  event: string;
  text: string;
  reasons: Reason[];
  unwilling: string[];
}

interface Course {
  event: string;
  text: string;
  possible: boolean;
  failing: Part[];
  reasons: Reason[];
  unwilling: { person: string; believes_possible: boolean; parts: Part[]; notes: string[] }[];
}

interface WhyAnswer {
  question: string;
  negated: boolean;
  verdict: "answered" | "not-so" | "so";
  moment: { place: number; event: string | null };
  parts: Part[];
  facts: Because[];
  events: Deed[];
  course: Course | null;
  remedies: { sets: { changes: { kind: string; change: string; before: number | null }[]; lost: string[] }[]; limit: string | null } | null;
  notes: string[];
}

interface Options {
  at?: string;
  negated?: boolean;
}

const asking = new Asking<WhyAnswer>("why", "Why");
const question = signal<{ what: string; options: Options } | null>(null);

/** Asks, and shows the answer. */
export function askWhy(what: string, options: Options = {}): void {
  const document = story.peek();
  if (!document) return;
  question.value = { what, options };
  asking.answer.value = null;
  void asking.ask(document.path, { what, ...options });
  showStory("why");
}

/** A question about one story is not left standing beside another. */
export function followStory(): void {
  onOtherStory(() => {
    question.value = null;
    asking.clear();
  });
}

export function Why() {
  if (!story.value) return <Empty title="No story in front">Open a manuscript to ask why something is so.</Empty>;
  const answer = asking.answer.value;
  return (
    <div class="why">
      <header class="view-head"><h2>Why</h2></header>
      <Form />
      <Outcome asking={asking} />
      {answer ? <Answered answer={answer} /> : question.value ? null : <p class="muted">Ask of any fact (<code>at(Nell) = island</code>), belief, event or ending of the story; or choose “Why?” at a fact or an event.</p>}
    </div>
  );
}

function Form() {
  const asked = question.value;
  const place = moment.value?.place;
  const submit = (event: Event): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const what = (form.elements.namedItem("what") as HTMLInputElement).value.trim();
    const negated = (event as SubmitEvent).submitter?.dataset.negated === "yes";
    const at = (form.elements.namedItem("at") as HTMLSelectElement).value;
    if (what) askWhy(what, { ...(at === "end" ? {} : { at }), ...(negated ? { negated } : {}) });
  };
  return (
    <form class="ask" onSubmit={submit} key={asked?.what}>
      <input name="what" aria-label="Why is this so?" placeholder="A fact, a belief, an event" defaultValue={asked?.what ?? ""} spellcheck={false} autocomplete="off" />
      <select name="at" aria-label="At which moment">
        {place === undefined ? null : <option value={place === 0 ? "start" : String(place)} selected={asked?.options.at !== undefined}>{place === 0 ? "at the start" : `after event ${place}`}</option>}
        <option value="end" selected={asked !== null && asked.options.at === undefined}>at the end</option>
      </select>
      <button type="submit" class="button">Why?</button>
      <button type="submit" class="button" data-negated="yes">Why not?</button>
    </form>
  );
}

function heading({ question: asked, negated, verdict, moment: at }: WhyAnswer): string {
  const when = at.place === 0 ? "at the start" : `after ${at.place}. ${at.event ?? ""}`;
  if (verdict === "not-so") return `\`${asked}\` is not so, ${when}.`;
  if (verdict === "so") return `\`${asked}\` is so, ${when}.`;
  return negated ? `Why not \`${asked}\`, ${when}` : `Why \`${asked}\`, ${when}`;
}

function Answered({ answer }: { answer: WhyAnswer }) {
  const roots = answer.parts.length ? answer.parts : [];
  return (
    <>
      <h3 class="asked"><Spoken text={heading(answer)} /></h3>
      {answer.course ? <Possible course={answer.course} /> : null}
      {roots.length ? <ul class="plain chain">{roots.map((part) => <li key={part.sentence}><p><Spoken text={part.sentence} /></p><Chain numbers={part.because} facts={answer.facts} deep={0} /></li>)}</ul> : null}
      {!roots.length && answer.facts.length ? <Loose answer={answer} /> : null}
      {answer.events.length ? <Deeds deeds={answer.events} /> : null}
      <RemedyList answer={answer} />
      {answer.notes.map((note) => <p key={note} class="muted"><Spoken text={note} /></p>)}
    </>
  );
}

/** Facts of the chain that nothing in it leads to. */
function Loose({ answer }: { answer: WhyAnswer }) {
  const led = new Set(answer.facts.flatMap((fact) => fact.because));
  const roots = answer.facts.map((_, number) => number).filter((number) => !led.has(number));
  return (
    <section>
      <h3>What it rested on</h3>
      <Chain numbers={roots} facts={answer.facts} deep={0} />
    </section>
  );
}

const OPEN_TO = 2;

function Chain({ numbers, facts, deep }: { numbers: readonly number[]; facts: readonly Because[]; deep: number }) {
  if (!numbers.length) return null;
  return (
    <ul class="plain chain">
      {numbers.map((number) => {
        const fact = facts[number];
        return fact ? <li key={number}><Link fact={fact} facts={facts} deep={deep} /></li> : null;
      })}
    </ul>
  );
}

function Link({ fact, facts, deep }: { fact: Because; facts: readonly Because[]; deep: number }) {
  const said = (
    <>
      <code>{fact.fact}</code>{" "}
      <span class="muted">{because(fact.cause)}</span>
      {fact.cause.text && fact.cause.by !== "start" ? <span class="telling small"> {fact.cause.text}</span> : null}
    </>
  );
  if (!fact.because.length) return <p class="leaf">{said}</p>;
  return (
    <details open={deep < OPEN_TO}>
      <summary>{said}</summary>
      <Chain numbers={fact.because} facts={facts} deep={deep + 1} />
    </details>
  );
}

const Deeds = ({ deeds }: { deeds: readonly Deed[] }) => (
  <section>
    <h3>Why they did it</h3>
    <ol class="plain deeds">
      {deeds.map((deed) => (
        <li key={deed.place}>
          <p><span class="number">{deed.place}</span> <span class="telling small">{deed.text}</span></p>
          {deed.unwilling.length ? <p class="bad">{listed(deed.unwilling)} had no reason.</p> : null}
          <Reasons reasons={deed.reasons} />
        </li>
      ))}
    </ol>
  </section>
);

function Possible({ course }: { course: Course }) {
  return (
    <section class="course">
      {course.text ? <p class="telling">{course.text}</p> : null}
      {course.failing.length ? (
        <div class="callout bad"><p>It cannot happen:</p><ul>{course.failing.map(({ sentence }) => <li key={sentence}><Spoken text={sentence} /></li>)}</ul></div>
      ) : <p>It could happen{course.unwilling.length ? ", but not in character." : ", and in character."}</p>}
      {course.unwilling.map(({ person, parts, notes }) => (
        <div key={person} class="callout warm">
          <p>{person} has no reason to.</p>
          <ul>{[...parts.map(({ sentence }) => sentence), ...notes].map((said) => <li key={said}><Spoken text={said} /></li>)}</ul>
        </div>
      ))}
      <Reasons reasons={course.reasons} />
    </section>
  );
}

function RemedyList({ answer }: { answer: WhyAnswer }) {
  const { remedies } = answer;
  if (!remedies?.sets.length) return null;
  return (
    <section>
      <h3>It would be so, had just this been so</h3>
      <ol class="remedies">
        {remedies.sets.map(({ changes, lost }, place) => (
          <li key={place}>
            {changes.map(({ change, before }, at) => <span key={change}>{at ? " and " : ""}<code>{change}</code>{before === null ? "" : ` before ${before}`}</span>)}
            {lost.length ? <span class="muted"> (then these can no longer happen: {listed(lost)})</span> : null}
          </li>
        ))}
      </ol>
      {remedies.limit ? <p class="muted">There may be more: not everything was tried.</p> : null}
    </section>
  );
}
