import { plainJob, type CronTable, type JobTable, type PayloadsOf } from "#app/platform/jobs.server.ts";

import { writeRenewals } from "./write-renewals.server.ts";

/** What contracts do in the background. */
export const contractsJobs = {
  "contracts.write-renewals": plainJob(writeRenewals),
} satisfies JobTable;

export const contractsCrons: CronTable = [{ task: "contracts.write-renewals", at: "15 7 * * *" }];

declare module "#app/platform/jobs.server.ts" {
  // Declaration merging needs an interface: a type alias cannot add to one.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface JobPayloads extends PayloadsOf<typeof contractsJobs> {}
}
