import type { CronTable, JobTable } from "#app/platform/jobs.server.ts";

import { noticeWaiting } from "./approval/approval-letters.server.ts";
import { careCrons, careJobs } from "./alerts/jobs.server.ts";
import { checkLedger } from "./check-ledger.server.ts";
import { expireHours } from "./expire-hours.server.ts";
import { statementCrons, statementJobs } from "./statement/jobs.server.ts";

/** The room's work in the background. */
export const hoursJobs = {
  ...careJobs,
  ...statementJobs,
  "hours.notice-approvals": () => noticeWaiting(),
  "hours.expire": () => expireHours(),
  "hours.check-ledger": () => checkLedger(),
} satisfies JobTable;

/** When the room's work comes back. */
export const hoursCrons: CronTable = [
  ...careCrons,
  ...statementCrons,
  { task: "hours.notice-approvals", at: "20 5 * * *" },
  { task: "hours.expire", at: "3 * * * *" },
  { task: "hours.check-ledger", at: "33 * * * *" },
];
