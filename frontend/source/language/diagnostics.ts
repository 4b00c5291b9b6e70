// SPDX-License-Identifier: Apache-2.0
// What the language server has against a text: underlined where it stands, said in full, with what would mend it.

import { LSPPlugin, type LSPClient } from "@codemirror/lsp-client";
import { setDiagnostics, type Action, type Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import { signal } from "@preact/signals";
import type * as lsp from "vscode-languageserver-protocol";
import { applyAction, isFix, mends } from "./actions";
import { pathOf } from "./client";

export interface Problem {
  path: string;
  line: number;
  from: number;
  severity: Diagnostic["severity"];
  code: string;
  title: string;
  /** What stands at the place, the notes and the help: a line each. */
  more: readonly string[];
  related: readonly { path: string; line: number; text: string; position: lsp.Position }[];
  fixes: readonly Fix[];
}

export interface Fix {
  title: string;
  preferred: boolean;
  apply: () => void;
}

/** All problems of open documents, by path. */
export const problems = signal<ReadonlyMap<string, readonly Problem[]>>(new Map());

const SEVERITIES: Record<number, Diagnostic["severity"]> = { 1: "error", 2: "warning", 3: "info", 4: "hint" };
const MOST_ASKED = 40;

/** What was published last of each text: answers about anything older come too late. */
const latest = new Map<string, lsp.PublishDiagnosticsParams>();

export function forgetProblems(path: string): void {
  const rest = new Map(problems.peek());
  if (rest.delete(path)) problems.value = rest;
}

export function showDiagnostics(client: LSPClient, params: lsp.PublishDiagnosticsParams): boolean {
  const file = client.workspace.getFile(params.uri);
  if (!file || (params.version != null && params.version !== file.version)) return true;
  const view = file.getView();
  const plugin = view && LSPPlugin.get(view);
  if (!view || !plugin) return true;
  publish(view, plugin, params, params.diagnostics.map(() => []));
  latest.set(params.uri, params);
  void withFixes(client, view, plugin, params);
  return true;
}

async function withFixes(client: LSPClient, view: EditorView, plugin: LSPPlugin, params: lsp.PublishDiagnosticsParams): Promise<void> {
  if (!params.diagnostics.length || !client.serverCapabilities?.codeActionProvider) return;
  const asked = params.diagnostics.slice(0, MOST_ASKED).map((diagnostic) => fixesOf(client, view, params.uri, diagnostic));
  const fixes = await Promise.all(asked);
  if (latest.get(params.uri) !== params || !client.workspace.getFile(params.uri)) return;
  publish(view, plugin, params, params.diagnostics.map((_, place) => fixes[place] ?? []));
}

async function fixesOf(client: LSPClient, view: EditorView, uri: string, diagnostic: lsp.Diagnostic): Promise<Fix[]> {
  const asked: lsp.CodeActionParams = {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  };
  try {
    const found = await client.request<lsp.CodeActionParams, (lsp.CodeAction | lsp.Command)[] | null>("textDocument/codeAction", asked);
    return (found ?? []).filter(isFix).filter(mends).map((action) => ({
      title: action.title,
      preferred: action.isPreferred ?? false,
      apply: () => void applyAction(client, view, action),
    }));
  } catch {
    return []; // a question about a text that has changed meanwhile
  }
}

function publish(view: EditorView, plugin: LSPPlugin, params: lsp.PublishDiagnosticsParams, fixes: Fix[][]): void {
  const path = pathOf(params.uri);
  const found = params.diagnostics.map((item, place) => problemOf(path, plugin, item, fixes[place] ?? []));
  const marks = found.map(({ problem, to }) => markOf(problem, to));
  view.dispatch(setDiagnostics(view.state, marks.sort((one, other) => one.from - other.from)));
  problems.value = new Map(problems.peek()).set(path, found.map(({ problem }) => problem));
}

function problemOf(path: string, plugin: LSPPlugin, item: lsp.Diagnostic, fixes: Fix[]): { problem: Problem; to: number } {
  const now = (position: lsp.Position) => plugin.unsyncedChanges.mapPos(safeOffset(plugin, position));
  const [title = "", ...more] = messageText(item.message).split("\n");
  const problem: Problem = {
    path,
    line: item.range.start.line + 1,
    from: now(item.range.start),
    severity: SEVERITIES[item.severity ?? 1] ?? "error",
    code: String(item.code ?? ""),
    title,
    more,
    related: (item.relatedInformation ?? []).map(({ location, message }) => ({
      path: pathOf(location.uri),
      line: location.range.start.line + 1,
      text: message,
      position: location.range.start,
    })),
    fixes,
  };
  return { problem, to: now(item.range.end) };
}

const messageText = (message: string | lsp.MarkupContent) => (typeof message === "string" ? message : message.value);

function safeOffset(plugin: LSPPlugin, { line, character }: lsp.Position): number {
  const doc = plugin.syncedDoc;
  if (line >= doc.lines) return doc.length;
  const found = doc.line(line + 1);
  return Math.min(found.from + character, found.to);
}

function markOf(problem: Problem, to: number): Diagnostic {
  const actions: Action[] = problem.fixes.map(({ title, apply }) => ({ name: title.replace(/`/g, ""), apply }));
  return {
    from: problem.from,
    to: Math.max(to, problem.from),
    severity: problem.severity,
    message: [problem.title, ...problem.more].join("\n"),
    actions,
    renderMessage: () => messageElement(problem),
  };
}

function messageElement(problem: Problem): HTMLElement {
  const box = document.createElement("div");
  box.className = "problem-message";
  const title = document.createElement("p");
  title.className = "problem-title";
  setSpoken(title, problem.title);
  const code = document.createElement("span");
  code.className = "problem-code";
  code.textContent = problem.code;
  title.append(" ", code);
  box.append(title);
  for (const line of problem.more) {
    const paragraph = document.createElement("p");
    setSpoken(paragraph, line.replace(/^(note|help): /, ""));
    if (line.startsWith("help: ")) paragraph.className = "problem-help";
    box.append(paragraph);
  }
  return box;
}

/** Puts a sentence into an element, with what stands in backquotes as code. */
export function setSpoken(element: HTMLElement, sentence: string): void {
  element.textContent = "";
  sentence.split(/(`[^`]+`)/).forEach((part) => {
    if (!/^`[^`]+`$/.test(part)) return element.append(part);
    const code = document.createElement("code");
    code.textContent = part.slice(1, -1);
    element.append(code);
  });
}
