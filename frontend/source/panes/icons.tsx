// SPDX-License-Identifier: Apache-2.0
// Small line drawings beside words; never without a word or a label.

const PATHS = {
  file: "M4 1.75h5.2L13 5.5v8.75H4zM9 2v4h4",
  world: "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM1.9 8h12.2M8 1.8c-4 3.6-4 8.8 0 12.4M8 1.8c4 3.6 4 8.8 0 12.4",
  manuscript: "M3 2.25h10v11.5H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3",
  folder: "M1.75 3.5h4l1.5 1.75h7v7.5H1.75z",
  close: "M4 4l8 8M12 4l-8 8",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  plus: "M8 3v10M3 8h10",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  left: "M10 4l-4 4 4 4",
  up: "M4 10l4-4 4 4",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3.05 3.05l1.1 1.1M11.85 11.85l1.1 1.1M3.05 12.95l1.1-1.1M11.85 4.15l1.1-1.1",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
  system: "M2 3h12v8H2zM6 13.5h4",
  widen: "M6 3H3v3M10 13h3v-3M3 3l4 4M13 13L9 9",
  narrow: "M7 4v3H4M9 12V9h3M7 7L3.5 3.5M9 9l3.5 3.5",
  error: "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM8 4.75v4M8 11h.01",
  warning: "M8 2l6.25 11.25H1.75zM8 6v3.5M8 11.4h.01",
  undo: "M4 3L1.75 5.5 4 8M2 5.5h7a4 4 0 0 1 0 8H5",
  branch: "M4 2v7M4 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM12 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM12 7c0 3-4 2-7 4",
  done: "M3 8.5l3.5 3.5L13 4.5",
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
