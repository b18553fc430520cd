import { useEffect, useRef } from "react";

import { doAct, offerActs, type PageAct } from "#app/ui/shell/page-acts.ts";
import { isPlainKey } from "#app/ui/shell/typing.ts";

/** How long a key is the second of a pair (g r), in milliseconds. */
const pairMs = 1500;

/**
 * Offers a page's acts to the palette, and does them by their keys where `keysOn`. The acts are read at the moment at which they are asked for.
 * The keys are single ones, silent while somebody types.
 */
export function usePageActs(acts: () => readonly PageAct[], keysOn: boolean): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => offerActs(() => latest.current()), []);
  useEffect(() => {
    if (!keysOn) return;
    let pairBegan = -Infinity;
    const listen = (event: KeyboardEvent): void => {
      if (!isPlainKey(event)) return;
      const isSecond = event.timeStamp - pairBegan < pairMs;
      pairBegan = event.key === "g" ? event.timeStamp : -Infinity;
      const act = isSecond ? undefined : latest.current().find(({ keys }) => keys === event.key);
      if (!act) return;
      event.preventDefault();
      doAct(act);
    };
    // Before the keys of the frame: on these pages they are the page's.
    document.addEventListener("keydown", listen, { capture: true });
    return () => document.removeEventListener("keydown", listen, { capture: true });
  }, [keysOn]);
}
