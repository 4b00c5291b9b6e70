// SPDX-License-Identifier: Apache-2.0
// One text made into another by one change, so that cursors and the way back survive.

/** The smallest single replacement that turns one text into another; null where they are equal. */
export function replacement(from: string, to: string): { from: number; to: number; insert: string } | null {
  if (from === to) return null;
  let start = 0;
  const shortest = Math.min(from.length, to.length);
  while (start < shortest && from[start] === to[start]) start++;
  let end = 0;
  while (end < shortest - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) };
}
