import { z } from "zod";

import { log } from "#app/platform/log.server.ts";
import { listenOn } from "#app/platform/postgres/listen.server.ts";

const hint = z.object({ client: z.string().optional(), request: z.string() });
/** That something about a request changed: ids alone, what it is is read by whoever may. Without `client` it concerns staff alone. */
export type Hint = z.infer<typeof hint>;

/** What open streams hear: a change, or that some may have been missed. */
export type LiveEvent = { kind: "change"; hint: Hint } | { kind: "sync" };
type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let connection: Promise<void> | null = null;
let stopConnection: (() => void) | null = null;

/** Hears of every change that any process commits, until the function that it answers is called. One connection to the database for all of a process. */
export function listenToChanges(listener: Listener): () => void {
  listeners.add(listener);
  connection ??= keepListening();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stopConnection?.();
  };
}

function tell(event: LiveEvent): void {
  for (const listener of listeners) listener(event);
}

/** Listens for as long as somebody hears; a connection that is lost comes back after a pause, and everybody reads anew. */
async function keepListening(): Promise<void> {
  let pauseMs = 250;
  while (listeners.size > 0) {
    const began = performance.now();
    await listenOnce().catch((error: unknown) =>
      log.warn({ error: String(error) }, "live changes can't be heard"),
    );
    if (listeners.size === 0) break;
    pauseMs = performance.now() - began > 10_000 ? 250 : Math.min(5000, pauseMs * 2);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  connection = listeners.size > 0 ? keepListening() : null;
}

function listenOnce(): Promise<void> {
  return listenOn("desk", {
    begun: () => tell({ kind: "sync" }),
    heard: (payload) => {
      const read = hint.safeParse(JSON.parse(payload || "{}"));
      if (read.success) tell({ kind: "change", hint: read.data });
    },
    stopped: new Promise((resolve) => {
      stopConnection = resolve;
    }),
  });
}
