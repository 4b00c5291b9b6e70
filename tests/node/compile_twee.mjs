// SPDX-License-Identifier: Apache-2.0
// Compiles Twee to a page with Extwee, for the story format Snowman: `node compile_twee.mjs SOURCE PAGE`. The format is
// taken from a page that comes with Extwee, by taking that page's own story out of it.
import { readFileSync, writeFileSync } from "node:fs";
import { StoryFormat, compileTwine2HTML, parseTwee } from "extwee";

const [, , source, page] = process.argv;
const published = readFileSync(new URL("node_modules/extwee/logs/arrays.html", import.meta.url), "utf8");
const format = new StoryFormat("Snowman", "1.3.0");
format.source = published
  .replace(/<script defer src[^]*?<\/script>/, "")
  .replace(/<title>[^]*?<\/title>/, "<title>{{STORY_NAME}}</title>")
  .replace(/<tw-storydata[^]*?<\/tw-storydata>/, "{{STORY_DATA}}");
writeFileSync(page, compileTwine2HTML(parseTwee(readFileSync(source, "utf8")), format));
