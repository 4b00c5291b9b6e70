// SPDX-License-Identifier: Apache-2.0
// Two texts of one file: the author's, and what another program has put on the disk meanwhile. Nothing is overwritten
// before the author has chosen.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import type { OnDisk } from "../contract";
import { nonce } from "../server/page";
import type { OpenDocument } from "../store/documents";
import { replacement } from "../store/replacing";
import { tell, tellOf } from "../store/notices";
import { close } from "../store/opening";
import { keepOurs, takeTheirs } from "../store/saving";

export function Conflict({ document, disk }: { document: OpenDocument; disk: OnDisk }) {
  const gone = disk.text === null;
  const ours = (): void => {
    keepOurs(document).then((saved) => saved && tell("Saved your text over the one on the disk.", "good"), tellOf);
  };
  return (
    <section class="conflict" aria-label="Two texts of this file">
      <div class="conflict-head" role="alert">
        <p>
          <strong>{gone ? "This file is gone from the disk." : "Another program has changed this file."}</strong>{" "}
          {gone ? "Your text is still here." : "Nothing was overwritten. Compare the two; you may edit your own."}
        </p>
        <div class="conflict-actions">
          <button type="button" class="button" onClick={ours}>{gone ? "Save it again" : "Keep mine"}</button>
          {gone ? (
            <button type="button" class="button" onClick={() => void close(document, true).catch(tellOf)}>Close it</button>
          ) : (
            <button type="button" class="button" onClick={() => takeTheirs(document, disk)}>Take what is on the disk</button>
          )}
        </div>
      </div>
      {disk.text === null ? null : <Comparison document={document} theirs={disk.text} />}
    </section>
  );
}

function common(label: string) {
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    EditorView.lineWrapping,
    lineNumbers(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
}

function Comparison({ document, theirs }: { document: OpenDocument; theirs: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    const carry = EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      const change = replacement(document.view.state.doc.toString(), update.state.doc.toString());
      if (change) document.view.dispatch({ changes: change });
    });
    const view = new MergeView({
      a: { doc: document.view.state.doc, extensions: [common("Your text"), history(), carry] },
      b: { doc: theirs, extensions: [common("The text on the disk"), EditorState.readOnly.of(true)] },
      parent: box.current,
      gutter: true,
      collapseUnchanged: { margin: 4 },
    });
    return () => view.destroy();
  }, [document, theirs]);
  return (
    <div class="comparison">
      <div class="comparison-names" aria-hidden="true"><span>Yours</span><span>On the disk</span></div>
      <div class="comparison-texts" ref={box} />
    </div>
  );
}
