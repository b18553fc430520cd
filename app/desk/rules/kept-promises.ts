import type { Priority } from "#app/requests/rules/priority.ts";

import { clockState, type ClockKind } from "./clock-facts.ts";

/** A promise of a request, for a report. `month` is that in which the request was made (`2026-11`). */
export type PromiseFact = {
  requestId: string;
  number: number;
  title: string;
  clientName: string;
  month: string;
  priority: Priority;
  kind: ClockKind;
  dueAt: Date | null;
  metAt: Date | null;
};

export type Kept = { kept: number; all: number };
export type PromiseGroup = { month: string; priority: Priority } & Record<ClockKind, Kept>;
export type MissedPromise = Pick<PromiseFact, "requestId" | "number" | "title" | "clientName" | "kind">;

/** How many promises were kept, by month and priority in the order of the facts, and those that were not. What still runs in its time is not counted yet. */
export function countPromises(
  facts: readonly PromiseFact[],
  at: Date,
): { groups: PromiseGroup[]; missed: MissedPromise[] } {
  const groups = new Map<string, PromiseGroup>();
  const missed: MissedPromise[] = [];
  for (const fact of facts) {
    const state = clockState(fact, at);
    if (state === "running" || state === "paused") continue;
    const { month, priority, kind, requestId, number, title, clientName } = fact;
    const key = `${month} ${priority}`;
    const group = groups.get(key) ?? {
      month,
      priority,
      response: { kept: 0, all: 0 },
      resolution: { kept: 0, all: 0 },
    };
    groups.set(key, group);
    group[kind].all += 1;
    if (state === "kept") group[kind].kept += 1;
    else missed.push({ requestId, number, title, clientName, kind });
  }
  return { groups: [...groups.values()], missed };
}
