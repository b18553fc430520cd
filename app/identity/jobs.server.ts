import { z } from "zod";

import { deleteOldLinks, deleteOldSessions } from "#app/identity/session-store.server.ts";
import { deleteOldCounts } from "#app/identity/throttle-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { proveAll } from "./audit-proof.server.ts";
import { auth } from "./auth.server.ts";
import { findPerson } from "./people-store.server.ts";
import { queueSecurityNotice } from "./security-notice.server.ts";

const mailbox = z.object({ email: z.string() });

/** What identity does in the background. */
export const identityJobs = {
  /** Writes the letter with the reset link, where there is somebody to write to. */
  "identity.send-reset": job(mailbox, async ({ email }) => {
    const person = await asSystem((tx) => findPerson(tx, email));
    if (person?.hasAccess) await auth().api.requestPasswordReset({ body: { email } });
  }),
  /** Tells a person that wrong guesses locked their account, where there is such a person. */
  "identity.notice-lock": job(mailbox.extend({ id: z.uuid() }), async ({ email, id }) => {
    await asSystem(async (tx) => {
      const person = await findPerson(tx, email);
      if (person?.hasAccess) await queueSecurityNotice(tx, person, "sign-in.locked", id);
    });
  }),
  /** Sweeps out sessions, links and counts that are over. */
  "identity.sweep": plainJob(async () => {
    await deleteOldSessions();
    await deleteOldLinks();
    await deleteOldCounts();
  }),
  /** Proves the whole audit log; a broken link is cried out in the server's log and stands on the log's page. */
  "identity.prove-audit": plainJob(proveAll),
} satisfies JobTable;

/** When identity's jobs run. */
export const identityCrons: CronTable = [
  { task: "identity.sweep", at: "17 * * * *" },
  { task: "identity.prove-audit", at: "41 2 * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    identity: typeof identityJobs;
  }
}
