// SPDX-License-Identifier: Apache-2.0
// The one client of the language server, with what the editors ask of it.

import {
  hoverTooltips,
  serverCompletion,
  signatureHelp,
  Workspace,
  type LSPClient,
  type WorkspaceFile,
  LSPPlugin,
} from "@codemirror/lsp-client";
import type { ChangeSet, Text, TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { cleanHTML } from "./cleaning";
import { showDiagnostics } from "./diagnostics";
import { connectedClient } from "./socket";

export const uriOf = (path: string) => `file:///${path.split("/").map(encodeURIComponent).join("/")}`;

export const pathOf = (uri: string) =>
  decodeURIComponent(uri.replace(/^file:\/\/\//, "").split("#")[0] ?? "");

/** How the rest of the studio shows a file; set once at the start. */
export const showing: { file: (path: string) => Promise<EditorView | null> } = { file: () => Promise.resolve(null) };

class Open implements WorkspaceFile {
  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    public doc: Text,
    readonly view: EditorView,
  ) {}

  getView(): EditorView {
    return this.view;
  }
}

/** Documents with an editor each; a file that is asked for gets one. */
class Documents extends Workspace {
  files: Open[] = [];
  private readonly versions = new Map<string, number>();

  private next(uri: string): number {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    return version;
  }

  syncFiles(): { file: Open; prevDoc: Text; changes: ChangeSet }[] {
    const updates = [];
    for (const file of this.files) {
      const plugin = LSPPlugin.get(file.view);
      if (!plugin || plugin.unsyncedChanges.empty) continue;
      updates.push({ file, prevDoc: file.doc, changes: plugin.unsyncedChanges });
      file.doc = file.view.state.doc;
      file.version = this.next(file.uri);
      plugin.clear();
    }
    return updates;
  }

  openFile(uri: string, languageId: string, view: EditorView): void {
    const file = new Open(uri, languageId, this.next(uri), view.state.doc, view);
    this.files.push(file);
    this.client.didOpen(file);
  }

  closeFile(uri: string, view: EditorView): void {
    const file = this.files.find((open) => open.uri === uri && open.view === view);
    if (!file) return;
    this.files = this.files.filter((open) => open !== file);
    this.client.didClose(uri);
  }

  override async requestFile(uri: string): Promise<WorkspaceFile | null> {
    if (!this.getFile(uri)) await showing.file(pathOf(uri));
    return this.getFile(uri);
  }

  override updateFile(uri: string, update: TransactionSpec): void {
    void this.requestFile(uri).then((file) => file?.getView()?.dispatch(update));
  }

  override displayFile(uri: string): Promise<EditorView | null> {
    return showing.file(pathOf(uri));
  }
}

const CAPABILITIES = {
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", ""] } },
      isPreferredSupport: true,
    },
    codeLens: {},
    semanticTokens: {
      requests: { full: true },
      tokenTypes: ["namespace", "type", "class", "enum", "enumMember", "struct", "parameter", "variable", "property", "event", "function", "method", "macro", "keyword", "modifier", "comment", "string", "number", "operator", "decorator"],
      tokenModifiers: ["declaration", "definition", "readonly", "static", "deprecated", "modification", "documentation", "defaultLibrary"],
      formats: ["relative"],
    },
  },
};

const TIMEOUT = 20_000;

let client: LSPClient | null = null;

export function languageClient(): LSPClient {
  client ??= connectedClient({
    rootUri: "file:///",
    timeout: TIMEOUT,
    workspace: (owner) => new Documents(owner),
    sanitizeHTML: cleanHTML,
    notificationHandlers: {
      "textDocument/publishDiagnostics": (owner, params) => showDiagnostics(owner, params),
      "workspace/codeLens/refresh": () => true,
    },
    extensions: [{ clientCapabilities: CAPABILITIES }, serverCompletion(), hoverTooltips({ hoverTime: 400 }), signatureHelp()],
  });
  return client;
}
