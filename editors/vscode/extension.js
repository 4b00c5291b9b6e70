// SPDX-License-Identifier: Apache-2.0
// Starts `fabula lsp` and lets it speak to the editor. Everything that it knows is in the server.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

function makeClient() {
  const settings = workspace.getConfiguration("fabula");
  const server = {
    command: settings.get("command") || "fabula",
    args: ["lsp", ...(settings.get("arguments") || [])],
    transport: TransportKind.stdio,
  };
  const schemes = ["file", "untitled"];
  const documentSelector = schemes.flatMap((scheme) => [
    { scheme, language: "fabula" },
    { scheme, language: "markdown" },
  ]);
  const fileEvents = workspace.createFileSystemWatcher("**/*.{world,md,pattern}");
  return new LanguageClient("fabula", "Fabula", server, { documentSelector, synchronize: { fileEvents } });
}

async function start() {
  client = makeClient();
  try {
    await client.start();
  } catch (error) {
    const hint = 'Install it with pip install "fabula[lsp]", or set fabula.command to where it is.';
    window.showErrorMessage(`The language server of Fabula did not start: ${error.message} ${hint}`);
  }
}

async function stop() {
  if (client !== undefined && client.needsStop()) {
    await client.stop();
  }
  client = undefined;
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("fabula.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
