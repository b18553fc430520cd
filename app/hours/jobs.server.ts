import { plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { noticeWaiting } from "./approval/approval-letters.server.ts";
import { alertCrons, alertJobs } from "./alerts/jobs.server.ts";
import { checkLedger, checkWholeLedger } from "./check-ledger.server.ts";
import { expireHours } from "./expire-hours.server.ts";
import { statementCrons, statementJobs } from "./statement/jobs.server.ts";

/** What hours does in the background. */
export const hoursJobs = {
  ...alertJobs,
  ...statementJobs,
  "hours.notice-approvals": plainJob(noticeWaiting),
  "hours.expire": plainJob(expireHours),
  "hours.check-ledger": plainJob(checkLedger),
  "hours.check-whole-ledger": plainJob(checkWholeLedger),
} satisfies JobTable;

/** When its jobs run. */
export const hoursCrons: CronTable = [
  ...alertCrons,
  ...statementCrons,
  { task: "hours.notice-approvals", at: "20 5 * * *" },
  { task: "hours.expire", at: "3 * * * *" },
  { task: "hours.check-ledger", at: "33 * * * *" },
  { task: "hours.check-whole-ledger", at: "48 1 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    hours: typeof hoursJobs;
  }
}
