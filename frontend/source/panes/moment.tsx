// SPDX-License-Identifier: Apache-2.0
// What the cursor stands on: the event, who did it and why, who saw it, and what is so afterwards.

import { useState } from "preact/hooks";
import { AnswerProblems } from "../asking/outcome";
import { askWhy } from "../asking/why";
import { toggleEvent } from "../asking/changes";
import type { Moment, MomentEvent } from "../contract";
import { active } from "../store/documents";
import { asking, chosenPlace, moment } from "../store/moment";
import { tellOf } from "../store/notices";
import { showLine } from "../store/opening";
import { story } from "../store/subject";
import { Facts } from "./facts";
import { Icon } from "./icons";
import { showStory } from "./layout";
import { Reasons } from "./reasons";
import { counted, Empty, listed } from "./spoken";
import { Overview } from "./overview";

export function MomentView() {
  if (!story.value) return active.value?.kind === "world" ? <Overview /> : <Empty title="No story in front">Open a manuscript: what its cursor stands on is shown here.</Empty>;
  const now = moment.value;
  const status = asking.status.value;
  const stale = status.at === "done" && status.answer.outcome !== "answered";
  return (
    <div class={stale ? "stale" : ""}>
      {stale ? <AnswerProblems answer={status.answer} /> : null}
      {now && stale ? <p class="muted">Until this is mended, here is the moment as it was:</p> : null}
      {now ? <Shown now={now} /> : null}
      {!now && !stale ? <p class="muted" aria-busy="true">Reading the story…</p> : null}
    </div>
  );
}

function Shown({ now }: { now: Moment }) {
  return (
    <>
      <Steps now={now} />
      {now.event ? <Happened event={now.event} /> : <p class="muted">Nothing has happened yet.</p>}
      {now.broken !== null ? <p class="callout bad">The story breaks at event {now.broken + 1}: what follows is read as if it had happened.</p> : null}
      {now.endings.length ? <p class="callout good">Here the story reaches {listed(now.endings)}.</p> : null}
      <Facts now={now} />
      <Worth now={now} />
      <Open now={now} />
    </>
  );
}

function Steps({ now }: { now: Moment }) {
  const go = (place: number): void => {
    chosenPlace.value = place;
  };
  return (
    <header class="moment-head">
      <div>
        {now.scene ? <p class="eyebrow">{now.scene}</p> : null}
        <h2>{now.place === 0 ? "The start" : `After ${now.place} of ${counted(now.of, "event")}`}</h2>
      </div>
      <div class="steps">
        <button type="button" class="button quiet" aria-label="The event before" title="The event before" disabled={now.place <= 0} onClick={() => go(now.place - 1)}><Icon name="left" /></button>
        <button type="button" class="button quiet" aria-label="The next event" title="The next event" disabled={now.place >= now.of} onClick={() => go(now.place + 1)}><Icon name="right" /></button>
      </div>
    </header>
  );
}

function Happened({ event }: { event: MomentEvent }) {
  const path = story.value?.path;
  const goTo = (): void => {
    if (path) showLine(path, event.line).catch(tellOf);
  };
  const whatIfNot = (): void => {
    toggleEvent(event.event, event.number);
    showStory("whatif");
  };
  return (
    <section class="happened" aria-label="What happens here">
      <p class="telling">{[event.text, ...event.laws.map(({ text }) => text)].filter(Boolean).join(" ")}</p>
      <p><button type="button" class="link code" title="Go to its line" onClick={goTo}>{event.event}</button></p>
      {event.possible ? null : <p class="callout bad">This cannot happen here.</p>}
      {event.unwilling.length ? <p class="callout bad">{listed(event.unwilling)} {event.unwilling.length === 1 ? "has" : "have"} no reason for it.</p> : null}
      <div class="asks">
        <button type="button" class="button small" onClick={() => askWhy(event.event, { at: String(event.number) })}>Why?</button>
        <button type="button" class="button small" onClick={whatIfNot}>What if it had not?</button>
      </div>
      <Reasons reasons={event.reasons} />
      <Seen event={event} />
    </section>
  );
}

function Seen({ event }: { event: MomentEvent }) {
  if (!event.misses.length) return <p class="muted">Everybody sees it.</p>;
  return <p class="muted">Seen by {listed(event.sees)}; not by {listed(event.misses)}.</p>;
}

function Worth({ now }: { now: Moment }) {
  const changed = now.utilities.filter(({ before, after }) => before !== after);
  if (!changed.length) return null;
  return (
    <section>
      <h3>What it is worth to them</h3>
      <ul class="plain">
        {changed.map(({ person, before, after }) => (
          <li key={person}>{person}: {before} <span aria-label="becomes">→</span> <strong>{after}</strong></li>
        ))}
      </ul>
    </section>
  );
}

const SHOWN_FIRST = 6;

function Open({ now }: { now: Moment }) {
  const [all, showAll] = useState(false);
  const open = all ? now.open : now.open.slice(0, SHOWN_FIRST);
  if (!now.open.length) return null;
  return (
    <section>
      <h3>What may happen next</h3>
      <ul class="plain options">
        {open.map(({ event, text }) => (
          <li key={event}>
            <span>{text || event}</span>
            <button type="button" class="button small" aria-label={`Why not ${event}?`} onClick={() => askWhy(event, { at: now.place === 0 ? "start" : String(now.place), negated: true })}>Why not?</button>
          </li>
        ))}
      </ul>
      {now.open.length > SHOWN_FIRST ? <button type="button" class="link" onClick={() => showAll(!all)}>{all ? "Fewer" : `All ${now.open.length}`}</button> : null}
    </section>
  );
}
