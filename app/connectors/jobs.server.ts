import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { pollHalo, syncOpen } from "./halo/poll.server.ts";
import { syncRequest } from "./halo/sync-request.server.ts";

/** What connectors do in the background. */
export const connectorJobs = {
  /** Brings a request and its ticket in HaloPSA to the same. */
  "connectors.halo-sync": job(z.object({ clientId: z.uuid(), requestId: z.uuid() }), syncRequest),
  /** Asks HaloPSA what changed. */
  "connectors.halo-poll": plainJob(pollHalo),
  /** Brings all that is open together once a night. */
  "connectors.halo-open": plainJob(syncOpen),
} satisfies JobTable;

/** When its jobs run. */
export const connectorCrons: CronTable = [
  { task: "connectors.halo-poll", at: "*/5 * * * *" },
  { task: "connectors.halo-open", at: "47 2 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    connectors: typeof connectorJobs;
  }
}
