// SPDX-License-Identifier: Apache-2.0
// The middle: tabs of open files, the text, what stands against saving it, and its problems.

import { redo, undo } from "@codemirror/commands";
import { formatDocument, renameSymbol } from "@codemirror/lsp-client";
import { openSearchPanel } from "@codemirror/search";
import type { EditorView } from "@codemirror/view";
import { useLayoutEffect, useRef } from "preact/hooks";
import { active, documents, type OpenDocument } from "../store/documents";
import { tellOf } from "../store/notices";
import { activate, close } from "../store/opening";
import { offerActions } from "../editor/doing";
import { save, saveAll } from "../store/saving";
import { Conflict } from "./conflict";
import { Icon } from "./icons";
import { Menu, type Command } from "./menu";
import { openNew } from "./new";
import { Problems } from "./problems";
import { Empty } from "./spoken";
import { TabList } from "./tablist";

export function Editor() {
  const document = active.value;
  return (
    <section class="editor" id="text" data-place="editor" aria-label="Editor">
      <Tabs />
      {document?.conflict.value ? <Conflict document={document} disk={document.conflict.value} /> : null}
      {document ? (
        <div class="editor-text" id="editor-panel" role="tabpanel" aria-label={document.path} hidden={document.conflict.value !== null && comparing(document)}>
          <Host document={document} />
        </div>
      ) : (
        <Welcome />
      )}
      <Problems />
    </section>
  );
}

const comparing = (document: OpenDocument) => document.conflict.value?.text !== null;

function Welcome() {
  return (
    <div class="welcome">
      <Empty title="A type checker for stories">Write a world and a story in it. Fabula says whether the story holds, who knows what, and what if.</Empty>
      <button type="button" class="button primary" onClick={() => openNew()}>New from a template</button>
      <p class="muted">Or open a file on the left. Press <kbd>?</kbd> for the keys.</p>
    </div>
  );
}

/** Holds the editor of the document that is shown; each document keeps its own. */
function Host({ document }: { document: OpenDocument }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.replaceChildren(document.view.dom);
    document.view.requestMeasure();
  }, [document]);
  return <div class="editor-host" ref={box} />;
}

const lastName = (path: string) => path.slice(path.lastIndexOf("/") + 1);

function Tabs() {
  const open = documents.value;
  if (!open.length) return null;
  const byPath = (path: string) => open.find((document) => document.path === path);
  const shut = (document: OpenDocument | undefined): void => {
    if (document) close(document).catch(tellOf);
  };
  return (
    <div class="tab-bar">
      <TabList
        label="Open files"
        kind="files-tabs"
        panel="editor-panel"
        chosen={active.value?.path ?? null}
        tabs={open.map((document) => ({ name: document.path, label: lastName(document.path), mark: <Mark document={document} /> }))}
        onChoose={(path) => {
          const document = byPath(path);
          if (document) activate(document);
        }}
        onClose={(path) => shut(byPath(path))}
      />
      <div class="tab-actions">
        <button type="button" class="button" disabled={!active.value?.unsaved.value} title="Save (Ctrl S)" onClick={() => void save()}>
          {active.value?.saving.value ? "Saving…" : "Save"}
        </button>
        <Menu label="More to do with the text" kind="text-menu" named={false} commands={commands()}><Icon name="more" /></Menu>
        <button type="button" class="button quiet" aria-label={`Close ${lastName(active.value?.path ?? "")}`} title="Close this file" onClick={() => shut(active.value ?? undefined)}>
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}

/** What keys do in the text, for the mouse. */
function commands(): Command[] {
  const view = active.value?.view;
  const run = (act: (view: EditorView) => unknown) => (): void => {
    if (!view) return;
    view.focus();
    act(view);
  };
  return [
    { label: "Undo", hint: "Ctrl Z", run: run(undo) },
    { label: "Redo", hint: "Ctrl Y", run: run(redo) },
    { label: "Find and replace", hint: "Ctrl F", run: run(openSearchPanel) },
    { label: "What can be done here", hint: "Alt Enter", run: run(offerActions) },
    { label: "Rename everywhere", hint: "F2", run: run(renameSymbol) },
    { label: "Give it its layout", hint: "Alt Shift F", run: run(formatDocument) },
    { label: "Save all files", hint: "Ctrl Shift S", run: () => void saveAll() },
  ];
}

function Mark({ document }: { document: OpenDocument }) {
  if (document.conflict.value) return <span class="mark bad">changed on disk</span>;
  return document.unsaved.value ? <span class="dot"><span class="unseen">, unsaved</span></span> : null;
}
