import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { endAfterNotice } from "./rules/clock.ts";
import type { Contract } from "./rules/contract.ts";
import { asOn, standingOn, termOf } from "./rules/terms.ts";
import { appendNotice, listContracts } from "./store/contract-store.server.ts";

export type NoticeRefusal = "ended" | "no-term" | "not-renewed";

/**
 * The day on which a contract ends when notice is given on a day, or why it can't be given: the contract has ended, has no term (so that
 * its end is agreed by people), or ends by then anyway.
 */
export function endIfNotice(contract: Contract, on: Day): Result<Day, NoticeRefusal> {
  const { endsOn } = contract;
  if (endsOn !== null && endsOn < on) return refuse("ended");
  const standing = standingOn(contract, on);
  const term = termOf(standing);
  if (!term) return refuse("no-term");
  if (standing.renewal === "none") return refuse("not-renewed");
  // In time is what the period of the day says on which notice is given, whatever is agreed for later.
  const { noticeMonths } = asOn(contract, on);
  const end = endAfterNotice({ ...term, noticeMonths }, standing.renewal, on);
  return endsOn !== null && endsOn <= end ? refuse("not-renewed") : ok(end);
}

/** A client ends its contract: kept with who, when and the day it ends, and a task for the MSP. Versions that were planned after its end come to nothing. Done twice, it is done once. */
export function giveNotice(
  scope: ClientScope,
  contractId: string,
  words: string,
): Promise<Result<{ endsOn: Day }, NoticeRefusal>> {
  return inScope(scope, async (tx) => {
    const { clientId } = scope;
    const client = await lockClient(tx, clientId);
    const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
    if (!client || !contract) return notFound();
    const givenOn = dayIn(client.zone, now());
    if (contract.notice) return ok({ endsOn: contract.notice.endsOn });
    const ends = endIfNotice(contract, givenOn);
    if (!ends.ok) return ends;
    const endsOn = ends.value;
    if (await appendNotice(tx, clientId, contractId, { givenBy: scope.userId, givenOn, endsOn, words })) {
      await enqueue(
        tx,
        "billing.notice-given",
        { clientId, contractId },
        { key: `notice-given:${contractId}` },
      );
      await appendAudit(tx, scope, {
        action: "contract.notice-given",
        target: `client:${clientId}`,
        clientId,
        detail: { name: contract.name, until: endsOn },
      });
    }
    return ok({ endsOn });
  });
}
