// SPDX-License-Identifier: Apache-2.0
// All stories of a world: which endings they reach, how many do, what decides, and where nothing leads on.

import { signal } from "@preact/signals";
import type { Reason } from "../contract";
import { Reasons } from "../panes/reasons";
import { counted, Empty, Spoken } from "../panes/spoken";
import { dark } from "../store/settings";
import { subject } from "../store/subject";
import { Asking } from "./ask";
import { limitText, Outcome } from "./outcome";
import { Picture, PictureAsking } from "./picture";

interface Surveyed {
  name: string;
  text: string | null;
  outcome: string;
  never: boolean;
  stories: number;
  shortest: { events: string[]; text: string[]; reasons: Reason[][] } | null;
  pivotal: string[];
}

interface EndingsAnswer {
  world: string;
  length: number;
  complete: number;
  closed: boolean;
  limit: string | null;
  states: number;
  endings: Surveyed[];
  dead_ends: { way: string[]; text: string; left: number; proved: boolean }[];
  dead_end_count: number;
  unused: string[];
  unseen: string[];
}

const asking = new Asking<EndingsAnswer>("endings", "Endings");
const map = new PictureAsking("Endings map");
const askedOf = signal<string | null>(null);

/** The survey first, its map then: both count the same stories. */
async function ask(path: string, length: number): Promise<void> {
  askedOf.value = path;
  map.clear();
  const answer = await asking.ask(path, { length });
  if (answer?.outcome === "answered") await map.ask(path, { picture: "endings", length, theme: dark() ? "dark" : "light" });
}

export function Endings() {
  const path = subject.value?.path;
  if (!path) return <Empty title="No world in front">Open a world or a manuscript to survey all its stories.</Empty>;
  const answer = askedOf.value === path ? asking.answer.value : null;
  const submit = (event: Event): void => {
    event.preventDefault();
    void ask(path, Number(((event.currentTarget as HTMLFormElement).elements.namedItem("length") as HTMLInputElement).value));
  };
  return (
    <div class="endings">
      <header class="view-head"><h2>Endings</h2></header>
      <form class="ask" onSubmit={submit}>
        <label class="inline">Stories of at most <input name="length" type="number" min="1" max="40" defaultValue="12" /> events</label>
        <button type="submit" class="button">Find all</button>
      </form>
      <Outcome asking={asking} />
      {answer ? <Survey answer={answer} /> : <p class="muted">Counts every story in character, and says for each ending how many reach it, the shortest one, and which choices decide.</p>}
      {answer ? <><h3>Map</h3><Picture asking={map} name="Endings map" /></> : null}
    </div>
  );
}

function Survey({ answer }: { answer: EndingsAnswer }) {
  const all = answer.endings.reduce((sum, { stories }) => sum + stories, 0);
  return (
    <>
      <p class="muted">
        {counted(all, "story").replace("storys", "stories")} of at most {answer.complete} events, {counted(answer.states, "state")}.
        {answer.closed ? " There are no longer ones." : ""}{answer.limit ? ` Not all were looked at: ${limitText(answer.limit)}.` : ""}
      </p>
      <ul class="plain ending-list">{answer.endings.map((ending) => <One key={ending.name} ending={ending} all={all} />)}</ul>
      {answer.dead_ends.length ? (
        <section>
          <h3>Where nothing leads on</h3>
          <ul class="plain">{answer.dead_ends.map(({ way, text }) => <li key={way.join()}>{text} <span class="muted">after {counted(way.length, "event")}</span></li>)}</ul>
          {answer.dead_end_count > answer.dead_ends.length ? <p class="muted">{answer.dead_end_count} in all.</p> : null}
        </section>
      ) : null}
      {answer.unused.length ? <Unused title="Happens in no story that ends" events={answer.unused} /> : null}
      {answer.unseen.length ? <Unused title="Happens in no story at all" events={answer.unseen} /> : null}
    </>
  );
}

const Unused = ({ title, events }: { title: string; events: readonly string[] }) => (
  <details><summary>{title} ({events.length})</summary><ul class="plain">{events.map((event) => <li key={event} class="code">{event}</li>)}</ul></details>
);

function One({ ending, all }: { ending: Surveyed; all: number }) {
  const share = all ? ending.stories / all : 0;
  return (
    <li class="ending">
      <p class="telling">{ending.text ?? ending.name}</p>
      <meter min={0} max={1} value={share} aria-label={`Share of stories that end so: ${Math.round(share * 100)}%`} />
      <p class="muted"><code>{ending.name}</code> {ending.never ? "no story can reach it" : counted(ending.stories, "story").replace("storys", "stories")}</p>
      {ending.shortest ? (
        <details>
          <summary>The shortest, in {counted(ending.shortest.events.length, "event")}</summary>
          <ol class="plan">
            {ending.shortest.events.map((event, place) => (
              <li key={place}>
                <p>{ending.shortest?.text[place] ?? event}{ending.pivotal.includes(event) ? <span class="pivotal">decides</span> : null}</p>
                <details><summary>Why</summary><Reasons reasons={ending.shortest?.reasons[place] ?? []} /></details>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {ending.outcome === "gave-up" ? <p class="muted"><Spoken text="Gave up before all was known." /></p> : null}
    </li>
  );
}
