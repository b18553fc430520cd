import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { lookAtBalanceJob } from "./look-at-balance.server.ts";
import { grantMonthJob } from "#app/hours/adjustments/monthly-hours.server.ts";
import { warnOfExpiry } from "./warn-expiry.server.ts";

/** Of one client, or of all. */
const someClient = z.object({ clientId: z.uuid().optional() });

/** The jobs that watch balances, expiry and monthly hours. */
export const alertJobs = {
  "hours.look-at-balance": job(someClient, lookAtBalanceJob),
  "hours.warn-of-expiry": plainJob(warnOfExpiry),
  "hours.grant-month": job(someClient, grantMonthJob),
} satisfies JobTable;

/** When they run: within each hour, as a day begins in some zone; first what expires, then monthly hours. */
export const alertCrons: CronTable = [
  { task: "hours.look-at-balance", at: "13 * * * *" },
  { task: "hours.warn-of-expiry", at: "23 * * * *" },
  { task: "hours.grant-month", at: "*/15 * * * *" },
];
