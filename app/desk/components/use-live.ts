import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { openLive } from "./live-source.ts";

// Many open pages don't read anew at once.
const jitterMs = 400;
/** How long after somebody last did something a page still reads anew: reading counts as activity, and would keep a session that is left alone. */
const idleMs = 15 * 60_000;

/** Reads the page's data anew when something changes on the server; pages work without, too. `onChange` instead decides what to do. */
export function useLive(onChange?: () => void): void {
  const { revalidate } = useRevalidator();
  const act = useRef(onChange ?? revalidate);
  useEffect(() => {
    act.current = onChange ?? revalidate;
  });
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let activeAt = performance.now();
    let missed = false;
    const isIdle = (): boolean => performance.now() - activeAt > idleMs;
    const run = (): void => {
      waiting = undefined;
      missed = isIdle();
      if (!missed) act.current();
    };
    const schedule = (): void => {
      waiting ??= setTimeout(run, 100 + Math.random() * jitterMs);
    };
    const onActivity = (): void => {
      activeAt = performance.now();
      if (missed) schedule();
    };
    const close = openLive(schedule);
    for (const kind of ["pointerdown", "keydown", "focus"]) window.addEventListener(kind, onActivity);
    return () => {
      close();
      clearTimeout(waiting);
      for (const kind of ["pointerdown", "keydown", "focus"]) window.removeEventListener(kind, onActivity);
    };
  }, []);
}
