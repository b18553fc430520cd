import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { NotedDecision } from "./rules/renewals.ts";
import { standingOn, termEndOn } from "./rules/terms.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { appendDecision } from "./store/terms-store.server.ts";

export type NoteRefusal = "terms-changed" | "talk-passed";

type Asked = Pick<NotedDecision, "choice" | "talkOn" | "note"> & {
  clientId: string;
  contractId: string;
  /** The form's own key: sent twice, it is noted once. */
  id: string;
  /** The last day of the term that the page showed. */
  termEndsOn: Day;
};

/** Notes what the MSP decided about the term of a contract that is under way; nothing follows from it by itself. Refused where the term has another end meanwhile, and where the day to talk is over. */
export function noteDecision(
  scope: StaffScope,
  { clientId, contractId, id, ...noted }: Asked,
): Promise<Result<null, NoteRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    const contract = (await listContracts(tx, clientId)).find((one) => one.id === contractId);
    if (!client || !contract) return notFound();
    const today = dayIn(client.zone, now());
    const end = contract.endsOn ?? termEndOn(standingOn(contract, today), today);
    if (end !== noted.termEndsOn) return refuse("terms-changed");
    if (noted.talkOn !== null && noted.talkOn < today) return refuse("talk-passed");
    if (await appendDecision(tx, { clientId, contractId, id, madeBy: scope.userId }, noted))
      await appendAudit(tx, scope, {
        action: "contract.decision-noted",
        target: `client:${clientId}`,
        clientId,
        detail: { name: contract.name, until: end, ...(noted.note ? { reason: noted.note } : {}) },
      });
    return ok(null);
  });
}
