// SPDX-License-Identifier: Apache-2.0
// In what two states differ: facts first, then beliefs, folded away where they are many.

export interface View {
  facts: { believed_by: string[]; fact: string; told: unknown; changed: unknown }[];
  utilities: { person: string | null; told: number; changed: number }[];
}

const word = (value: unknown) => (value === true ? "yes" : value === false ? "no" : String(value ?? "none"));

export function Differences({ view, title }: { view: View; title: string }) {
  if (!view.facts.length) return null;
  const facts = view.facts.filter(({ believed_by: minds }) => !minds.length);
  const beliefs = view.facts.filter(({ believed_by: minds }) => minds.length);
  const said = [facts.length ? `${facts.length} facts` : "", beliefs.length ? `${beliefs.length} beliefs` : ""].filter(Boolean).join(", ");
  return (
    <details class="differences">
      <summary aria-label={`${title}: ${said} differ`}>{said} differ</summary>
      <ul class="plain">
        {[...facts, ...beliefs].map(({ believed_by: minds, fact, told, changed }) => (
          <li key={`${minds.join()}:${fact}`}>
            {minds.length ? <span>{minds.join(" › ")} believes </span> : null}
            <code>{fact}</code> <del>{word(told)}</del> <ins>{word(changed)}</ins>
          </li>
        ))}
      </ul>
    </details>
  );
}
