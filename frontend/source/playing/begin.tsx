// SPDX-License-Identifier: Apache-2.0
// Before a play: whom to be, and whether the others are led toward an ending.

import { useEffect, useMemo } from "preact/hooks";
import { Asking } from "../asking/ask";
import { Outcome } from "../asking/outcome";
import { begin, person, toward, type PlayAnswer } from "./game";

export function Begin({ path }: { path: string }) {
  const cast = useMemo(() => new Asking<PlayAnswer>("play", "Who can be played", true), [path]);
  useEffect(() => {
    void cast.ask(path);
    return () => cast.clear();
  }, [cast, path]);
  const known = cast.answer.value;
  const start = (event: Event): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const value = (name: string) => (form.elements.namedItem(name) as HTMLSelectElement | null)?.value || null;
    begin(value("person"), value("toward"));
  };
  return (
    <div class="play">
      <header class="view-head"><h2>Play</h2></header>
      <p>Be one of the people: you see what they see, and choose among what they believe they can do. The others act for reasons of their own.</p>
      {known ? (
        <form class="form" onSubmit={start}>
          <Choice name="person" label="Who you are" options={known.people} chosen={person.value ?? known.moment.person} />
          <Choice name="toward" label="Where the others are led" options={known.endings} chosen={toward.value ?? ""} none="nowhere: they do as they like" />
          <div class="form-actions"><button type="submit" class="button primary">Begin</button></div>
        </form>
      ) : <Outcome asking={cast} />}
    </div>
  );
}

const Choice = ({ name, label, options, chosen, none }: { name: string; label: string; options: readonly string[]; chosen: string; none?: string }) => (
  <label>
    <span>{label}</span>
    <select name={name}>
      {none ? <option value="" selected={chosen === ""}>{none}</option> : null}
      {options.map((option) => <option key={option} value={option} selected={option === chosen}>{option}</option>)}
    </select>
  </label>
);
