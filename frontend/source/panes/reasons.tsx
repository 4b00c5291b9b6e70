// SPDX-License-Identifier: Apache-2.0
// Why people do what they do: what they want of it, and what they foresee, minds inside minds one click deeper.

import type { PlannedStep, Reason } from "../contract";

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  if (!reasons.length) return null;
  return (
    <ul class="plain reasons">
      {reasons.map((reason) => <li key={reason.person}><One reason={reason} /></li>)}
    </ul>
  );
}

/** What is wanted: `so that at(Nell) = island (worth 5 to them, not 0)`. */
function purpose({ impulse, so_that: soThat, or_else: orElse, gain, without }: Reason): string {
  if (impulse) return "on impulse";
  const wanted = soThat.length ? `so that ${soThat.join(" and ")}` : "";
  const feared = orElse.length ? `since otherwise ${orElse.join(" and ")}` : "";
  const worth = gain === null ? "" : ` (worth ${gain}, not ${without ?? 0})`;
  return [wanted, feared].filter(Boolean).join(", ") + worth;
}

function One({ reason }: { reason: Reason }) {
  const later = reason.plan.slice(1);
  return (
    <>
      <p><strong>{reason.person}</strong> wants it {purpose(reason)}{reason.believes.length ? `, believing that ${reason.believes.join(" and ")}` : ""}.</p>
      {later.length ? (
        <details>
          <summary>What {reason.person} foresees</summary>
          <ol class="plan">{later.map((step, place) => <Step key={place} step={step} />)}</ol>
        </details>
      ) : null}
    </>
  );
}

const Step = ({ step }: { step: PlannedStep }) => (
  <li>
    <span class={step.text ? "" : "code"}>{step.text ?? step.event}</span>
    {step.reasons.map((reason) => <div key={reason.person} class="nested"><One reason={reason} /></div>)}
  </li>
);
