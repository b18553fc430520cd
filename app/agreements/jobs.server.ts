import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { tellEnded, writeToSigners } from "./agreement-letters.server.ts";
import { followUpAgreements } from "./follow-up.server.ts";
import { proveAgreements } from "./prove-agreements.server.ts";
import { findAuthority } from "./seal/timestamp.server.ts";
import { sealAgreement } from "./seal-agreement.server.ts";
import { stampAgreement } from "./stamp-agreement.server.ts";
import { writeShownFile } from "./write-document.server.ts";

const agreementKey = z.object({ clientId: z.uuid(), id: z.uuid() });

/** What agreements does in the background. */
export const agreementJobs = {
  "agreements.write-document": job(agreementKey, async (key) => {
    await writeShownFile(key);
  }),
  "agreements.ask-to-sign": job(agreementKey, writeToSigners),
  "agreements.tell-ended": job(agreementKey, tellEnded),
  "agreements.seal": job(agreementKey, sealAgreement),
  "agreements.stamp": job(agreementKey, async (key) => stampAgreement(key, await findAuthority())),
  "agreements.follow-up": plainJob(followUpAgreements),
  "agreements.prove": plainJob(proveAgreements),
} satisfies JobTable;

/** When its jobs run. */
export const agreementCrons: CronTable = [
  { task: "agreements.follow-up", at: "35 6 * * *" },
  { task: "agreements.prove", at: "25 4 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    agreements: typeof agreementJobs;
  }
}
