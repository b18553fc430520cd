import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { moveApproval } from "#app/hours/store/time-approval.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { ok, type Result } from "#app/platform/result.ts";

import { writeRejected } from "./approval-letters.server.ts";
import { decideInside, type DecideRefusal, type Seen } from "./decide.server.ts";

/** Rejects a waiting entry with the reason in words; its engineer can change or withdraw it. */
export function rejectTime(
  scope: Scope,
  seen: Seen & { words: string },
): Promise<Result<null, DecideRefusal>> {
  return decideInside(scope, seen, async (tx, { entry, approval }) => {
    const key = { clientId: entry.clientId, entryId: entry.entryId };
    await moveApproval(tx, scope, {
      ...key,
      ...approval,
      state: "rejected",
      step: "rejected",
      words: seen.words,
      at: now(),
    });
    await writeRejected(tx, scope, {
      ...key,
      version: approval.version,
      engineerId: entry.engineerId,
      words: seen.words,
    });
    await appendAudit(tx, scope, {
      action: "time.rejected",
      target: `time:${entry.entryId}`,
      clientId: entry.clientId,
      detail: { billed: entry.billableMinutes, words: seen.words },
    });
    return ok(null);
  });
}
