import { z } from "zod";

import { signedSubject } from "#app/agreements/signed-subject.ts";
import { job, plainJob, type CronTable, type JobTable, type PayloadsOf } from "#app/platform/jobs.server.ts";

import { settleVersion, takeUpSigned } from "./settle-version.server.ts";
import { writeRenewals } from "./write-renewals.server.ts";

/** What contracts do in the background. */
export const contractsJobs = {
  "contracts.write-renewals": plainJob(writeRenewals),
  "contracts.settle-version": job(z.object({ clientId: z.uuid(), id: z.uuid() }), settleVersion),
  "signed-contract": job(signedSubject, takeUpSigned),
} satisfies JobTable;

export const contractsCrons: CronTable = [{ task: "contracts.write-renewals", at: "15 7 * * *" }];

declare module "#app/platform/jobs.server.ts" {
  // Declaration merging needs an interface: a type alias cannot add to one.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface JobPayloads extends Omit<PayloadsOf<typeof contractsJobs>, "signed-contract"> {}
}
