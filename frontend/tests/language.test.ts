// SPDX-License-Identifier: Apache-2.0
// The colours of texts before the language server has answered.

import type { LanguageSupport } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { classHighlighter, highlightTree } from "@lezer/highlight";
import assert from "node:assert/strict";
import { test } from "node:test";
import { manuscriptLanguage } from "../source/language/manuscript";
import { worldLanguage } from "../source/language/world";

/** The words of a text that have a class, and which. */
function coloured(support: LanguageSupport, text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const state = EditorState.create({ doc: text, extensions: support });
  highlightTree(support.language.parser.parse(state.doc.toString()), classHighlighter, (from, to, classes) => {
    found[text.slice(from, to)] = classes;
  });
  return found;
}

test("a world's declarations, conditions, values and comments have colours", () => {
  const found = coloured(worldLanguage(), 'event go(p: person):\n    when: not alive(p) and x = none # "why"\n    text: "{p} goes."\n');
  assert.match(found.event ?? "", /tok-keyword/);
  assert.match(found.when ?? "", /tok-keyword/);
  assert.match(found.and ?? "", /tok-keyword/);
  assert.match(found.none ?? "", /tok-atom/);
  assert.match(found['# "why"'] ?? "", /tok-comment/);
  assert.match(found['"{p} goes."'] ?? "", /tok-string/);
});

test("in a manuscript annotations are read, and prose is left alone", () => {
  const found = coloured(manuscriptLanguage(), "---\nworld: w.world\n---\n# A *title*\n\nShe and Ann went. <!-- @ go(Ann, 3) -->\n@ expect not alive(Ann)\n");
  assert.match(found["# A *title*"] ?? "", /tok-heading/);
  assert.match(found["3"] ?? "", /tok-number/);
  assert.match(found.not ?? "", /tok-keyword/);
  assert.equal(found.and, undefined);
});

test("a comment without an annotation goes over lines", () => {
  const found = coloured(manuscriptLanguage(), "One.\n<!-- a\nb and c --> and *four*\n");
  assert.match(found["b and c -->"] ?? "", /tok-comment/);
  assert.match(found["*four*"] ?? "", /tok-emphasis/);
});
