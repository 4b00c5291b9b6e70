// SPDX-License-Identifier: Apache-2.0
// Compiles an Ink script with inkjs and plays every way through it: `node play_ink.mjs FILE LENGTH`. Writes, as JSON, each
// way of at most LENGTH events as the events that its tags name, what is read on it, and the endings that it comes to.
import { readFileSync } from "node:fs";
import { Compiler } from "inkjs/full";

const [, , file, length] = process.argv;
const story = new Compiler(readFileSync(file, "utf8")).Compile();
const most = Number(length);
const ways = [];

function tagged(kind) {
  return story.currentTags.filter((tag) => tag.startsWith(`${kind}: `)).map((tag) => tag.slice(kind.length + 2));
}

function readOn(way) {
  const now = { events: [...way.events], text: [...way.text], endings: [] };
  while (story.canContinue && now.events.length <= most) {
    const line = story.Continue().trim();
    now.events.push(...tagged("event"));
    now.endings.push(...tagged("ending"));
    if (line) now.text.push(line);
  }
  return now;
}

function play(way) {
  const here = readOn(way);
  if (here.events.length > most) return;
  ways.push({ ...here, choices: story.currentChoices.map((choice) => choice.text) });
  if (here.events.length === most) return;
  const state = story.state.toJson();
  story.currentChoices.forEach((_, number) => {
    story.state.LoadJson(state);
    story.ChooseChoiceIndex(number);
    play(here);
  });
}

play({ events: [], text: [] });
process.stdout.write(JSON.stringify(ways));
