// SPDX-License-Identifier: Apache-2.0
// The right pane: everything that can be asked about the story and its world.

import { Beliefs } from "../asking/beliefs";
import { Endings } from "../asking/endings";
import { Pictures } from "../asking/pictures";
import { WhatIf } from "../asking/whatif";
import { Why } from "../asking/why";
import { Play } from "../playing/play";
import { Icon } from "./icons";
import { enlarged, storyView, type StoryView } from "./layout";
import { MomentView } from "./moment";
import { TabList } from "./tablist";

const VIEWS: readonly { name: StoryView; label: string }[] = [
  { name: "moment", label: "Moment" },
  { name: "beliefs", label: "Beliefs" },
  { name: "why", label: "Why" },
  { name: "whatif", label: "What if" },
  { name: "picture", label: "Pictures" },
  { name: "endings", label: "Endings" },
  { name: "play", label: "Play" },
];

export function Story() {
  const view = storyView.value;
  const wide = enlarged.value;
  return (
    <div class="story">
      <div class="tab-bar">
        <TabList label="Questions about the story" kind="story-tabs" panel="story-panel" tabs={VIEWS} chosen={view} onChoose={(name) => { storyView.value = name; }} />
        <button type="button" class="button quiet enlarge" aria-pressed={wide} aria-label="Whole width" title="Whole width (Alt E)" onClick={() => { enlarged.value = !wide; }}>
          <Icon name={wide ? "narrow" : "widen"} />
        </button>
      </div>
      <div class={`story-panel view-${view}`} id="story-panel" role="tabpanel" tabIndex={0} aria-label={VIEWS.find(({ name }) => name === view)?.label}>
        <View name={view} />
      </div>
    </div>
  );
}

function View({ name }: { name: StoryView }) {
  switch (name) {
    case "moment":
      return <MomentView />;
    case "beliefs":
      return <Beliefs />;
    case "why":
      return <Why />;
    case "whatif":
      return <WhatIf />;
    case "picture":
      return <Pictures />;
    case "endings":
      return <Endings />;
    case "play":
      return <Play />;
  }
}
