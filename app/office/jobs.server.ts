import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { carryOutDueEndings, carryOutEnding } from "./ending/carry-out-ending.server.ts";

/** What the office does in the background. */
export const officeJobs = {
  "office.end-client": job(z.object({ clientId: z.uuid() }), ({ clientId }) => carryOutEnding(clientId)),
  "office.end-due-clients": plainJob(carryOutDueEndings),
} satisfies JobTable;

export const officeCrons: CronTable = [{ task: "office.end-due-clients", at: "5 * * * *" }];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    office: typeof officeJobs;
  }
}
