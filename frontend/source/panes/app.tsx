// SPDX-License-Identifier: Apache-2.0
// The page: three panes side by side, or one at a time where it is narrow.

import { filesWidth, storyWidth } from "../store/settings";
import { DialogPlace } from "./dialog";
import { Divider } from "./divider";
import { Editor } from "./editor";
import { Files } from "./files";
import { Header } from "./header";
import { enlarged, place, showPlace, type PlaceName } from "./layout";
import { Notices } from "./notices";
import { Status } from "./status";
import { Story } from "./story";

const PLACES: readonly { name: PlaceName; label: string }[] = [
  { name: "files", label: "Files" },
  { name: "editor", label: "Text" },
  { name: "story", label: "Story" },
];

export function App() {
  const columns = { "--files": `${filesWidth.value}px`, "--story": `${storyWidth.value}px` };
  return (
    <div class={`studio show-${place.value} ${enlarged.value ? "enlarged" : ""}`} style={columns}>
      <header class="top">
        <a class="skip" href="#text" onClick={(event) => { event.preventDefault(); showPlace("editor"); }}>To the text</a>
        <Header />
      </header>
      <main class="panes">
        <nav class="pane pane-files" data-place="files" aria-label="Files">
          <Files />
          <Divider width={filesWidth} label="Width of the files" from="left" />
        </nav>
        <Editor />
        <section class="pane pane-story" data-place="story" aria-label="Story">
          <Divider width={storyWidth} label="Width of the story" from="right" />
          <Story />
        </section>
      </main>
      <nav class="bottom" aria-label="Panes">
        {PLACES.map(({ name, label }) => (
          <button type="button" key={name} aria-current={place.value === name ? "true" : undefined} onClick={() => showPlace(name)}>{label}</button>
        ))}
      </nav>
      <Status />
      <Notices />
      <DialogPlace />
    </div>
  );
}
