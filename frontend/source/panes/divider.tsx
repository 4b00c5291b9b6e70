// SPDX-License-Identifier: Apache-2.0
// Between two panes: drag it, or move it with the arrows.

import type { Signal } from "@preact/signals";

const NARROWEST = 180;
const WIDEST = 900;
const STEP = 24;

const within = (width: number) => Math.min(Math.max(Math.round(width), NARROWEST), WIDEST);

export function Divider({ width, label, from }: { width: Signal<number>; label: string; from: "left" | "right" }) {
  const sign = from === "left" ? 1 : -1;
  const onDown = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    const start = event.clientX;
    const before = width.peek();
    handle.setPointerCapture(event.pointerId);
    const move = (now: PointerEvent): void => {
      width.value = within(before + sign * (now.clientX - start));
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", move), { once: true });
  };
  const onKey = (event: KeyboardEvent): void => {
    const direction = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!direction) return;
    event.preventDefault();
    width.value = within(width.peek() + direction * sign * STEP);
  };
  return (
    <div
      class={`divider divider-${from}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width.value}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      onPointerDown={onDown}
      onKeyDown={onKey}
    />
  );
}
