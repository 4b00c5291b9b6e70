// SPDX-License-Identifier: Apache-2.0
// What a world alone is good for, while no story of it is open: a story told by Fabula.

import { useEffect, useMemo } from "preact/hooks";
import { Asking } from "../asking/ask";
import { Outcome } from "../asking/outcome";
import { active } from "../store/documents";
import { Reasons } from "./reasons";
import { counted, Empty } from "./spoken";
import type { Reason } from "../contract";

interface Told {
  outcome: string;
  world: string;
  stories?: { events: string[]; text: string[]; reasons: Reason[][]; endings: string[] }[];
  endings?: { name?: string; outcome: string; stories: { events: string[]; text: string[]; reasons: Reason[][]; endings: string[] }[] }[];
}

export function Overview() {
  const path = active.value?.path ?? "";
  const tell = useMemo(() => new Asking<Told>("tell", "Telling a story"), [path]);
  useEffect(() => () => tell.clear(), [tell]);
  const answer = tell.answer.value;
  return (
    <div class="overview">
      <Empty title="A world without a story in front">Open a manuscript of it to see its moments. Or let Fabula tell a story of its own, in which nobody acts out of character.</Empty>
      <button type="button" class="button primary" onClick={() => void tell.ask(path)}>Tell a story</button>
      <Outcome asking={tell} />
      {answer ? storiesOf(answer).map((story, place) => (
        <article key={place} class="told">
          <h3>{story.endings.join(", ") || "A story"} <span class="muted">{counted(story.events.length, "event")}</span></h3>
          <ol class="plan">
            {story.events.map((event, at) => (
              <li key={at}>
                <p class="telling small">{story.text[at] ?? event}</p>
                <details><summary>Why</summary><Reasons reasons={story.reasons[at] ?? []} /></details>
              </li>
            ))}
          </ol>
        </article>
      )) : null}
    </div>
  );
}

function storiesOf(told: Told) {
  return [...(told.stories ?? []), ...(told.endings ?? []).flatMap(({ stories }) => stories ?? [])];
}
