// SPDX-License-Identifier: Apache-2.0
// Who believes what: a person's view of the world, and in it, one click deeper, of others' views, and so on.

import { effect, signal } from "@preact/signals";
import type { Belief, Fact } from "../contract";
import { because } from "../panes/facts";
import { showStory, storyView } from "../panes/layout";
import { Empty } from "../panes/spoken";
import { edited } from "../store/documents";
import { moment } from "../store/moment";
import { onOtherStory, story } from "../store/subject";
import { Asking } from "./ask";
import { setFact } from "./changes";
import { Outcome } from "./outcome";
import { askWhy } from "./why";

interface KnowsAnswer {
  moment: { place: number; event: string | null; scene: string | null };
  people: string[];
  deep: number;
  facts: Fact[];
  left_out: number;
}

const asking = new Asking<KnowsAnswer>("knows", "Who believes what");

/** Whose mind is looked into, from the outside in. */
const minds = signal<readonly string[]>([]);
const DEEPEST = 3;

const SETTLED = 250;
let timer: ReturnType<typeof setTimeout> | undefined;

export function followBeliefs(): void {
  onOtherStory(() => {
    minds.value = [];
    asking.clear();
  });
  effect(() => {
    const document = story.value;
    const place = moment.value?.place;
    const deep = Math.min(minds.value.length + 1, DEEPEST);
    void edited.value;
    clearTimeout(timer);
    if (!document || storyView.value !== "beliefs" || place === undefined) return;
    timer = setTimeout(() => void asking.ask(document.path, { at: place === 0 ? "start" : String(place), deep }), SETTLED);
  });
}

export function Beliefs() {
  if (!story.value) return <Empty title="No story in front">Open a manuscript to see who believes what.</Empty>;
  const answer = asking.answer.value;
  const path = minds.value;
  return (
    <div class="beliefs-view">
      <header class="view-head">
        <h2>Who believes what</h2>
        {answer ? <span class="muted">{answer.moment.place === 0 ? "at the start" : `after ${answer.moment.place}`}</span> : null}
      </header>
      <Crumbs path={path} />
      <Outcome asking={asking} />
      {answer ? <People answer={answer} path={path} /> : null}
      {answer ? <Held answer={answer} path={path} /> : null}
    </div>
  );
}

const Crumbs = ({ path }: { path: readonly string[] }) => (
  <nav class="crumbs" aria-label="Whose mind">
    <button type="button" class="link" aria-current={path.length ? undefined : "true"} onClick={() => { minds.value = []; }}>The world</button>
    {path.map((person, place) => (
      <span key={place}>
        <span aria-hidden="true"> › </span>
        <button type="button" class="link" aria-current={place === path.length - 1 ? "true" : undefined} onClick={() => { minds.value = path.slice(0, place + 1); }}>{place ? `${person}, as ${path[place - 1]} sees it` : person}</button>
      </span>
    ))}
  </nav>
);

const isIn = (belief: Belief, path: readonly string[]) => path.every((person, place) => belief.minds[place] === person);

/** The beliefs of a fact in exactly these minds. */
export const heldIn = (fact: Fact, path: readonly string[]) => fact.beliefs.find((belief) => belief.minds.length === path.length && isIn(belief, path));

function wrongIn(facts: readonly Fact[], path: readonly string[]): number {
  return facts.filter((fact) => heldIn(fact, path)?.so === false).length;
}

function People({ answer, path }: { answer: KnowsAnswer; path: readonly string[] }) {
  if (path.length >= DEEPEST) return null;
  const others = answer.people.filter((person) => person !== path[path.length - 1] && (path.length === 0 || person !== "reader"));
  return (
    <ul class="people" aria-label={path.length ? "Minds in this mind" : "People"}>
      {others.map((person) => {
        const wrong = path.length < answer.deep ? wrongIn(answer.facts, [...path, person]) : 0;
        return (
          <li key={person}>
            <button type="button" class="person" onClick={() => { minds.value = [...path, person]; }}>
              <span>{person}</span>
              {wrong ? <span class="fact-wrong">{wrong} wrong</span> : <span class="muted">right</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Held({ answer, path }: { answer: KnowsAnswer; path: readonly string[] }) {
  if (!path.length) return <Disputed answer={answer} />;
  const wrong = answer.facts.filter((fact) => heldIn(fact, path)?.so === false);
  const right = answer.facts.filter((fact) => heldIn(fact, path)?.so === true);
  const who = path[path.length - 1] ?? "";
  return (
    <>
      {wrong.length ? <h3>{who} is wrong about</h3> : <p class="callout good">{who} is right about everything that anybody is wrong about.</p>}
      <ul class="plain">{wrong.map((fact) => <One key={fact.fact} fact={fact} path={path} place={answer.moment.place} />)}</ul>
      {right.length ? <details><summary>Right, where others are not ({right.length})</summary><ul class="plain">{right.map((fact) => <One key={fact.fact} fact={fact} path={path} place={answer.moment.place} />)}</ul></details> : null}
      {answer.left_out ? <p class="muted">On {answer.left_out} more facts everybody agrees.</p> : null}
    </>
  );
}

function One({ fact, path, place }: { fact: Fact; path: readonly string[]; place: number }) {
  const belief = heldIn(fact, path);
  if (!belief) return null;
  const condition = `${path.join(" believes ")} believes ${conditionOf(fact.fact, belief.value)}`;
  return (
    <li class="belief">
      <p class="belief-said"><code>{fact.fact}</code> <span class={belief.so ? "" : "bad"}>{belief.value}</span>{belief.so ? null : <span class="muted"> and not {path.length > 1 ? `what ${path[path.length - 2]} takes to be so` : fact.value}</span>}</p>
      <p class="muted">{because(belief.cause)}{belief.wrong_since ? `; not so since ${belief.wrong_since}` : ""}</p>
      <span class="asks">
        {belief.so || path.length > 1 ? null : <button type="button" class="button small" aria-label={`What if ${path[0]} knew ${fact.fact}?`} onClick={() => { setFact(`${path[0]} believes ${conditionOf(fact.fact, fact.value)}`, `${path[0]} believes ${fact.fact}`, place); showStory("whatif"); }}>What if they knew?</button>}
        <button type="button" class="button small" aria-label={`Why ${condition}?`} onClick={() => askWhy(condition, { at: place === 0 ? "start" : String(place) })}>Why?</button>
      </span>
    </li>
  );
}

/** `lit(lamp)` for yes, `not lit(lamp)` for no, `at(Ann) = hall` else. */
export function conditionOf(fact: string, value: string): string {
  return value === "yes" ? fact : value === "no" ? `not ${fact}` : `${fact} = ${value}`;
}

function Disputed({ answer }: { answer: KnowsAnswer }) {
  if (!answer.facts.length) return <p class="callout good">Everybody is right about everything, as far as they think of it.</p>;
  return (
    <table class="disputed">
      <caption>What somebody is wrong about</caption>
      <thead><tr><th scope="col">Fact</th><th scope="col">Is</th><th scope="col">Wrong</th></tr></thead>
      <tbody>
        {answer.facts.map((fact) => {
          const wrong = fact.beliefs.filter(({ so, minds: held }) => !so && held.length === 1);
          return (
            <tr key={fact.fact}>
              <th scope="row"><code>{fact.fact}</code></th>
              <td>{fact.value}</td>
              <td>{wrong.map(({ minds: held, value }) => `${held[0]} (${value})`).join(", ") || "minds in minds"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
