// SPDX-License-Identifier: Apache-2.0
// Why there is no connection, as far as can be found out, in a sentence that says what to do.

import { signal } from "@preact/signals";
import { readStudio, Refusal } from "./request";

const TRYING = "No connection; trying again";

export const lostBecause = signal(TRYING);

export async function sayWhyLost(): Promise<void> {
  try {
    await readStudio();
    lostBecause.value = TRYING;
  } catch (refusal) {
    const anew = refusal instanceof Refusal && (refusal.status === 401 || refusal.status === 403);
    lostBecause.value = anew
      ? "The studio was started anew: open the address that it printed. What is unsaved is kept."
      : "The studio does not answer: is it still running? What is unsaved is kept.";
  }
}
