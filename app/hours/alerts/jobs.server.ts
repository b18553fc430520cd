import type { CronTable, JobTable } from "#app/platform/jobs.server.ts";

import { lookAtBalanceJob } from "./look-at-balance.server.ts";
import { grantMonthJob } from "#app/hours/adjustments/monthly-hours.server.ts";
import { warnOfExpiry } from "./warn-expiry.server.ts";

/** What looks after hours in the background. */
export const careJobs = {
  "hours.look-at-balance": lookAtBalanceJob,
  "hours.warn-of-expiry": () => warnOfExpiry(),
  "hours.grant-month": grantMonthJob,
} satisfies JobTable;

/** When it comes back; each within the hour in which a day begins somewhere; first what lapses, then what comes along. */
export const careCrons: CronTable = [
  { task: "hours.look-at-balance", at: "13 * * * *" },
  { task: "hours.warn-of-expiry", at: "23 * * * *" },
  { task: "hours.grant-month", at: "*/15 * * * *" },
];
