// SPDX-License-Identifier: Apache-2.0
// A row of tabs, one of which is chosen; arrows, Home and End move along it.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  mark?: JSX.Element | null;
}

interface Wanted<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  chosen: Name | null;
  onChoose: (name: Name) => void;
  onClose?: (name: Name) => void;
  panel: string;
  kind?: string;
}

function step(key: string, place: number, count: number): number | null {
  if (key === "ArrowRight") return (place + 1) % count;
  if (key === "ArrowLeft") return (place + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

export function TabList<Name extends string>({ label, tabs, chosen, onChoose, onClose, panel, kind = "" }: Wanted<Name>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen]);
  const onKey = (event: KeyboardEvent, place: number): void => {
    const next = step(event.key, place, tabs.length);
    const name = tabs[place]?.name;
    if (event.key === "Delete" && onClose && name !== undefined) onClose(name);
    const target = next === null ? undefined : tabs[next];
    if (!target) return;
    event.preventDefault();
    onChoose(target.name);
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next ?? 0]?.focus());
  };
  return (
    <div role="tablist" ref={list} aria-label={label} class={`tabs ${kind}`}>
      {tabs.map(({ name, label: said, mark }, place) => (
        <button
          type="button"
          key={name}
          role="tab"
          id={`${panel}-tab-${place}`}
          class="tab"
          title={name !== said ? name : undefined}
          aria-selected={name === chosen}
          aria-controls={panel}
          tabIndex={name === chosen || (chosen === null && place === 0) ? 0 : -1}
          onClick={() => onChoose(name)}
          onKeyDown={(event) => onKey(event, place)}
          onAuxClick={(event) => event.button === 1 && onClose?.(name)}
        >
          <span class="tab-label">{said}</span>
          {mark}
        </button>
      ))}
    </div>
  );
}
