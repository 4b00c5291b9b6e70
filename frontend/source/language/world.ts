// SPDX-License-Identifier: Apache-2.0
// A world file as CodeMirror reads it: colours, comments, indentation after a colon.

import { indentService, indentUnit, LanguageSupport, StreamLanguage } from "@codemirror/language";
import { TOKENS } from "./tags";
import { readWord } from "./words";

const world = StreamLanguage.define<{ opening: boolean }>({
  name: "fabula-world",
  startState: () => ({ opening: true }),
  token(stream, state) {
    if (stream.sol()) state.opening = true;
    const tag = readWord(stream, state.opening);
    if (tag) state.opening = false;
    return tag;
  },
  languageData: { commentTokens: { line: "#" } },
  tokenTable: TOKENS,
});

/** A line is as deep as the one before it, and deeper after a colon. */
const indentation = indentService.of((context, position) => {
  const line = context.lineAt(position, -1);
  if (line.from === 0) return 0;
  const before = context.lineAt(line.from - 1, -1);
  const deep = /^ */.exec(before.text)?.[0].length ?? 0;
  return /:\s*(?:#.*)?$/.test(before.text) ? deep + context.unit : deep;
});

export const worldLanguage = () => new LanguageSupport(world, [indentation, indentUnit.of("    ")]);
