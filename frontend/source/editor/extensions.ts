// SPDX-License-Identifier: Apache-2.0
// What every editor of the studio has: keys, colours, folding away nothing, and the language server behind it.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { findReferencesKeymap, formatKeymap, jumpToDefinitionKeymap, renameKeymap } from "@codemirror/lsp-client";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import type { Kind } from "../contract";
import { annotations } from "../language/annotations";
import { languageClient, uriOf } from "../language/client";
import { codeLenses } from "../language/lenses";
import { manuscriptLanguage } from "../language/manuscript";
import { semanticTokens } from "../language/tokens";
import { worldLanguage } from "../language/world";
import { nonce } from "../server/page";
import { offerActions } from "./doing";

const languageOf = (kind: Kind): Extension => {
  if (kind === "manuscript") return [manuscriptLanguage(), annotations, EditorView.lineWrapping];
  return kind === "text" ? EditorView.lineWrapping : worldLanguage();
};

function server(path: string, kind: Kind): Extension {
  if (kind !== "world" && kind !== "manuscript") return [];
  const language = kind === "world" ? "fabula-world" : "fabula-manuscript";
  return [languageClient().plugin(uriOf(path), language), semanticTokens(), codeLenses(), lintGutter()];
}

export function extensions(path: string, kind: Kind): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ "aria-label": `Text of ${path}`, tabindex: "0" }),
    EditorView.editorAttributes.of({ class: `kind-${kind}` }),
    EditorState.tabSize.of(4),
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    highlightSpecialChars(),
    history({ minDepth: 1000 }),
    drawSelection(),
    rectangularSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightSelectionMatches(),
    syntaxHighlighting(classHighlighter),
    languageOf(kind),
    keymap.of([
      { key: "Alt-Enter", run: offerActions },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...formatKeymap,
      ...renameKeymap,
      ...jumpToDefinitionKeymap,
      ...findReferencesKeymap,
      ...(kind === "world" ? [indentWithTab] : []),
    ]),
    server(path, kind),
  ];
}
