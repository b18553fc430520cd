import { settleSubject } from "#app/agreements/end-agreement.server.ts";
import type { SignedSubject } from "#app/agreements/signed-subject.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { zoneAt, type ZoneText } from "#app/platform/zone-text.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

import { changeOrderSubject } from "./rules/contract-documents.ts";
import { listUnsigned, settleUnsigned, type UnsignedVersion } from "./store/unsigned-store.server.ts";

type VersionKey = { clientId: string; id: string };

/** Asks for `settleVersion` when a version's day begins at the client's. */
export function settleOnItsDay(tx: Tx, key: VersionKey, zone: ZoneText, on: Day): Promise<void> {
  const runAt = startOfDay(zoneAt(zone, now()), on);
  return enqueue(tx, "contracts.settle-version", key, { key: `settle-version:${key.id}`, runAt });
}

/** Takes up that a document about a contract is signed by all: the version whose change order it is begins on its day. Told twice, it is taken up once; of other documents nothing waits. */
export function takeUpSigned({ clientId, subjectId }: SignedSubject): Promise<void> {
  return asSystem(async (tx) => {
    await lockClient(tx, clientId);
    const waiting = (await listUnsigned(tx, clientId)).find((one) => subjectOf(one) === subjectId);
    if (waiting && !waiting.hasLapsed) await keep(tx, clientId, waiting, "signed");
  });
}

/** On a version's day: one that is signed begins, one that is not lapses, and its document can't be signed any more. Safe to repeat. */
export function settleVersion({ clientId, id }: VersionKey): Promise<void> {
  return asSystem(async (tx) => {
    const client = await lockClient(tx, clientId);
    const waiting = (await listUnsigned(tx, clientId)).find(({ version }) => version.id === id);
    if (!client || !waiting || waiting.hasLapsed) return;
    const { effectiveOn } = waiting.version;
    if (effectiveOn > dayIn(client.zone, now()))
      return settleOnItsDay(tx, { clientId, id }, client.zone, effectiveOn);
    const isSigned = await settleSubject(tx, "contract", subjectOf(waiting));
    await keep(tx, clientId, waiting, isSigned ? "signed" : "lapsed");
  });
}

function subjectOf({ contractId, version }: UnsignedVersion): string {
  return changeOrderSubject(contractId, version.id);
}

async function keep(
  tx: Tx,
  clientId: string,
  { contractName, version }: UnsignedVersion,
  how: "signed" | "lapsed",
): Promise<void> {
  if (await settleUnsigned(tx, clientId, version.id, how))
    await appendAudit(tx, "system", {
      action: how === "signed" ? "contract.version-signed" : "contract.version-lapsed",
      target: `client:${clientId}`,
      clientId,
      detail: { name: contractName, from: version.effectiveOn },
    });
}
