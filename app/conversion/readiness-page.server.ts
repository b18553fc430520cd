import { findClient } from "#app/clients/client-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { deviceLines } from "#app/people/rules/holdings-view.ts";
import { findTenant } from "#app/people/store/microsoft-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { conversionAccess } from "./access.ts";
import {
  deviceFacts,
  type ReadinessFact,
  type ReadinessItem,
  type ReadinessPoint,
} from "./rules/readiness.ts";
import { listProposalsWithClients } from "./store/proposal-store.server.ts";
import { findReadinessAsk, listReadiness } from "./store/readiness-store.server.ts";

/** The points of the checklist, each with what the portal knows about it. */
export type KnownReadiness = {
  points: ReadinessPoint[];
  facts: Partial<Record<ReadinessItem, ReadinessFact[]>>;
};

/** Reads a client's checklist with what its devices say, and for the MSP's people what was read of its Microsoft tenant. */
export async function findReadiness(
  tx: Tx,
  scope: StaffScope | ClientScope,
  { id, zone }: { id: string; zone: string },
): Promise<KnownReadiness> {
  const today = dayIn(zone, now());
  const facts = deviceFacts(deviceLines(await findRoster(tx, id), today), today);
  const tenant = scope.kind === "staff" ? await findTenant(tx, id) : null;
  if (tenant?.readAt && tenant.snapshot)
    facts.mfa = [
      { kind: "accounts", accounts: tenant.snapshot.users.length, readOn: dayIn(zone, tenant.readAt) },
    ];
  return { points: await listReadiness(tx, id), facts };
}

/** The checklist for its client; a 404 until the MSP asked for it or sent a proposal. */
export type ReadinessPage = KnownReadiness & { mayConfirm: boolean };

/** Reads it. */
export function getReadinessPage(scope: ClientScope): Promise<ReadinessPage> {
  return readInScope(scope, async (tx) => {
    const client = (await findClient(tx, scope.clientId)) ?? notFound();
    const isAsked =
      (await findReadinessAsk(tx, client.id)) !== null ||
      (await listProposalsWithClients(tx, true)).length > 0;
    if (!isAsked) return notFound();
    return {
      ...(await findReadiness(tx, scope, client)),
      mayConfirm: may(scope, conversionAccess.accept),
    };
  });
}
