// SPDX-License-Identifier: Apache-2.0
// Exports: the report, pictures, data and playable stories, as files to download.

import { useMemo } from "preact/hooks";
import { openDialog } from "../panes/dialog";
import type { Kind } from "../contract";
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
  show?: boolean;
}

const BOTH: readonly Kind[] = ["world", "manuscript"];

const FORMS: readonly Form[] = [
  { form: "report.html", label: "Report", text: "One page with the story, pictures and answers", kinds: ["manuscript"], show: true },
  { form: "picture.svg", label: "Picture, SVG", text: "The storyline, to be enlarged as you like", kinds: BOTH },
  { form: "picture.png", label: "Picture, PNG", text: "The storyline as an image", kinds: BOTH },
  { form: "check.json", label: "Check, JSON", text: "Problems, reasons and expectations as data", kinds: BOTH },
  { form: "endings.json", label: "Endings, JSON", text: "All endings of the world as data", kinds: BOTH },
  { form: "endings.graphml", label: "Endings, GraphML", text: "The space of all stories as a graph", kinds: BOTH },
  { form: "ink", label: "Ink", text: "All stories, to be played with Ink", kinds: BOTH },
  { form: "twee", label: "Twee", text: "All stories, to be played with Twine", kinds: BOTH },
  { form: "pddl", label: "PDDL", text: "The world without beliefs, for planners", kinds: BOTH },
];

export function openExport(): void {
  openDialog("Export", <Export />);
}

function Export() {
  const document = subject.value;
  const asking = useMemo(() => new Asking<Download>("export", "Export"), []);
  if (!document) return <p>Open a world or a manuscript first.</p>;
  const done = asking.answer.value;
  return (
    <div class="export">
      <p class="muted">Of <code>{document.path}</code></p>
      <ul class="plain export-forms">
        {FORMS.filter(({ kinds }) => kinds.includes(document.kind)).map(({ form, label, text }) => (
          <li key={form}>
            <button type="button" class="export-form" onClick={() => { asking.answer.value = null; void asking.ask(document.path, { form }); }}>
              <strong>{label}</strong><span class="muted">{text}</span>
            </button>
          </li>
        ))}
      </ul>
      <Outcome asking={asking} />
      {done ? (
        <p class="callout good" role="status">
          <a class="button primary" href={done.download} download={done.name}>Download {done.name}</a>{" "}
          {done.type === "text/html" ? <a class="button" href={`${done.download}?show`} target="_blank" rel="noopener">Look at it</a> : null}{" "}
          <span class="muted">{kilobytes(done.size)}</span>
        </p>
      ) : null}
    </div>
  );
}

const kilobytes = (size: number) => (size < 1024 ? `${size} bytes` : `${Math.ceil(size / 1024).toLocaleString("en")} KB`);
