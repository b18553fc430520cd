import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable, type PayloadsOf } from "#app/platform/jobs.server.ts";

import { activate, activateDue } from "./activate.server.ts";
import { makerNews, writeToMaker } from "./letters.server.ts";

const address = z.object({ clientId: z.uuid(), id: z.uuid() });

/** What conversion does in the background. */
export const conversionJobs = {
  "conversion.activate": job(address, ({ clientId, id }) => activate(clientId, id)),
  "conversion.activate-due": plainJob(activateDue),
  "conversion.tell-maker": job(makerNews, writeToMaker),
} satisfies JobTable;

/** When its jobs run: hours after a midnight lie near each zone's. */
export const conversionCrons: CronTable = [{ task: "conversion.activate-due", at: "7 * * * *" }];

declare module "#app/platform/jobs.server.ts" {
  // Declaration merging needs an interface: a type alias cannot add to one.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface JobPayloads extends PayloadsOf<typeof conversionJobs> {}
}
