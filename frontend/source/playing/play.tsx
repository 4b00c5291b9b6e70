// SPDX-License-Identifier: Apache-2.0
// Play: be one of the people, and choose among what they may do; the others act for their own reasons.

import type { Ref } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Outcome } from "../asking/outcome";
import { Icon } from "../panes/icons";
import { Empty, listed, Spoken } from "../panes/spoken";
import { subject } from "../store/subject";
import { Begin } from "./begin";
import { tellOf } from "../store/notices";
import {
  asking,
  begun,
  branches,
  choose,
  chosen,
  elsewhere,
  goTo,
  nameOf,
  playing,
  saveTranscript,
  undo,
  type Choice,
  type Compared,
  type Perceived,
  type PlayAnswer,
} from "./game";

export function Play() {
  const path = subject.value?.path;
  if (!path) return <Empty title="Nothing to play">Open a world or a manuscript of it.</Empty>;
  if (!playing.value) return <Begin path={path} />;
  const answer = asking.answer.value;
  const status = asking.status.value;
  return (
    <div class="play">
      <header class="view-head">
        <h2>{answer ? `You are ${answer.moment.shown}` : "Play"}</h2>
        <div class="steps">
          <button type="button" class="button small" disabled={!chosen.value.length} onClick={undo}><Icon name="undo" /> Undo</button>
          <button type="button" class="button small" onClick={() => { begun.value = null; }}>New play</button>
        </div>
      </header>
      {answer ? <Told answer={answer} /> : null}
      {status.at === "done" ? <Outcome asking={asking} /> : null}
      {answer ? <Now answer={answer} busy={status.at !== "done"} /> : null}
      {status.at !== "done" ? <Outcome asking={asking} /> : null}
    </div>
  );
}

function Told({ answer }: { answer: PlayAnswer }) {
  return (
    <ol class="plain played" aria-label="What has happened, as you know it">
      {answer.story.map(({ number, perceived, failure }, place) => (
        <li key={number}>
          {perceived.map((each, at) => <Seen key={at} perceived={each} />)}
          {failure && place < answer.story.length - 1 ? <p class="muted">You tried in vain: {failure.text}</p> : null}
        </li>
      ))}
    </ol>
  );
}

const Seen = ({ perceived: { text, own, followed, noticed } }: { perceived: Perceived }) => (
  <>
    {text ? <p class={own ? "telling own" : "telling"}>{text}</p> : null}
    {followed.map((said) => <p key={said} class="telling">{said}</p>)}
    {noticed.length ? <p class="muted">You notice: {noticed.join("; ")}.</p> : null}
  </>
);

/** After each choice the page goes on where the story does, and so does the keyboard. */
function useGoingOn(answer: PlayAnswer): Ref<HTMLElement> {
  const now = useRef<HTMLElement>(null);
  const before = useRef(answer);
  useEffect(() => {
    if (before.current === answer) return;
    before.current = answer;
    now.current?.focus({ preventScroll: true });
    const last = now.current?.parentElement?.querySelector(".played > li:last-child");
    (last ?? now.current)?.scrollIntoView({ block: "start" });
  }, [answer]);
  return now;
}

function Now({ answer, busy }: { answer: PlayAnswer; busy: boolean }) {
  const { moment } = answer;
  const place = useGoingOn(answer);
  return (
    <section class="now" ref={place} tabIndex={-1} aria-label="Now" aria-busy={busy} aria-live="polite">
      {moment.failure ? (
        <p class="callout warm">
          {moment.failure.text} {moment.failure.refused_by.length ? `${listed(moment.failure.refused_by)} will not.` : "It does not work"}
          {moment.failure.because.length ? `: ${moment.failure.because.join("; ")}.` : ""}
        </p>
      ) : null}
      {moment.ended.map(({ name, text }) => <p key={name} class="callout good">An ending: {text ?? name}</p>)}
      {moment.steering ? <p class="muted">{STEERING[moment.steering.state]} <code>{moment.steering.ending}</code>{moment.steering.state === "on-course" ? `, ${moment.steering.left} events to go` : ""}</p> : null}
      {moment.offer ? <p class="callout">{listed(moment.offered_by)} would have you join in: {moment.offer}</p> : null}
      <Choices choices={moment.choices} busy={busy} />
      <Blocked answer={answer} />
      <Known answer={answer} />
      <Ways />
      {answer.compared ? <Beside compared={answer.compared} /> : null}
      <div class="asks">
        <button type="button" class="button" disabled={!chosen.value.length} onClick={() => saveTranscript().catch(tellOf)}>Save it as a manuscript</button>
      </div>
    </section>
  );
}

const STEERING = {
  there: "The others have brought it to",
  "on-course": "The others are on the way to",
  lost: "No way in character is left to",
  unsure: "It is not known whether a way is left to",
} as const;

function Choices({ choices, busy }: { choices: readonly Choice[]; busy: boolean }) {
  return (
    <>
      <h3>You may</h3>
      <ul class="plain choices-list">
        {choices.map((choice) => (
          <li key={choice.key}>
            <button type="button" class={`act ${choice.in_character ? "" : "against"} ${choice.tried ? "tried" : ""}`} aria-disabled={busy} onClick={() => !busy && choose(choice)}>
              <span>{choice.text}</span>
              <span class="muted">{[choice.in_character ? choice.reason : "out of character", choice.asks.length ? `asks ${listed(choice.asks)}` : "", choice.tried ? "tried in vain" : ""].filter(Boolean).join(" · ")}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Blocked({ answer }: { answer: PlayAnswer }) {
  const { choices, left_out: more } = answer.blocked ?? { choices: [], left_out: 0 };
  if (!choices.length) return null;
  return (
    <details class="blocked">
      <summary>What you cannot do, and why ({choices.length + more})</summary>
      <ul class="plain">
        {choices.map(({ event, text, because }) => (
          <li key={event}><p>{text || event}</p><ul>{because.map((why) => <li key={why} class="muted"><Spoken text={why} /></li>)}</ul></li>
        ))}
      </ul>
      {more ? <p class="muted">And {more} more.</p> : null}
    </details>
  );
}

const Known = ({ answer }: { answer: PlayAnswer }) => (
  <details class="known" open>
    <summary>What you believe</summary>
    <dl>{answer.moment.known.map(({ subject: about, clauses, figures }) => <div key={about}><dt>{about || "The world"}</dt><dd class={inWords([...clauses, ...figures][0] ?? "") ? "prose" : undefined}>{[...clauses, ...figures].join("; ")}.</dd></div>)}</dl>
  </details>
);

function Ways() {
  const here = chosen.value;
  const others = elsewhere.value;
  if (!here.length && !branches.value.length) return null;
  return (
    <details class="ways">
      <summary>Your way, and others ({others.length})</summary>
      <ol class="plain">
        <li><button type="button" class="link" onClick={() => goTo([])}>The start</button></li>
        {here.map(({ text }, place) => (
          <li key={place}>{place === here.length - 1 ? <span>{text} <span class="muted">(you are here)</span></span> : <button type="button" class="link" onClick={() => goTo(here.slice(0, place + 1))}>{text}</button>}</li>
        ))}
      </ol>
      {others.length ? <><p class="muted">Ways that you have left:</p><ul class="plain">{others.map((way, place) => <li key={place}><Icon name="branch" /> <button type="button" class="link" onClick={() => goTo(way)}>{nameOf(way)}</button></li>)}</ul></> : null}
    </details>
  );
}

function Beside({ compared }: { compared: Compared }) {
  const rows = Math.max(compared.told.length, compared.played.length);
  return (
    <details>
      <summary>Beside the told story: {compared.common} of {compared.told.length} events the same</summary>
      <table class="beside">
        <thead><tr><th scope="col">Told</th><th scope="col">Played</th></tr></thead>
        <tbody>
          {Array.from({ length: rows }, (_, place) => (
            <tr key={place} class={place < compared.common ? "" : "fate-instead"}>
              <td>{compared.told[place]?.text ?? ""}</td>
              <td>{compared.played[place]?.text ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Whether a clause is said in words, and not as it is written in the world: `at(Wren) = hall`. */
function inWords(clause: string): boolean {
  return !clause.includes(" = ") && !(clause.split(" ", 1)[0] ?? "").endsWith(")");
}
