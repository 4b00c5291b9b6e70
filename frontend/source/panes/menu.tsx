// SPDX-License-Identifier: Apache-2.0
// A button that opens a list of commands; arrows move in it, Escape closes it.

import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";

export interface Command {
  label: string;
  hint?: string;
  run: () => void;
  disabled?: boolean;
}

interface Wanted {
  label: string;
  children: JSX.Element | (JSX.Element | string)[] | string;
  commands: readonly Command[];
  kind?: string;
  named?: boolean;
}

export function Menu({ label, children, commands, kind = "", named = true }: Wanted) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const leave = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class={`menu-box ${kind}`} ref={box} onKeyDown={(event) => onMenuKey(event, leave)}>
      <button type="button" ref={button} class="button" aria-haspopup="menu" aria-expanded={open} {...(named ? {} : { "aria-label": label, title: label })} onClick={() => setOpen(!open)}>
        {children}
      </button>
      {open ? <Items label={label} commands={commands} onRun={(run) => { leave(); run(); }} /> : null}
    </div>
  );
}

function Items({ label, commands, onRun }: { label: string; commands: readonly Command[]; onRun: (run: () => void) => void }) {
  return (
    <div role="menu" aria-label={label} class="menu">
      {commands.map(({ label: said, hint, run, disabled }) => (
        <button type="button" key={said} role="menuitem" tabIndex={-1} aria-disabled={disabled ?? false} onClick={() => !disabled && onRun(run)}>
          <span>{said}</span>
          {hint ? <span class="hint">{hint}</span> : null}
        </button>
      ))}
    </div>
  );
}

function onMenuKey(event: KeyboardEvent, leave: () => void): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")];
  if (!items.length) return;
  const place = items.indexOf(document.activeElement as HTMLElement);
  if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
    leave();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    items[(place + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
  }
}
