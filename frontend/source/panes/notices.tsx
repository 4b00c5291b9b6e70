// SPDX-License-Identifier: Apache-2.0
// Short messages in the corner, read aloud as they come.

import { dismiss, notices } from "../store/notices";
import { Icon } from "./icons";
import { Spoken } from "./spoken";

export const Notices = () => (
  <div class="notices" role="status" aria-live="polite">
    {notices.value.map(({ id, tone, text, action }) => (
      <div key={id} class={`notice ${tone}`}>
        <p><Spoken text={text} /></p>
        {action ? <button type="button" class="link" onClick={() => { dismiss(id); action.run(); }}>{action.label}</button> : null}
        <button type="button" class="button quiet small" aria-label="Dismiss" onClick={() => dismiss(id)}><Icon name="close" /></button>
      </div>
    ))}
  </div>
);
