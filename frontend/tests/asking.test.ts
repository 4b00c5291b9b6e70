// SPDX-License-Identifier: Apache-2.0
// How questions are put: what-ifs name events by their occurrence, and beliefs are read mind by mind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { factChanges, leftOut, named, noChanges, optionsOf, setFact, toggleEvent, unsetFact } from "../source/asking/changes";

test("an event that happens once is left out by its name", () => {
  assert.equal(named({ event: "go(Ann)", number: 2 }, ["wait()", "go(Ann)"]), "go(Ann)");
});

test("an event that happens again is left out by its occurrence", () => {
  const events = ["wait()", "go(Ann)", "wait()", "wait()"];
  assert.equal(named({ event: "wait()", number: 1 }, events), "wait() #1");
  assert.equal(named({ event: "wait()", number: 4 }, events), "wait() #3");
});

test("changes of facts are made at the moment of the last", () => {
  noChanges();
  setFact("not alive(Ann)", "alive(Ann)", 2);
  setFact("at(Ann) = hall", "at(Ann)", 5);
  assert.deepEqual(optionsOf(factChanges.value, [], []), { change: ["not alive(Ann)", "at(Ann) = hall"], at: "5" });
});

test("a fact is changed once, to what was said last, and can be taken back", () => {
  noChanges();
  setFact("at(Ann) = hall", "at(Ann)", 0);
  setFact("at(Ann) = yard", "at(Ann)", 0);
  assert.deepEqual(optionsOf(factChanges.value, [], []), { change: ["at(Ann) = yard"] });
  unsetFact("at(Ann) = yard");
  assert.deepEqual(optionsOf(factChanges.value, [], []), {});
});

test("switching an event twice leaves the story as it was told", () => {
  noChanges();
  toggleEvent("go(Ann)", 2);
  assert.deepEqual(optionsOf([], leftOut.value, ["wait()", "go(Ann)"]), { without: ["go(Ann)"] });
  toggleEvent("go(Ann)", 2);
  assert.deepEqual(leftOut.value, []);
});
