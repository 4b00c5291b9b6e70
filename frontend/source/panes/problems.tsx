// SPDX-License-Identifier: Apache-2.0
// The problems of the open files: each said in full, with the places it speaks of and what would mend it.

import { active } from "../store/documents";
import { problems, type Problem } from "../language/diagnostics";
import { tellOf } from "../store/notices";
import { showLine } from "../store/opening";
import { Icon } from "./icons";
import { problemsOpen, showPlace } from "./layout";
import { counted, Spoken } from "./spoken";

const RANK = { error: 0, warning: 1, info: 2, hint: 3 } as const;

/** What there is to say, of the file in front first. */
function all(): Problem[] {
  const here = active.value?.path;
  return [...problems.value.values()].flat().sort((one, other) =>
    Number(other.path === here) - Number(one.path === here) ||
    one.path.localeCompare(other.path) || RANK[one.severity] - RANK[other.severity] || one.from - other.from);
}

export function summary(found: readonly Problem[]): string {
  const errors = found.filter(({ severity }) => severity === "error").length;
  const warnings = found.length - errors;
  if (!found.length) return "No problems";
  return [errors ? counted(errors, "error") : "", warnings ? counted(warnings, "remark") : ""].filter(Boolean).join(", ");
}

export function Problems() {
  const found = all();
  if (!active.value) return null;
  const open = problemsOpen.value && found.length > 0;
  return (
    <section class={`problems ${open ? "open" : ""}`} aria-label="Problems">
      <button type="button" class="problems-head" aria-expanded={open} disabled={!found.length} onClick={() => { problemsOpen.value = !problemsOpen.value; }}>
        <Icon name={found.length ? (open ? "down" : "up") : "done"} />
        <span role="status" class={found.some(({ severity }) => severity === "error") ? "bad" : found.length ? "warm" : "good"}>{summary(found)}</span>
      </button>
      {open ? <ul class="problem-list" tabIndex={0} aria-label="All problems">{found.map((problem, place) => <One key={place} problem={problem} />)}</ul> : null}
    </section>
  );
}

function One({ problem }: { problem: Problem }) {
  const { path, line, severity, code, title, more, related, fixes } = problem;
  const goTo = (to: string, at: number, column = 1) => (): void => {
    showLine(to, at, column).then(() => showPlace("editor"), tellOf);
  };
  return (
    <li class={`problem ${severity}`}>
      <Icon name={severity === "error" ? "error" : "warning"} />
      <div class="problem-said">
        <p>
          <button type="button" class="link problem-title" onClick={goTo(path, line)}><Spoken text={title} /></button>{" "}
          <span class="problem-code">{code}</span> <span class="muted">{path}:{line}</span>
        </p>
        {more.map((said) => <p key={said} class={said.startsWith("help: ") ? "problem-help" : "problem-more"}><Spoken text={said.replace(/^(note|help): /, "")} /></p>)}
        {related.length ? (
          <ul class="problem-related">
            {related.map(({ path: to, line: at, text, position }) => (
              <li key={`${to}:${at}:${text}`}><button type="button" class="link" onClick={goTo(to, at, position.character + 1)}>{to}:{at}</button> <Spoken text={text} /></li>
            ))}
          </ul>
        ) : null}
        {fixes.length ? <p class="problem-fixes">{fixes.map((fix) => <button type="button" key={fix.title} class="button small" onClick={fix.apply}><Spoken text={fix.title} /></button>)}</p> : null}
      </div>
    </li>
  );
}
