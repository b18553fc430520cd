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
import { appendNotice, listContracts } from "./store/contract-store.server.ts";

export type NoticeRefusal = "ended" | "no-term";

/** The day on which a contract ends when notice is given on a day; null where it has no term, so that its end is agreed by people. */
export function endIfNotice(contract: Contract, on: Day): Day | null {
  const { startsOn, termMonths, renewalMonths, noticeMonths, renewal } = contract;
  return termMonths === null
    ? null
    : endAfterNotice({ startsOn, termMonths, renewalMonths, noticeMonths }, renewal, on);
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
    if (contract.endsOn !== null && contract.endsOn < givenOn) return refuse("ended");
    const endsOn = endIfNotice(contract, givenOn);
    if (endsOn === null) return refuse("no-term");
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
