// SPDX-License-Identifier: Apache-2.0
// The facts of a moment: those that changed first; each opens to its cause, to who believes otherwise, and to questions.

import { useState } from "preact/hooks";
import { setFact } from "../asking/changes";
import { askWhy } from "../asking/why";
import type { Belief, Cause, Moment, MomentFact } from "../contract";
import { showStory } from "./layout";
import { Icon } from "./icons";
import { listed } from "./spoken";

const atPlace = (place: number) => (place === 0 ? "start" : String(place));

export function Facts({ now }: { now: Moment }) {
  const [wanted, want] = useState("");
  const fits = ({ fact, words }: MomentFact) => `${fact} ${words}`.toLowerCase().includes(wanted.toLowerCase());
  const changed = now.facts.filter((fact) => fact.changed && fits(fact));
  const rest = now.facts.filter((fact) => !fact.changed && fits(fact));
  const disputed = rest.filter(({ beliefs }) => beliefs.some(({ so }) => !so));
  const agreed = rest.filter(({ beliefs }) => !beliefs.some(({ so }) => !so));
  return (
    <section class="facts">
      <div class="facts-head">
        <h3>Facts</h3>
        <input type="search" aria-label="Find a fact" placeholder="Find" value={wanted} onInput={(event) => want(event.currentTarget.value)} />
      </div>
      <Group title="Changed here" facts={changed} now={now} />
      <Group title="Somebody is wrong about" facts={disputed} now={now} />
      <Group title={changed.length || disputed.length ? "All others" : "All facts"} facts={agreed} now={now} folded={agreed.length > 12 && !wanted} />
      {changed.length + rest.length === 0 ? <p class="muted">No fact is called that.</p> : null}
    </section>
  );
}

function Group({ title, facts, now, folded = false }: { title: string; facts: readonly MomentFact[]; now: Moment; folded?: boolean }) {
  const [open, setOpen] = useState<boolean | null>(null);
  if (!facts.length) return null;
  const shown = open ?? !folded;
  return (
    <div class="fact-group">
      <button type="button" class="fold" aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <Icon name={shown ? "down" : "right"} /> {title} <span class="muted">{facts.length}</span>
      </button>
      {shown ? <ul class="plain">{facts.map((fact) => <One key={fact.fact} fact={fact} now={now} />)}</ul> : null}
    </div>
  );
}

function One({ fact, now }: { fact: MomentFact; now: Moment }) {
  const [open, setOpen] = useState(false);
  const wrong = fact.beliefs.filter(({ so }) => !so).map(({ minds }) => minds.join(" › "));
  return (
    <li class={`fact ${open ? "open" : ""}`}>
      <button type="button" class="fact-row" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="fact-words">{fact.fact}</span>
        <span class="fact-value">{fact.value}</span>
        {wrong.length ? <span class="fact-wrong" title={`${listed(wrong)} believe otherwise`}>{wrong.length} wrong</span> : null}
      </button>
      {open ? <Opened fact={fact} now={now} /> : null}
    </li>
  );
}

function Opened({ fact, now }: { fact: MomentFact; now: Moment }) {
  const so = said(fact);
  const wrong = fact.beliefs.filter((belief) => !belief.so);
  const noticed = fact.beliefs.filter((belief) => belief.so);
  return (
    <div class="fact-open">
      {fact.words && fact.words !== so ? <p class="telling small">{fact.words}</p> : null}
      <p class="muted">{because(fact.cause)}</p>
      {wrong.length ? <ul class="plain beliefs">{wrong.map((belief) => <Held key={belief.minds.join()} belief={belief} fact={fact} now={now} />)}</ul> : null}
      {noticed.length ? <p class="muted">{listed(noticed.map(({ minds }) => minds.join(" › ")))} {noticed.length === 1 ? "knows" : "know"} it now.</p> : null}
      <div class="asks">
        <button type="button" class="button small" onClick={() => askWhy(so, { at: atPlace(now.place) })}>Why?</button>
        <Otherwise fact={fact} now={now} />
      </div>
    </div>
  );
}

/** The condition that says what is so: `at(Ann) = hall`, `alive(Ann)`, `not alive(Ann)`. */
export function said({ fact, value, kind }: Pick<MomentFact, "fact" | "value" | "kind">): string {
  if (kind !== "yes-no") return `${fact} = ${value}`;
  return value === "no" ? `not ${fact}` : value === "yes" ? fact : `${fact} = ${value}`;
}

function Held({ belief, fact, now }: { belief: Belief; fact: MomentFact; now: Moment }) {
  const condition = `${belief.minds.join(" believes ")} believes ${said({ ...fact, value: belief.value })}`;
  const known = `${belief.minds.join(" believes ")} believes ${said(fact)}`;
  const whatIf = (): void => {
    setFact(known, `${belief.minds.join(" believes ")} believes ${fact.fact}`, now.place);
    showStory("whatif");
  };
  return (
    <li>
      <span><strong>{belief.minds.join(" › ")}</strong> believes <span class={belief.so ? "" : "bad"}>{belief.value}</span> <span class="muted">{because(belief.cause)}</span></span>
      <button type="button" class="button small" aria-label={`Why does ${belief.minds.join(", ")} believe it?`} onClick={() => askWhy(condition, { at: atPlace(now.place) })}>Why?</button>
      <button type="button" class="button small" aria-label={`What if ${belief.minds.join(", ")} knew?`} onClick={whatIf}>What if they knew?</button>
    </li>
  );
}

function Otherwise({ fact, now }: { fact: MomentFact; now: Moment }) {
  const change = (condition: string): void => {
    setFact(condition, fact.fact, now.place);
    showStory("whatif");
  };
  if (fact.kind === "yes-no") {
    const other = fact.value === "yes" ? `not ${fact.fact}` : fact.fact;
    return <button type="button" class="button small" onClick={() => change(other)}>What if {fact.value === "yes" ? "not" : "it were"}?</button>;
  }
  const values = valuesLike(fact, now);
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("value") as HTMLInputElement;
    if (field.value.trim()) change(`${fact.fact} = ${field.value.trim()}`);
  };
  const list = `values-${fact.fact.replace(/\W+/g, "-")}`;
  return (
    <form class="otherwise" onSubmit={submit}>
      <input name="value" list={list} required spellcheck={false} autocomplete="off" aria-label={`What if ${fact.fact} were`} placeholder={`not ${fact.value}`} />
      <datalist id={list}>{values.map((value) => <option key={value} value={value} />)}</datalist>
      <button type="submit" class="button small">What if?</button>
    </form>
  );
}

/** The values that the fact may have instead: those of its kind, and those that facts of its name have here. */
export function valuesLike(fact: MomentFact, now: Pick<Moment, "facts" | "kinds">): string[] {
  const name = fact.fact.split("(")[0];
  const values = now.facts.filter((other) => other.fact.split("(")[0] === name).flatMap(({ value, beliefs }) => [value, ...beliefs.map((belief) => belief.value)]);
  const possible = now.kinds[fact.kind] ?? values.sort();
  return [...new Set(possible)].filter((value) => value !== fact.value && value !== "unknown");
}

/** Where a value comes from, in words. */
export function because(cause: Cause): string {
  const { by, place, event, law } = cause;
  if (by === "start" || place === 0) return "since the start";
  const told = `since ${place}${event ? `. ${event}` : ""}`;
  if (by === "law" || by === "reasoned") return `${told}, by ${law ? `the law ${law}` : "a law"}`;
  if (by === "sight") return `${told}, by looking`;
  if (by === "time") return `${told}, as time passed`;
  if (by === "corrected") return `${told}, which put it right`;
  return told;
}
