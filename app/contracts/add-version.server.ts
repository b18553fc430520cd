import { randomUUID } from "node:crypto";

import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { moveChargesInside } from "./charge-request.server.ts";
import { versionOn, type Contract } from "./rules/contract.ts";
import { needsSignature, type SignatureChoice } from "./rules/price-rise.ts";
import {
  findVersionRefusal,
  keepOneWay,
  type VersionRefusal,
  type WithdrawRefusal,
} from "./rules/versions.ts";
import {
  appendContract,
  appendVersion,
  listContracts,
  type NewContract,
  type NewVersion,
} from "./store/contract-store.server.ts";
import { settleOnItsDay } from "./settle-version.server.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";
import { listUnsigned } from "./store/unsigned-store.server.ts";

export type ContractRefusal =
  | VersionRefusal
  | WithdrawRefusal
  | "no-lines"
  | "changed-meanwhile"
  | "begun"
  | "contract-gone"
  | "another-waits"
  | "later-version"
  | "announced-late";

type Asked = {
  clientId: string;
  /** The form's own key: sent twice, it is one version. */
  id: string;
  version: NewVersion;
};

/** Makes a contract with its first version, which begins with it; in the client's currency. */
export function makeContract(
  scope: StaffScope,
  { clientId, id, contract, version }: Asked & { contract: NewContract },
): Promise<Result<string, ContractRefusal>> {
  return inScope(scope, (tx) =>
    makeContractInside(tx, scope, { clientId, id, contract, version, madeBy: scope.userId }),
  );
}

/** The same inside a transaction that has more to do; it locks the client. `madeBy` is the person behind it, also where a job makes it. */
export async function makeContractInside(
  tx: Tx,
  actor: StaffScope | "system",
  { clientId, id, contract, version, madeBy }: Asked & { contract: NewContract; madeBy: string },
): Promise<Result<string, ContractRefusal>> {
  const client = await lockClient(tx, clientId);
  if (!client) return notFound();
  if ((await listContracts(tx, clientId)).some((known) => known.id === id)) return ok(id);
  const refusal = await findRefusal(tx, clientId, version, { ...contract, versions: [] });
  if (refusal) return refuse(refusal);
  await appendContract(tx, { clientId, id, currency: client.currency }, contract);
  await appendVersion(tx, { clientId, id, contractId: id, madeBy }, version);
  await moveChargesInside(tx, actor, { clientId, contractId: id, zone: client.zone });
  await appendAudit(tx, actor, {
    action: "contract.created",
    target: `client:${clientId}`,
    clientId,
    detail: {
      name: contract.name,
      startsOn: contract.startsOn,
      kind: contract.kind,
      count: version.lines.length,
    },
  });
  return ok(id);
}

/**
 * Adds a version to a contract from a day on; `seen` is the latest version that its maker started from, so that of two editors one is told.
 * One that needs the client's signature waits for it, and lapses where it is unsigned on its day; while it waits, no other is added.
 */
export function addVersion(
  scope: StaffScope,
  {
    clientId,
    contractId,
    id,
    seen,
    version,
    signature = "none",
  }: Asked & { contractId: string; seen: string; signature?: SignatureChoice },
): Promise<Result<string, ContractRefusal>> {
  return inScope(scope, async (tx) => {
    const client = (await lockClient(tx, clientId)) ?? notFound();
    const contract = (await listContracts(tx, clientId)).find((known) => known.id === contractId);
    if (!contract) return notFound();
    const unsigned = (await listUnsigned(tx, clientId)).filter((one) => one.contractId === contractId);
    const known = [...contract.versions, ...unsigned.map((one) => one.version)];
    if (known.some((one) => one.id === id)) return ok(id);
    const latest = contract.versions.at(-1);
    if (latest?.id !== seen) return refuse("changed-meanwhile");
    if (unsigned.some(({ hasLapsed }) => !hasLapsed)) return refuse("another-waits");
    const replaced = versionOn(contract, version.effectiveOn) ?? latest;
    const waits = needsSignature(signature, replaced.lines, version.lines);
    const signedAfter = waits ? dayIn(client.zone, now()) : null;
    const refusal = await findRefusal(tx, clientId, version, contract, signedAfter);
    if (refusal) return refuse(refusal);
    await appendVersion(
      tx,
      { clientId, id, contractId, madeBy: scope.userId, needsSignature: waits },
      keepOnceDays(ownLines(version, contract), contract),
    );
    if (waits) await settleOnItsDay(tx, { clientId, id }, client.zone, version.effectiveOn);
    // One that waits for a signature is told of by its document.
    else await enqueue(tx, "contracts.announce-prices", { clientId }, { key: `announce-prices:${clientId}` });
    await appendAudit(tx, scope, {
      action: "contract.version-added",
      target: `client:${clientId}`,
      clientId,
      detail: { name: contract.name, from: version.effectiveOn, reason: version.reason },
    });
    return ok(id);
  });
}

function ownLines(version: NewVersion, { versions }: Contract): NewVersion {
  return { ...version, lines: keepOneWay(version.lines, versions, randomUUID) };
}

/** A one-off line is charged in the month in which it first stood in the contract, whatever versions follow. */
function keepOnceDays(version: NewVersion, { versions }: Contract): NewVersion {
  const known = new Map(versions.flatMap(({ lines }) => lines.map((line) => [line.key, line.onceOn])));
  const lines = version.lines.map((line) =>
    line.counts === "once" ? { ...line, onceOn: known.get(line.key) ?? line.onceOn } : line,
  );
  return { ...version, lines };
}

async function findRefusal(
  tx: Tx,
  clientId: string,
  version: NewVersion,
  contract: Pick<Contract, "startsOn" | "endsOn" | "versions">,
  signedAfter: Day | null = null,
): Promise<ContractRefusal | null> {
  if (version.lines.length === 0) return "no-lines";
  const { effectiveOn } = version;
  const replaced = versionOn(contract, effectiveOn)?.lines ?? [];
  const isDaily = version.lines.every(({ rule }) => rule === "daily");
  const next = contract.versions.find((one) => one.effectiveOn > effectiveOn);
  return findVersionRefusal({
    effectiveOn,
    replacedOn: isDaily ? null : (next?.effectiveOn ?? null),
    rules: [...version.lines, ...replaced].map(({ rule }) => rule),
    lastClosedMonth: await findLastClosedMonth(tx, clientId),
    taken: contract.versions.map((one) => one.effectiveOn),
    contract,
    signedAfter,
  });
}
