// SPDX-License-Identifier: Apache-2.0
// A picture that the server has drawn, shown as an image, so that nothing in it can run.

import { useEffect, useMemo, useState } from "preact/hooks";
import { enlarged } from "../panes/layout";
import { Asking } from "./ask";
import { Outcome } from "./outcome";

export interface Drawn {
  svg: string;
}

export class PictureAsking extends Asking<Drawn> {
  constructor(title: string) {
    super("draw", title);
  }
}

const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3];

/** The width and height that an SVG says it has. */
export function sizeOf(svg: string): { width: number; height: number } | null {
  const box = /<svg[^>]*\sviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  return box ? { width: Number(box[1]), height: Number(box[2]) } : null;
}

export function Picture({ asking, name }: { asking: PictureAsking; name: string }) {
  const drawn = asking.answer.value;
  const status = asking.status.value;
  const [chosen, setZoom] = useState<number | "fit" | null>(null);
  const zoom: number | "fit" = chosen ?? (enlarged.value ? "fit" : 1);
  const address = useMemo(() => (drawn ? URL.createObjectURL(new Blob([drawn.svg], { type: "image/svg+xml" })) : null), [drawn]);
  useEffect(() => () => { if (address) URL.revokeObjectURL(address); }, [address]);
  const size = drawn ? sizeOf(drawn.svg) : null;
  const text = status.at === "done" ? status.answer.text : null;
  return (
    <figure class="picture">
      <Outcome asking={asking} />
      {address ? (
        <>
          <div class="picture-tools" role="group" aria-label="Size of the picture">
            <button type="button" class="button small" aria-pressed={zoom === "fit"} onClick={() => setZoom("fit")}>Fit</button>
            <button type="button" class="button small" aria-label="Smaller" onClick={() => setZoom(step(zoom, -1))}>−</button>
            <button type="button" class="button small" aria-label="Larger" onClick={() => setZoom(step(zoom, 1))}>+</button>
            <span class="muted">{zoom === "fit" ? "" : `${Math.round(zoom * 100)}%`}</span>
          </div>
          <div class={`picture-frame ${zoom === "fit" ? "fit" : ""}`} tabIndex={0} role="group" aria-label={`${name}, may be scrolled`}>
            <img src={address} alt={text ?? name} {...(size && zoom !== "fit" ? { width: size.width * zoom, height: size.height * zoom } : {})} />
          </div>
          {text ? <details><summary>In words</summary><pre class="in-words" tabIndex={0}>{text}</pre></details> : null}
        </>
      ) : null}
    </figure>
  );
}

function step(zoom: number | "fit", direction: 1 | -1): number {
  const place = ZOOMS.indexOf(zoom === "fit" ? 1 : zoom);
  return ZOOMS[Math.min(Math.max(place + (zoom === "fit" ? 0 : direction), 0), ZOOMS.length - 1)] ?? 1;
}
