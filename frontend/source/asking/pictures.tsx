// SPDX-License-Identifier: Apache-2.0
// Pictures of the story in front: drawn anew as it changes, and, where something is asked otherwise, with the what-if.

import { effect, signal } from "@preact/signals";
import { storyView } from "../panes/layout";
import { Empty } from "../panes/spoken";
import { TabList } from "../panes/tablist";
import { edited } from "../store/documents";
import { moment } from "../store/moment";
import { dark } from "../store/settings";
import { onOtherStory, story, subject } from "../store/subject";
import { factChanges, leftOut, optionsOf } from "./changes";
import { Picture, PictureAsking } from "./picture";
import { told } from "./whatif";

type Name = "storyline" | "beliefs" | "strip" | "causes";

const NAMES: readonly { name: Name; label: string }[] = [
  { name: "storyline", label: "Storyline" },
  { name: "beliefs", label: "Belief table" },
  { name: "strip", label: "Beliefs over time" },
  { name: "causes", label: "Cause and effect" },
];

const asking = new PictureAsking("Drawing");
const chosen = signal<Name>("storyline");
const withChanges = signal(true);

const SETTLED = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

const changed = () => factChanges.value.length + leftOut.value.length > 0;

function options(name: Name): Record<string, unknown> {
  const place = moment.value?.place;
  const at = name === "beliefs" && place !== undefined ? { at: place === 0 ? "start" : String(place) } : {};
  const otherwise = name === "storyline" && withChanges.value && changed() ? optionsOf(factChanges.value, leftOut.value, told()) : {};
  return { picture: name, theme: dark() ? "dark" : "light", ...at, ...otherwise };
}

export function followPictures(): void {
  onOtherStory(() => asking.clear());
  effect(() => {
    const document = story.value ?? subject.value;
    const wanted = options(chosen.value);
    void edited.value;
    clearTimeout(timer);
    if (!document || storyView.value !== "picture") return;
    timer = setTimeout(() => void asking.ask(document.path, wanted), SETTLED);
  });
}

export function Pictures() {
  if (!subject.value) return <Empty title="Nothing to draw">Open a manuscript or a world.</Empty>;
  return (
    <div class="pictures">
      <TabList label="Pictures" kind="pills" panel="picture-panel" tabs={NAMES} chosen={chosen.value} onChoose={(name) => { chosen.value = name; asking.answer.value = null; }} />
      {chosen.value === "storyline" && changed() ? (
        <label class="inline"><input type="checkbox" checked={withChanges.value} onChange={(event) => { withChanges.value = event.currentTarget.checked; }} /> Beside it the story as it would be</label>
      ) : null}
      <div id="picture-panel" role="tabpanel" aria-label={NAMES.find(({ name }) => name === chosen.value)?.label}>
        <Picture asking={asking} name={NAMES.find(({ name }) => name === chosen.value)?.label ?? ""} />
      </div>
    </div>
  );
}
