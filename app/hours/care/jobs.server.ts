import type { CronTable, JobTable } from "#app/platform/jobs.server.ts";

import { lookAtBalanceJob } from "./look-at-balance.server.ts";
import { warnOfExpiry } from "./warn-expiry.server.ts";

/** What looks after hours in the background. */
export const careJobs = {
  "hours.look-at-balance": lookAtBalanceJob,
  "hours.warn-of-expiry": () => warnOfExpiry(),
} satisfies JobTable;

/** When it comes back; warnings go out by day, after the hour in which a day begins anywhere. */
export const careCrons: CronTable = [{ task: "hours.look-at-balance", at: "13 * * * *" }, { task: "hours.warn-of-expiry", at: "23 * * * *" }];
