// SPDX-License-Identifier: Apache-2.0
// The top line: the name, exports, colours, and the keys.

import { openExport } from "../asking/export";
import { active } from "../store/documents";
import { theme, type Theme } from "../store/settings";
import { Icon, type IconName } from "./icons";
import { openKeys } from "./keys";
import { showStory } from "./layout";

const NEXT: Record<Theme, { theme: Theme; label: string; icon: IconName }> = {
  auto: { theme: "light", label: "Colours: as the system", icon: "system" },
  light: { theme: "dark", label: "Colours: light", icon: "sun" },
  dark: { theme: "auto", label: "Colours: dark", icon: "moon" },
};

export function Header() {
  const now = NEXT[theme.value ?? "auto"];
  const document = active.value;
  return (
    <>
      <h1 class="brand"><img src="/static/icon.svg" alt="" width="22" height="22" /> Fabula <span class="muted">studio</span></h1>
      <div class="top-actions">
        <button type="button" class="button" disabled={!document} onClick={() => showStory("play")}>Play</button>
        <button type="button" class="button" disabled={!document} onClick={openExport}>Export</button>
        <button type="button" class="button quiet" aria-label={now.label} title={now.label} onClick={() => { theme.value = now.theme; }}>
          <Icon name={now.icon} />
        </button>
        <button type="button" class="button quiet" aria-label="Keys" title="Keys (?)" onClick={openKeys}><span aria-hidden="true" class="question">?</span></button>
      </div>
    </>
  );
}
