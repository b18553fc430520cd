import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { isOwnAct } from "./own-acts.ts";
import { openLive } from "./live-source.ts";

// Many open pages don't read anew at once.
const jitterMs = 400;
/** How long after somebody last did something a page still reads anew: reading counts as activity, and would keep a session that is left alone. */
const idleMs = 15 * 60_000;

/** Reads the page's data anew when something changes on the server; pages work without, too. `onChange` instead decides what to do: `own` where all of it follows from what was done on this page. */
export function useLive(onChange?: (own: boolean) => void): void {
  const { revalidate } = useRevalidator();
  const { state } = useNavigation();
  const isUnderWay = useRef(false);
  const act = useRef<(own: boolean) => void>(onChange ?? revalidate);
  useEffect(() => {
    act.current = onChange ?? revalidate;
    isUnderWay.current = state !== "idle";
  });
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let activeAt = performance.now();
    let missed = false;
    let own = true;
    const isIdle = (): boolean => performance.now() - activeAt > idleMs;
    const run = (): void => {
      // Reading anew would end what is under way, and lose the notice that it brings.
      waiting = isUnderWay.current ? setTimeout(run, jitterMs) : undefined;
      if (waiting !== undefined) return;
      missed = isIdle();
      if (missed) return;
      act.current(own);
      own = true;
    };
    const schedule = (request: string | null): void => {
      own = own && isOwnAct(request);
      waiting ??= setTimeout(run, 100 + Math.random() * jitterMs);
    };
    const onActivity = (): void => {
      activeAt = performance.now();
      if (missed) schedule(null);
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
