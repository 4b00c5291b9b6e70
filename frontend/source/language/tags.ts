// SPDX-License-Identifier: Apache-2.0
// What the names of words mean to CodeMirror's highlighter.

import { tags, type Tag } from "@lezer/highlight";

export const TOKENS: Record<string, Tag> = {
  definitionKeyword: tags.definitionKeyword,
  controlKeyword: tags.controlKeyword,
  function: tags.function(tags.variableName),
  annotation: tags.annotation,
  frontMatter: tags.meta,
  heading: tags.heading,
  emphasis: tags.emphasis,
  strong: tags.strong,
  quote: tags.quote,
  link: tags.link,
  code: tags.monospace,
};
