// SPDX-License-Identifier: Apache-2.0
// Words and signs of the world language, one line at a time, for colours before the language server has answered.

import type { StringStream } from "@codemirror/language";

const RESERVED = new Set(
  "and or not if else for every any count sum believes where is sees whether with without".split(" "),
);
const VALUES = new Set("none unknown yes no now true false".split(" "));
const DECLARING = new Set("world variant include kind fact define start event law sight wants ending".split(" "));
const PARTS = new Set("text when then by seen takes imagine minds on impulse each moment".split(" "));

/** Reads one word or sign and says what it is, as the name of a highlighting tag. */
export function readWord(stream: StringStream, opening: boolean): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match("#")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return "string";
  if (stream.match(/^\d+(?:\.\d+)?/)) return "number";
  const name = stream.match(/^[\p{L}_][\p{L}\p{N}\p{M}_']*/u) as RegExpMatchArray | null;
  if (name) return nameTag(name[0], opening, stream);
  if (stream.match(/^(?:[!<>+-]?=|[<>+\-*/])/)) return "operator";
  stream.next();
  return "punctuation";
}

function nameTag(name: string, opening: boolean, stream: StringStream): string {
  if (opening && DECLARING.has(name)) return "definitionKeyword";
  if (PARTS.has(name) && (opening || name === "on" || name === "impulse" || name === "each" || name === "moment")) return "keyword";
  if (VALUES.has(name)) return "atom";
  if (RESERVED.has(name)) return "controlKeyword";
  if (/^\s*\(/.test(stream.string.slice(stream.pos))) return "function";
  return /^\p{Lu}/u.test(name) ? "typeName" : "variableName";
}
