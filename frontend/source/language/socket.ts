// SPDX-License-Identifier: Apache-2.0
// The connection to the language server: one JSON message in each text frame. It connects again by itself.

import { LSPClient, type LSPClientConfig, type Transport } from "@codemirror/lsp-client";
import { signal } from "@preact/signals";
import { socketAddress } from "../server/page";

export const languageServer = signal<"connecting" | "open" | "closed">("connecting");

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

export function connectedClient(config: LSPClientConfig): LSPClient {
  const client = new LSPClient(config);
  let wait = FIRST_WAIT;
  const connect = (): void => {
    languageServer.value = "connecting";
    const socket = new WebSocket(socketAddress("/api/language"));
    socket.onopen = () => {
      client.connect(transport(socket));
      client.initializing.then(
        () => {
          wait = FIRST_WAIT;
          languageServer.value = "open";
        },
        () => socket.close(),
      );
    };
    socket.onclose = () => {
      languageServer.value = "closed";
      if (client.connected) client.disconnect();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  connect();
  return client;
}

function transport(socket: WebSocket): Transport {
  const handlers = new Set<(message: string) => void>();
  socket.onmessage = (event) => {
    for (const handler of handlers) handler(String(event.data));
  };
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    subscribe: (handler) => void handlers.add(handler),
    unsubscribe: (handler) => void handlers.delete(handler),
  };
}
