import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable, type PayloadsOf } from "#app/platform/jobs.server.ts";

import { readClientTenant, readTenants } from "./microsoft/read-tenant.server.ts";
import { writeReports } from "./write-reports.server.ts";

/** What people do in the background. */
export const peopleJobs = {
  "people.write-reports": plainJob(writeReports),
  "people.read-tenants": plainJob(readTenants),
  "people.read-tenant": job(z.object({ clientId: z.uuid() }), ({ clientId }) => readClientTenant(clientId)),
} satisfies JobTable;

export const peopleCrons: CronTable = [
  { task: "people.write-reports", at: "30 7 1 * *" },
  { task: "people.read-tenants", at: "10 1 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  // Declaration merging needs an interface: a type alias cannot add to one.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface JobPayloads extends PayloadsOf<typeof peopleJobs> {}
}
