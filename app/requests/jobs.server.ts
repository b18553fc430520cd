import { z } from "zod";

import { job, type JobTable, type PayloadsOf } from "#app/platform/jobs.server.ts";

import { scanFile } from "./scan-file.server.ts";

/** What is done with requests in the background. */
export const requestsJobs = {
  /** Lets the virus scanner look at a file. */
  "requests.scan-file": job(z.object({ clientId: z.uuid(), fileId: z.uuid() }), scanFile),
} satisfies JobTable;

declare module "#app/platform/jobs.server.ts" {
  // Declaration merging needs an interface: a type alias cannot add to one.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface JobPayloads extends PayloadsOf<typeof requestsJobs> {}
}
