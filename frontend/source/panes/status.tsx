// SPDX-License-Identifier: Apache-2.0
// The bottom line: where the cursor is, what is under way and how to stop it, and whether the server answers.

import { progressText, underWay } from "../asking/ask";
import { languageServer } from "../language/socket";
import { connection } from "../server/channel";
import { lostBecause } from "../server/lost";
import { active, cursor } from "../store/documents";

export function Status() {
  const document = active.value;
  return (
    <footer class="status">
      <div class="status-jobs" aria-live="polite">
        {underWay.value.map(({ key, title, status, cancel }) => (
          <span key={key} class="job">
            <span class="spinner" aria-hidden="true" />
            <span>{title}: {progressText(status.value)}</span>
            <button type="button" class="link" onClick={cancel}>Cancel</button>
          </span>
        ))}
      </div>
      <span class="status-end">
        {document ? <span class="muted">Line {cursor.value.line}, column {cursor.value.column}</span> : null}
        <Connection />
      </span>
    </footer>
  );
}

function Connection() {
  const lost = connection.value === "closed" || languageServer.value === "closed";
  return (
    <span role="status" class={lost ? "bad" : "muted"}>
      {lost ? lostBecause.value : connection.value === "connecting" ? "Connecting" : "Connected"}
    </span>
  );
}
