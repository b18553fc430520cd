import { z } from "zod";

import { clockKinds } from "#app/desk/rules/clock-facts.ts";
import { listOpenClocks } from "#app/desk/store/clock-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { job, plainJob, type JobTable } from "#app/platform/jobs.server.ts";

import { refreshClocksInside } from "./refresh-clocks.server.ts";
import { warnClock } from "./warn-clock.server.ts";

const key = { clientId: z.uuid(), requestId: z.uuid() };

/** What the clocks of requests do in the background. The table request asks for the first one by its trigger. */
export const slaJobs = {
  "desk.refresh-clocks": job(z.object(key), (one) => asSystem((tx) => refreshClocksInside(tx, one))),
  "desk.warn-clock": job(z.object({ ...key, kind: z.enum(clockKinds) }), ({ kind, ...one }) =>
    warnClock(one, kind),
  ),
  // A contract that changes its calendar brings requests from one to another: all that run are counted.
  "desk.refresh-calendars": plainJob(async () => {
    const open = await asSystem((tx) => listOpenClocks(tx));
    await eachInTurn(open, (one) => asSystem((tx) => refreshClocksInside(tx, one)), {
      says: "clocks not counted anew",
      facts: ({ clientId, requestId }) => ({ clientId, requestId }),
    });
  }),
} satisfies JobTable;

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    sla: typeof slaJobs;
  }
}
