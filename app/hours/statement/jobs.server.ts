import { plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { sendMonthlyStatements } from "./monthly-letters.server.ts";

/** What sends statements in the background. */
export const statementJobs = { "hours.send-statements": plainJob(sendMonthlyStatements) } satisfies JobTable;

/** When it runs; often enough for zones whose day begins at a half or a quarter past. */
export const statementCrons: CronTable = [{ task: "hours.send-statements", at: "8,23,38,53 * * * *" }];
