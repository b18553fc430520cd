import { z } from "zod";

import { signedSubject } from "#app/agreements/signed-subject.ts";
import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { announceAllPrices, announcePrices } from "./announce-prices.server.ts";
import { settleVersion, takeUpSigned } from "./settle-version.server.ts";
import { writeRenewals } from "./write-renewals.server.ts";

/** What contracts do in the background. */
export const contractsJobs = {
  "contracts.write-renewals": plainJob(writeRenewals),
  "contracts.announce-prices": job(z.object({ clientId: z.uuid() }), announcePrices),
  "contracts.announce-all-prices": plainJob(announceAllPrices),
  "contracts.settle-version": job(z.object({ clientId: z.uuid(), id: z.uuid() }), settleVersion),
  "signed-contract": job(signedSubject, takeUpSigned),
} satisfies JobTable;

export const contractsCrons: CronTable = [
  { task: "contracts.write-renewals", at: "15 7 * * *" },
  { task: "contracts.announce-all-prices", at: "25 7 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    contracts: typeof contractsJobs;
  }
}
