import { dropAnswersBefore } from "#app/api/keys/answer-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

/** What the API does in the background. */
export const apiJobs = {
  /** Forgets answers to changes that nobody repeats any more: those older than a day. */
  "api.forget-answers": plainJob(() =>
    asSystem((tx) => dropAnswersBefore(tx, new Date(now().getTime() - 86_400_000))),
  ),
} satisfies JobTable;

/** When its jobs run. */
export const apiCrons: CronTable = [{ task: "api.forget-answers", at: "17 3 * * *" }];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    api: typeof apiJobs;
  }
}
