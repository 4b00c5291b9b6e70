// SPDX-License-Identifier: Apache-2.0
// How a question went: under way, with a way to stop it; or why there is no answer.

import type { Answer, Diagnostic } from "../contract";
import { Spoken } from "../panes/spoken";
import { tellOf } from "../store/notices";
import { showLine } from "../store/opening";
import { showPlace } from "../panes/layout";
import type { Asking } from "./ask";

const LIMITS: Record<string, string> = {
  time: "the time was up",
  memory: "the memory was used up",
  effort: "it took too many steps",
  states: "there were too many states",
};

export const limitText = (limit: string) => LIMITS[limit] ?? `the limit was reached (${limit})`;

export function Outcome<Data>({ asking }: { asking: Asking<Data> }) {
  const status = asking.status.value;
  switch (status.at) {
    case "idle":
      return null;
    case "waiting":
      return <Working said={status.before ? `Waiting for ${status.before} before it` : "Asking"} cancel={asking.cancel} />;
    case "running":
      return <Working said={status.said} cancel={asking.cancel} />;
    case "done":
      return <AnswerProblems answer={status.answer} />;
  }
}

const Working = ({ said, cancel }: { said: string; cancel: () => void }) => (
  <div class="working" role="status">
    <span class="spinner" aria-hidden="true" />
    <span>{said}</span>
    <button type="button" class="button small" onClick={cancel}>Cancel</button>
  </div>
);

export function AnswerProblems({ answer }: { answer: Answer }) {
  switch (answer.outcome) {
    case "answered":
      return answer.limit ? <p class="callout warm">As far as it was looked at: {limitText(answer.limit)}.</p> : null;
    case "problems":
      return <div class="callout bad" role="alert">{answer.diagnostics.map((problem, place) => <One key={place} problem={problem} />)}</div>;
    case "gave-up":
      return <p class="callout warm" role="alert">No answer: {limitText(answer.limit ?? "")}. Nothing is proved either way.</p>;
    case "cancelled":
      return <p class="callout">{answer.message ?? "Cancelled."}</p>;
    default:
      return <p class="callout bad" role="alert"><Spoken text={answer.message ?? "This did not work."} /></p>;
  }
}

function One({ problem }: { problem: Diagnostic }) {
  const { source, line } = problem.primary;
  const goTo = (): void => {
    showLine(source, line).then(() => showPlace("editor"), tellOf);
  };
  const inFile = !source.startsWith("--");
  return (
    <div class="said-problem">
      <p><Spoken text={problem.title} /> <span class="problem-code">{problem.code}</span></p>
      {inFile ? <button type="button" class="link" onClick={goTo}>{source}:{line}</button> : null}
    </div>
  );
}
