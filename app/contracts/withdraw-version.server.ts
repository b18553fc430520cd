import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { withdrawInside } from "#app/agreements/end-agreement.server.ts";
import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { ContractRefusal } from "./add-version.server.ts";
import { tellWithdrawnPrices } from "./announce-prices.server.ts";
import { changeOrderSubject } from "./rules/contract-documents.ts";
import type { Contract, ContractVersion } from "./rules/contract.ts";
import { monthOf } from "./rules/month.ts";
import { findWithdrawRefusal, type WithdrawRefusal } from "./rules/versions.ts";
import { listContracts, withdraw } from "./store/contract-store.server.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";
import { listUnsigned, type UnsignedVersion } from "./store/unsigned-store.server.ts";

/**
 * Withdraws a version that has not begun, one that waits for its signature with the document that was sent, or one that lapsed; a contract's
 * first one stays, and so does one that a later one builds on. The version before it lasts until the next again. Done twice, it is done once.
 */
export function withdrawVersion(
  scope: StaffScope,
  clientId: string,
  versionId: string,
): Promise<Result<null, ContractRefusal>> {
  return inScope(scope, async (tx) => {
    const client = (await lockClient(tx, clientId)) ?? notFound();
    const unsigned = await listUnsigned(tx, clientId);
    const waiting = unsigned.find(({ version }) => version.id === versionId);
    const standing = waiting ? null : await findVersion(tx, clientId, versionId, unsigned);
    const found = waiting ? { name: waiting.contractName, version: waiting.version } : standing;
    if (!found) return refuse("contract-gone");
    const refusal = waiting
      ? await endDocument(tx, scope, client, waiting)
      : standing && (await whyNot(tx, client, standing));
    if (refusal) return refuse(refusal);
    if (await withdraw(tx, clientId, versionId, scope.userId)) {
      if (standing) await tellWithdrawnPrices(tx, client, standing.contract, standing.version);
      await appendAudit(tx, scope, {
        action: "contract.version-withdrawn",
        target: `client:${clientId}`,
        clientId,
        detail: { name: found.name, from: found.version.effectiveOn },
      });
    }
    return ok(null);
  });
}

type Found = {
  name: string;
  contract: Contract;
  version: ContractVersion;
  isFirst: boolean;
  built: WithdrawRefusal | null;
};

async function findVersion(
  tx: Tx,
  clientId: string,
  versionId: string,
  unsigned: readonly UnsignedVersion[],
): Promise<Found | null> {
  for (const contract of await listContracts(tx, clientId)) {
    const { id: contractId, name, versions } = contract;
    const version = versions.find(({ id }) => id === versionId);
    if (!version) continue;
    const waiting = unsigned
      .filter((one) => one.contractId === contractId && !one.hasLapsed)
      .map((one) => one.version);
    const built = findWithdrawRefusal(version, versions, waiting);
    return { name, contract, version, isFirst: version === versions[0], built };
  }
  return null;
}

async function whyNot(
  tx: Tx,
  client: Client,
  { version, isFirst, built }: Found,
): Promise<ContractRefusal | null> {
  const lastClosed = await findLastClosedMonth(tx, client.id);
  if (isFirst || version.effectiveOn <= dayIn(client.zone, now())) return "begun";
  return lastClosed !== null && monthOf(version.effectiveOn) <= lastClosed ? "month-closed" : built;
}

/** Takes back the document that asks for a version's signature; refused where it was signed just now. */
async function endDocument(
  tx: Tx,
  scope: StaffScope,
  { locale }: Client,
  { contractId, version }: UnsignedVersion,
): Promise<ContractRefusal | null> {
  const agreement = await findAgreementFor(tx, "contract", changeOrderSubject(contractId, version.id));
  if (agreement?.state === "signed") return "changed-meanwhile";
  if (agreement?.state !== "open") return null;
  const reason = withLocale(localeOf(locale), () => m.contracts_withdrawn());
  const done = await withdrawInside(tx, scope, agreement.id, reason);
  return done.ok ? null : "changed-meanwhile";
}
