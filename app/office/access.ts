import { forStaff } from "#app/identity/permission.ts";

/** Who may change what belongs to the MSP itself. */
export const officeAccess = {
  changeSettings: forStaff("owner"),
  changeBrand: forStaff("owner"),
  /** Tests the mail server and Stripe. */
  testConnections: forStaff("owner"),
  /** Sees the jobs that the queue gave up, and has them tried again. */
  retryJobs: forStaff("owner"),
};
