import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { isInForce, versionOn } from "./rules/contract.ts";
import { monthOf } from "./rules/month.ts";
import { canBeInvoiced } from "./rules/open-months.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { listClosedMonths } from "./store/month-store.server.ts";
import { appendJob, withdrawJob, type Job } from "./store/job-store.server.ts";

export type JobRefusal = "job-ahead" | "job-not-in-contract" | "job-too-late";

/** Records that a job of a fixed price was done; it joins its month's invoice, or as a correction the next one's; where neither can be, it is refused. Sent twice, it is one job. */
export function recordJob(
  scope: StaffScope,
  clientId: string,
  job: Omit<Job, "contractId">,
): Promise<Result<null, JobRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    if (job.doneOn > dayIn(client.zone, now())) return refuse("job-ahead");
    const contract = (await listContracts(tx, clientId)).find(
      (one) =>
        isInForce(one, job.doneOn) &&
        versionOn(one, job.doneOn)?.lines.some(({ key, counts }) => key === job.lineKey && counts === "job"),
    );
    if (!contract) return refuse("job-not-in-contract");
    if (!canBeInvoiced(monthOf(job.doneOn), await listClosedMonths(tx, clientId)))
      return refuse("job-too-late");
    if (await appendJob(tx, { ...job, clientId, contractId: contract.id, madeBy: scope.userId }))
      await appendAudit(tx, scope, {
        action: "contract.job-recorded",
        target: `client:${clientId}`,
        clientId,
        detail: { workedOn: job.doneOn, words: job.note },
      });
    return ok(null);
  });
}

/** Takes a recorded job back; a closed month is put right by a correction. A second time changes nothing. */
export function takeBackJob(scope: StaffScope, clientId: string, id: string): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await lockClient(tx, clientId))) return notFound();
    if (await withdrawJob(tx, clientId, id))
      await appendAudit(tx, scope, {
        action: "contract.job-withdrawn",
        target: `client:${clientId}`,
        clientId,
      });
  });
}
