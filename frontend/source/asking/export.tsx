// SPDX-License-Identifier: Apache-2.0
// Exports: the report, pictures, data and playable stories, as files to download.

import { useEffect, useMemo, useState } from "preact/hooks";
import { openDialog } from "../panes/dialog";
import type { Kind } from "../contract";
import type { PlayAnswer } from "../playing/game";
import { studio } from "../store/folder";
import { subject } from "../store/subject";
import { Asking } from "./ask";
import { Outcome } from "./outcome";

interface Download {
  download: string;
  name: string;
  type: string;
  size: number;
}

interface Form {
  form: string;
  label: string;
  text: string;
  kinds: readonly Kind[];
}

const BOTH: readonly Kind[] = ["world", "manuscript"];

const FORMS: readonly Form[] = [
  { form: "report.html", label: "Report", text: "One page with the story, pictures and answers", kinds: BOTH },
  { form: "picture.svg", label: "Picture, SVG", text: "The storyline, to be enlarged as you like", kinds: BOTH },
  { form: "picture.png", label: "Picture, PNG", text: "The storyline as an image", kinds: BOTH },
  { form: "picture.pdf", label: "Picture, PDF", text: "The storyline, to be printed", kinds: BOTH },
  { form: "check.json", label: "Check, JSON", text: "Problems, reasons and expectations as data", kinds: BOTH },
  { form: "endings.json", label: "Endings, JSON", text: "All endings of the world as data", kinds: BOTH },
  { form: "stories.json", label: "Stories, JSON", text: "The space of all stories as data", kinds: BOTH },
  { form: "endings.graphml", label: "Stories, GraphML", text: "The space of all stories as a graph", kinds: BOTH },
  { form: "ink", label: "Ink", text: "All stories, to be played with Ink", kinds: BOTH },
  { form: "twee", label: "Twee", text: "All stories, to be played with Twine", kinds: BOTH },
  { form: "pddl", label: "PDDL", text: "The world without beliefs, for planners", kinds: BOTH },
];

const GAMES = new Set(["ink", "twee"]);

/** The forms that the server makes of such a file, ours with a sentence each, new ones by their title. */
function offered(kind: Kind): readonly Form[] {
  const made = studio.value?.exports ?? [];
  const known = FORMS.filter(({ form, kinds }) => kinds.includes(kind) && made.some((other) => other.form === form));
  const others = made.filter(({ form }) => !FORMS.some((other) => other.form === form));
  return [...known, ...others.map(({ form, title }) => ({ form, label: title, text: form, kinds: BOTH }))];
}

export function openExport(): void {
  openDialog("Export", <Export />, true);
}

function Export() {
  const document = subject.value;
  const asking = useMemo(() => new Asking<Download>("export", "Export"), []);
  const cast = useMemo(() => new Asking<PlayAnswer>("play", "Who can be played", true), []);
  const [person, choose] = useState("");
  useEffect(() => {
    if (document) void cast.ask(document.path);
  }, [cast, document]);
  if (!document) return <p>Open a world or a manuscript first.</p>;
  const done = asking.answer.value;
  const make = (form: string): void => {
    asking.answer.value = null;
    void asking.ask(document.path, { form, ...(GAMES.has(form) && person ? { person } : {}) });
  };
  return (
    <div class="export">
      <p class="muted">Of <code>{document.path}</code></p>
      <ul class="plain export-forms">
        {offered(document.kind).map(({ form, label, text }) => (
          <li key={form}>
            <button type="button" class="export-form" onClick={() => make(form)}>
              <strong>{label}</strong><span class="muted">{text}</span>
            </button>
          </li>
        ))}
      </ul>
      <Whose people={cast.answer.value?.people ?? []} person={person} choose={choose} />
      <Outcome asking={asking} />
      {done ? <Made done={done} /> : null}
    </div>
  );
}

const Whose = ({ people, person, choose }: { people: readonly string[]; person: string; choose: (name: string) => void }) => (
  <label class="inline">
    Whose choices a game has
    <select value={person} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">the first who can do anything</option>
      {people.map((name) => <option key={name} value={name}>{name}</option>)}
    </select>
  </label>
);

const Made = ({ done }: { done: Download }) => (
  <p class="callout good" role="status">
    <a class="button primary" href={done.download} download={done.name}>Download {done.name}</a>{" "}
    {done.type === "text/html" ? <a class="button" href={`${done.download}?show`} target="_blank" rel="noopener">Look at it</a> : null}{" "}
    <span class="muted">{kilobytes(done.size)}</span>
  </p>
);

const kilobytes = (size: number) => (size < 1024 ? `${size} bytes` : `${Math.ceil(size / 1024).toLocaleString("en")} KB`);
