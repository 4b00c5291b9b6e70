// SPDX-License-Identifier: Apache-2.0
// Builds the studio's page into src/fabula/studio/static (or the folder named by STUDIO_OUT), the same bytes every time.
// `node build.mjs tests` bundles the tests into build/tests, for node's own test runner.
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const common = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
  target: "es2022",
};

async function page() {
  const out = process.env.STUDIO_OUT ?? join(here, "../src/fabula/studio/static");
  mkdirSync(out, { recursive: true });
  await build({
    ...common,
    entryPoints: [{ in: "source/main.tsx", out: "studio" }, { in: "style/studio.css", out: "studio" }],
    minify: process.env.STUDIO_PLAIN === undefined,
    outdir: out,
  });
  for (const name of readdirSync(join(here, "page"))) cpSync(join(here, "page", name), join(out, name));
}

async function tests() {
  const out = join(here, "build/tests");
  rmSync(out, { recursive: true, force: true });
  const entryPoints = readdirSync(join(here, "tests"))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `tests/${name}`);
  await build({ ...common, entryPoints, outdir: out, outExtension: { ".js": ".mjs" }, platform: "node" });
}

await (process.argv[2] === "tests" ? tests() : page());
