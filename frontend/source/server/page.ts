// SPDX-License-Identifier: Apache-2.0
// What the page itself was given: the nonce for style elements, and addresses on its own origin.

export const nonce = document.querySelector<HTMLMetaElement>('meta[name="fabula-nonce"]')?.content ?? "";

export const socketAddress = (path: string) => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;

/** Takes the token out of the address bar, so that it is neither bookmarked nor sent to anybody. */
export function forgetToken(): void {
  if (new URLSearchParams(location.search).has("token")) history.replaceState(null, "", location.pathname + location.hash);
}
