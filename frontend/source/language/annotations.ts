// SPDX-License-Identifier: Apache-2.0
// Marks the annotations of a manuscript: whole lines that begin with `@`, and those in comments.

import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

const line = Decoration.line({ class: "annotation-line" });
const inComment = Decoration.mark({ class: "annotation-text" });

function marks(view: EditorView): DecorationSet {
  const found = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const { from: start, to: end, text } = view.state.doc.lineAt(at);
      if (/^\s*@/.test(text)) found.add(start, start, line);
      else for (const comment of text.matchAll(/<!--\s*@.*?(?:-->|$)/g)) found.add(start + comment.index, start + comment.index + comment[0].length, inComment);
      at = end + 1;
    }
  }
  return found.finish();
}

export const annotations = ViewPlugin.define(
  (view) => ({
    decorations: marks(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = marks(update.view);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);
