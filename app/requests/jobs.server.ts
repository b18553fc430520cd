import { z } from "zod";

import { job, type JobTable } from "#app/platform/jobs.server.ts";

import { scanFile } from "./scan-file.server.ts";

/** What is done with requests in the background. */
export const requestsJobs = {
  /** Lets the virus scanner look at a file. */
  "requests.scan-file": job(z.object({ clientId: z.uuid(), fileId: z.uuid() }), scanFile),
} satisfies JobTable;

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    requests: typeof requestsJobs;
  }
}
