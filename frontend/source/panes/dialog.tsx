// SPDX-License-Identifier: Apache-2.0
// Dialogs: one at a time, over the page, with the browser's own element, so that focus stays in them and Escape closes.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";

interface Shown {
  title: string;
  content: JSX.Element;
  wide: boolean;
}

const shown = signal<Shown | null>(null);
let before: Element | null = null;

export function openDialog(title: string, content: JSX.Element, wide = false): void {
  if (!shown.peek()) before = document.activeElement;
  shown.value = { title, content, wide };
}

/** Closes it, and gives the keyboard back to where it was, unless something else has taken it. */
export function closeDialog(): void {
  shown.value = null;
  const back = before;
  requestAnimationFrame(() => {
    if (document.activeElement === document.body && back instanceof HTMLElement && back.isConnected) back.focus();
  });
}

export function DialogPlace() {
  const element = useRef<HTMLDialogElement>(null);
  const now = shown.value;
  useEffect(() => {
    if (now) element.current?.showModal();
  }, [now]);
  if (!now) return null;
  return (
    <dialog ref={element} class={now.wide ? "dialog wide" : "dialog"} aria-labelledby="dialog-title" onClose={closeDialog}>
      <header class="dialog-head">
        <h2 id="dialog-title">{now.title}</h2>
        <button type="button" class="button quiet" onClick={closeDialog}>Close</button>
      </header>
      {now.content}
    </dialog>
  );
}

interface Asked {
  label: string;
  value: string;
  action: string;
  hint?: string;
  onDone: (value: string) => Promise<void> | void;
}

/** A form of one line; what goes wrong stands under it. */
export function OneLine({ label, value, action, hint, onDone }: Asked) {
  const wrong = useRef<HTMLParagraphElement>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("value") as HTMLInputElement;
    try {
      await onDone(field.value.trim());
      closeDialog();
    } catch (error) {
      if (wrong.current) wrong.current.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <label>
        <span>{label}</span>
        <input name="value" value={value} required spellcheck={false} autocomplete="off" autoFocus />
      </label>
      {hint ? <p class="muted">{hint}</p> : null}
      <p class="form-wrong" role="alert" ref={wrong} />
      <div class="form-actions"><button type="submit" class="button primary">{action}</button></div>
    </form>
  );
}
