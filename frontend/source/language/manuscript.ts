// SPDX-License-Identifier: Apache-2.0
// A manuscript as CodeMirror reads it: Markdown prose, and the annotations in it, which are lines that begin with `@` or
// comments that do.

import { LanguageSupport, StreamLanguage, type StringStream } from "@codemirror/language";
import { TOKENS } from "./tags";
import { readWord } from "./words";

interface State {
  front: "before" | "in" | "after";
  annotation: "line" | "comment" | null;
  comment: boolean;
}

const start = (): State => ({ front: "before", annotation: null, comment: false });

function readFront(stream: StringStream, state: State): string {
  const fence = stream.string.trim() === "---";
  if (fence) state.front = state.front === "before" ? "in" : "after";
  if (fence) stream.skipToEnd();
  else if (!stream.match(/^[\w-]+(?=:)/)) stream.skipToEnd();
  else return "frontMatter annotationKey";
  return "frontMatter";
}

function readAnnotation(stream: StringStream, state: State): string {
  if (state.annotation === "comment" && stream.match("-->")) {
    state.annotation = null;
    state.comment = false;
    return "comment";
  }
  if (stream.match(/^@\s*(?:expect|allow|scene|world|with|flashback)?\b/) || stream.match("@")) return "annotation";
  if (stream.match(/^(?:expect|possible|ending|reader|in character|reached|because|before|after|instead of)\b/)) return "controlKeyword";
  const tag = readWord(stream, false);
  return tag ? `${tag} annotated` : "annotated";
}

function readComment(stream: StringStream, state: State): string {
  if (stream.match(/^\s*(?=@)/)) {
    state.annotation = "comment";
    return "annotated";
  }
  if (!stream.match(/^.*?-->/)) stream.skipToEnd();
  else state.comment = false;
  return "comment";
}

function readProse(stream: StringStream, state: State): string | null {
  if (stream.sol() && stream.match(/^#{1,6}\s.*/)) return "heading";
  if (stream.sol() && stream.match(/^>\s?/)) return "quote";
  if (stream.match("<!--")) {
    state.comment = true;
    return "comment";
  }
  if (stream.match(/^\*\*[^*\s](?:[^*]*[^*\s])?\*\*/)) return "strong";
  if (stream.match(/^(?:\*[^*\s](?:[^*]*[^*\s])?\*|_[^_\s](?:[^_]*[^_\s])?_)/)) return "emphasis";
  if (stream.match(/^`[^`]+`/)) return "code";
  if (stream.match(/^\[[^\]]*\]\([^)]*\)/)) return "link";
  if (!stream.match(/^[^*_`<[]+/)) stream.next();
  return null;
}

const manuscript = StreamLanguage.define<State>({
  name: "fabula-manuscript",
  startState: start,
  copyState: (state) => ({ ...state }),
  blankLine(state) {
    if (state.front === "before") state.front = "after";
  },
  token(stream, state) {
    if (stream.sol() && state.annotation === "line") state.annotation = null;
    if (stream.sol() && state.front === "before" && stream.string.trim() !== "---") state.front = "after";
    if (state.front !== "after") return readFront(stream, state);
    if (stream.sol() && !state.comment && /^\s*@/.test(stream.string)) state.annotation = "line";
    if (state.annotation) return readAnnotation(stream, state);
    if (state.comment) return readComment(stream, state);
    return readProse(stream, state);
  },
  languageData: { commentTokens: { block: { open: "<!--", close: "-->" } } },
  tokenTable: { ...TOKENS, annotated: [], annotationKey: TOKENS.frontMatter! },
});

export const manuscriptLanguage = () => new LanguageSupport(manuscript);
