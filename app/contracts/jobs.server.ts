import { plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { writeRenewals } from "./write-renewals.server.ts";

/** What contracts do in the background. */
export const contractsJobs = {
  "contracts.write-renewals": plainJob(writeRenewals),
} satisfies JobTable;

export const contractsCrons: CronTable = [{ task: "contracts.write-renewals", at: "15 7 * * *" }];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    contracts: typeof contractsJobs;
  }
}
