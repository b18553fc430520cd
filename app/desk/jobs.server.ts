import { z } from "zod";

import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { callTimes } from "#app/desk/rules/definition.ts";
import { chaseApprovals } from "./approvals/chase-approvals.server.ts";
import { endCall } from "./automation/answer-call.server.ts";
import { callAutomation } from "./automation/call-automation.server.ts";
import { runEffect } from "./effects/complete-change.server.ts";
import { addNextHolidays } from "./save-calendar.server.ts";

/** What the desk does in the background. */
export const deskJobs = {
  /** Does what a change asked, at its hour. */
  "desk.effect": job(z.object({ clientId: z.uuid(), requestId: z.uuid() }), runEffect),
  /** Calls the automation of a request's lines. */
  "desk.call-automation": job(
    z.object({ clientId: z.uuid(), requestId: z.uuid(), at: z.enum(callTimes) }),
    callAutomation,
  ),
  /** Ends a call that nobody answered in time. */
  "desk.end-call": job(z.object({ clientId: z.uuid(), callId: z.uuid() }), endCall),
  /** Reminds approvers, and ends what nobody approved in time. */
  "desk.chase-approvals": plainJob(chaseApprovals),
  /** Adds next year's public holidays. */
  "desk.add-holidays": plainJob(addNextHolidays),
} satisfies JobTable;

/** When its jobs run. */
export const deskCrons: CronTable = [
  { task: "desk.chase-approvals", at: "40 6 * * 1-5" },
  { task: "desk.add-holidays", at: "20 4 1 * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    desk: typeof deskJobs;
  }
}
