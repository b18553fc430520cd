import { z } from "zod";

import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";
import { deliver } from "#app/webhooks/deliver.server.ts";
import { dropEventsBefore } from "#app/webhooks/store/delivery-store.server.ts";

const keptDays = 30;

/** What webhooks do in the background. */
export const webhookJobs = {
  /** Sends an event to an endpoint. */
  "webhooks.deliver": job(z.object({ endpointId: z.uuid(), eventId: z.uuid() }), deliver),
  /** Forgets what was sent more than thirty days ago. */
  "webhooks.forget": plainJob(() =>
    asSystem((tx) => dropEventsBefore(tx, new Date(now().getTime() - keptDays * 86_400_000))),
  ),
} satisfies JobTable;

/** When its jobs run. */
export const webhookCrons: CronTable = [{ task: "webhooks.forget", at: "27 3 * * *" }];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    webhooks: typeof webhookJobs;
  }
}
