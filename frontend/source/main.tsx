// SPDX-License-Identifier: Apache-2.0
// Starts the studio: the folder, the channel, the files that were open, and the page.

import { effect } from "@preact/signals";
import { render } from "preact";
import { openChannel } from "./asking/ask";
import { followBeliefs } from "./asking/beliefs";
import { followPictures } from "./asking/pictures";
import { followChanges } from "./asking/whatif";
import { followStory } from "./asking/why";
import { showing } from "./language/client";
import { App } from "./panes/app";
import { onKey } from "./panes/keys";
import { forgetToken } from "./server/page";
import { active, documents } from "./store/documents";
import { files, folderKey, readFolder } from "./store/folder";
import { followCursor } from "./store/moment";
import { tellOf } from "./store/notices";
import { activate, keepAll, show } from "./store/opening";
import { openTabs } from "./store/settings";

async function openAgain(): Promise<void> {
  const kept = openTabs(folderKey.peek());
  const { paths = [], active: last = null } = kept.peek() ?? {};
  const there = new Set(files.peek().map(({ path }) => path));
  for (const path of paths) if (there.has(path)) await show(path).catch(tellOf);
  const shown = documents.peek().find(({ path }) => path === last);
  if (shown) activate(shown);
  effect(() => {
    kept.value = { paths: documents.value.map(({ path }) => path), active: active.value?.path ?? null };
  });
}

function listen(): void {
  addEventListener("keydown", onKey, { capture: true });
  addEventListener("pagehide", () => void keepAll());
  document.addEventListener("visibilitychange", () => document.hidden && void keepAll());
}

async function start(): Promise<void> {
  forgetToken();
  const place = document.querySelector("#studio");
  if (place) render(<App />, place);
  listen();
  showing.file = async (path) => (await show(path)).view;
  openChannel();
  await readFolder();
  document.title = `${folderKey.peek().split("/").pop() ?? "Fabula"} · Fabula studio`;
  await openAgain();
  followCursor();
  followBeliefs();
  followChanges();
  followPictures();
  followStory();
}

start().catch(tellOf);
