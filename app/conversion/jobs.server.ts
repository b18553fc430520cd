import { z } from "zod";

import { signedSubject } from "#app/agreements/signed-subject.ts";
import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { activate, activateDue } from "./activate.server.ts";
import { makerNews, writeToMaker } from "./letters.server.ts";
import { reopenProposal } from "./reopen-proposal.server.ts";
import { makeReports } from "./report.server.ts";
import { signProposal } from "./sign-proposal.server.ts";

const address = z.object({ clientId: z.uuid(), id: z.uuid() });

/** What conversion does in the background. */
export const conversionJobs = {
  "conversion.activate": job(address, ({ clientId, id }) => activate(clientId, id)),
  "conversion.activate-due": plainJob(activateDue),
  "conversion.make-reports": plainJob(makeReports),
  "conversion.tell-maker": job(makerNews, writeToMaker),
  "signed-proposal": job(signedSubject, ({ clientId, subjectId }) => signProposal(clientId, subjectId)),
  "ended-proposal": job(signedSubject, ({ clientId, subjectId }) => reopenProposal(clientId, subjectId)),
} satisfies JobTable;

/** When its jobs run: hours after a midnight lie near each zone's. */
export const conversionCrons: CronTable = [
  { task: "conversion.activate-due", at: "7 * * * *" },
  { task: "conversion.make-reports", at: "40 6 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    conversion: typeof conversionJobs;
  }
}
