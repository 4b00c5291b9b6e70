// SPDX-License-Identifier: Apache-2.0
// Texts: the smallest replacement, edits of the language server, colours of its tokens, the tree of files.

import { Text } from "@codemirror/state";
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf, isFix, mends } from "../source/language/actions";
import { marksOf } from "../source/language/tokens";
import { replacement } from "../source/store/replacing";
import { treeOf } from "../source/store/tree";

function replaced(from: string, to: string): string {
  const change = replacement(from, to);
  return change ? from.slice(0, change.from) + change.insert + from.slice(change.to) : from;
}

test("equal texts need no replacement", () => {
  assert.equal(replacement("a\nb", "a\nb"), null);
});

test("a replacement touches only what differs", () => {
  assert.deepEqual(replacement("one two three", "one 2 three"), { from: 4, to: 7, insert: "2" });
  assert.deepEqual(replacement("aa", "aaa"), { from: 2, to: 2, insert: "a" });
});

test("a replacement gives the other text, whatever the two are", () => {
  const texts = ["", "a", "aa", "aba", "abba", "xaby", "ba", "é\n", "a\nb\nc"];
  for (const from of texts) for (const to of texts) assert.equal(replaced(from, to), to);
});

test("edits that reach beyond the text end with it", () => {
  const doc = Text.of(["one", "two"]);
  const range = { start: { line: 1, character: 1 }, end: { line: 9, character: 0 } };
  assert.deepEqual(changesOf(doc, [{ range, newText: "!" }]), [{ from: 5, to: 7, insert: "!" }]);
});

test("only actions with their own edits are offered, and only quick fixes mend", () => {
  assert.equal(isFix({ title: "run", command: "fabula.run" }), false);
  assert.equal(isFix({ title: "mend", edit: { changes: {} } }), true);
  assert.equal(mends({ title: "mend", kind: "quickfix" }), true);
  assert.equal(mends({ title: "expect", kind: "refactor.rewrite" }), false);
});

test("tokens become marks where they stand, with their type and modifiers", () => {
  const doc = Text.of(["kind place", "  place hall"]);
  const legend = { tokenTypes: ["keyword", "type"], tokenModifiers: ["declaration"] };
  const found: [number, number, string][] = [];
  marksOf([0, 0, 4, 0, 0, 0, 5, 5, 1, 1, 1, 2, 5, 1, 0], legend, doc).between(0, doc.length, (from, to, mark) => {
    found.push([from, to, String(mark.spec.class)]);
  });
  assert.deepEqual(found, [[0, 4, "sem-keyword"], [5, 10, "sem-type sem-declaration"], [13, 18, "sem-type"]]);
});

test("tokens of a longer text are left out", () => {
  assert.equal(marksOf([5, 0, 4, 0, 0], { tokenTypes: ["keyword"], tokenModifiers: [] }, Text.of(["kind"])).size, 0);
});

test("files stand in their folders, in the order of the alphabet", () => {
  const file = (path: string) => ({ path, kind: "text" as const, size: 0, modified: 0 });
  const tree = treeOf([file("b.md"), file("z/deep/a.md"), file("a.md")], ["z", "empty"]);
  assert.deepEqual(tree.folders.map(({ name }) => name), ["empty", "z"]);
  assert.deepEqual(tree.files.map(({ path }) => path), ["a.md", "b.md"]);
  assert.deepEqual(tree.folders[1]?.folders[0]?.files.map(({ path }) => path), ["z/deep/a.md"]);
});
