import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { chaseApprovals } from "./approvals/chase-approvals.server.ts";
import { runEffect } from "./effects/complete-change.server.ts";

/** What the desk does in the background. */
export const deskJobs = {
  /** Does what a change asked, at its hour. */
  "desk.effect": job(z.object({ clientId: z.uuid(), requestId: z.uuid() }), runEffect),
  /** Reminds approvers, and ends what nobody approved in time. */
  "desk.chase-approvals": plainJob(chaseApprovals),
} satisfies JobTable;

/** When its jobs run. */
export const deskCrons: CronTable = [{ task: "desk.chase-approvals", at: "40 6 * * 1-5" }];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    desk: typeof deskJobs;
  }
}
