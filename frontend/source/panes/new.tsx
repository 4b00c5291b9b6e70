// SPDX-License-Identifier: Apache-2.0
// New files: a folder made from a template, or an empty file.

import { useState } from "preact/hooks";
import { freeName, makeFile, makeFromTemplate } from "../store/changing";
import { studio } from "../store/folder";
import { closeDialog, OneLine, openDialog } from "./dialog";
import { showPlace } from "./layout";

export function openNew(): void {
  openDialog("New", <New />);
}

const SUGGESTED: Record<string, string> = { empty: "lighthouse", tutorial: "boat" };

function New() {
  const templates = studio.value?.templates ?? [];
  const [chosen, choose] = useState(templates.find(({ name }) => name === "tutorial")?.name ?? templates[0]?.name ?? "file");
  return (
    <div class="new">
      <fieldset class="choices">
        <legend>Begin with</legend>
        {[...templates, { name: "file", title: "An empty file", text: "A world ends in .world, a manuscript in .md." }].map(({ name, title, text }) => (
          <label key={name} class={`choice ${name === chosen ? "chosen" : ""}`}>
            <input type="radio" name="template" checked={name === chosen} onChange={() => choose(name)} />
            <span class="choice-title">{title}{name === "file" ? null : <span class="muted"> {name}</span>}</span>
            <span class="muted">{text}</span>
          </label>
        ))}
      </fieldset>
      {chosen === "file" ? (
        <OneLine key="file" label="Name of the file" value="story.md" action="Make it" onDone={made((name) => makeFile(name))} />
      ) : (
        <OneLine key={chosen} label="Name of the new folder" value={freeName(SUGGESTED[chosen] ?? chosen)} action="Make it" onDone={made((name) => makeFromTemplate(chosen, name))} />
      )}
    </div>
  );
}

const made = (make: (name: string) => Promise<void>) => async (name: string): Promise<void> => {
  await make(name);
  closeDialog();
  showPlace("editor");
};
