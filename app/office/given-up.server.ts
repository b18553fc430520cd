import { officeAccess } from "#app/office/access.ts";
import { may } from "#app/identity/permission.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import {
  countGivenUpJobs,
  type GivenUp,
  listGivenUpJobs,
  tryJobAgain,
} from "#app/office/store/given-up.server.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** What the queue gave up, oldest first, for the owner; nothing for anybody else. */
export function listGivenUp(scope: StaffScope): Promise<GivenUp[]> {
  return readInScope(scope, (tx) => findGivenUp(tx, scope));
}

/** The same, within a transaction of this scope: one query. */
export async function findGivenUp(tx: Tx, scope: StaffScope): Promise<GivenUp[]> {
  if (!may(scope, officeAccess.retryJobs)) return [];
  return listGivenUpJobs(tx);
}

/** How many of them wait; zero for anybody but the owner. */
export async function countGivenUp(tx: Tx, scope: StaffScope): Promise<number> {
  if (!may(scope, officeAccess.retryJobs)) return 0;
  const row = await countGivenUpJobs(tx);
  return row?.count ?? 0;
}

/** The owner has given-up work tried again from its first try, with a row in the audit log; of two at once the first does. */
export function tryAgain(scope: StaffScope, jobId: string): Promise<Result<null, "task-gone">> {
  return inScope(scope, async (tx) => {
    if (!may(scope, officeAccess.retryJobs)) return refuse("task-gone");
    const job = await tryJobAgain(tx, jobId);
    if (!job?.task) return refuse("task-gone");
    await appendAudit(tx, scope, {
      action: "job.tried-again",
      target: `job:${jobId}`,
      detail: { kind: job.task },
    });
    return ok(null);
  });
}
