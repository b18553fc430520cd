import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { askToConfirm } from "./ask-to-confirm.server.ts";
import { readClientTenant, readTenants } from "./microsoft/read-tenant.server.ts";
import { writeReports } from "./write-reports.server.ts";

/** What people do in the background. */
export const peopleJobs = {
  "people.ask-to-confirm": plainJob(askToConfirm),
  "people.write-reports": plainJob(writeReports),
  "people.read-tenants": plainJob(readTenants),
  "people.read-tenant": job(z.object({ clientId: z.uuid() }), ({ clientId }) => readClientTenant(clientId)),
} satisfies JobTable;

export const peopleCrons: CronTable = [
  { task: "people.ask-to-confirm", at: "40 7 * * *" },
  { task: "people.write-reports", at: "30 7 1 * *" },
  { task: "people.read-tenants", at: "10 1 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    people: typeof peopleJobs;
  }
}
