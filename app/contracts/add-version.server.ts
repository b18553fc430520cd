import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { monthOf } from "./rules/month.ts";
import type { Contract } from "./rules/contract.ts";
import { findVersionRefusal, type VersionRefusal } from "./rules/versions.ts";
import {
  appendContract,
  appendVersion,
  listContracts,
  withdraw,
  type NewContract,
  type NewVersion,
} from "./store/contract-store.server.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";

export type ContractRefusal = VersionRefusal | "no-lines" | "changed-meanwhile" | "begun" | "contract-gone";

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

/** Adds a version to a contract from a day on; `seen` is the latest version that its maker started from, so that of two editors one is told. */
export function addVersion(
  scope: StaffScope,
  { clientId, contractId, id, seen, version }: Asked & { contractId: string; seen: string },
): Promise<Result<string, ContractRefusal>> {
  return inScope(scope, async (tx) => {
    if (!(await lockClient(tx, clientId))) return notFound();
    const contract = (await listContracts(tx, clientId)).find((known) => known.id === contractId);
    if (!contract) return notFound();
    if (contract.versions.some((known) => known.id === id)) return ok(id);
    if (contract.versions.at(-1)?.id !== seen) return refuse("changed-meanwhile");
    const refusal = await findRefusal(tx, clientId, version, contract);
    if (refusal) return refuse(refusal);
    await appendVersion(
      tx,
      { clientId, id, contractId, madeBy: scope.userId },
      keepOnceDays(version, contract),
    );
    await appendAudit(tx, scope, {
      action: "contract.version-added",
      target: `client:${clientId}`,
      clientId,
      detail: { name: contract.name, from: version.effectiveOn, reason: version.reason },
    });
    return ok(id);
  });
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
): Promise<ContractRefusal | null> {
  if (version.lines.length === 0) return "no-lines";
  const replaced = contract.versions.at(-1)?.lines ?? [];
  return findVersionRefusal({
    effectiveOn: version.effectiveOn,
    rules: [...version.lines, ...replaced].map(({ rule }) => rule),
    lastClosedMonth: await findLastClosedMonth(tx, clientId),
    taken: contract.versions.map(({ effectiveOn }) => effectiveOn),
    contract,
  });
}

/** Withdraws a version that has not begun; its contract's first one stays. Done twice, it is done once. */
export function withdrawVersion(
  scope: StaffScope,
  clientId: string,
  versionId: string,
): Promise<Result<null, ContractRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    const contract = (await listContracts(tx, clientId)).find(({ versions }) =>
      versions.some(({ id }) => id === versionId),
    );
    const version = contract?.versions.find(({ id }) => id === versionId);
    if (!contract || !version) return refuse("contract-gone");
    const today: Day = dayIn(client.zone, now());
    const lastClosed = await findLastClosedMonth(tx, clientId);
    if (version === contract.versions[0] || version.effectiveOn <= today) return refuse("begun");
    if (lastClosed !== null && monthOf(version.effectiveOn) <= lastClosed) return refuse("month-closed");
    if (await withdraw(tx, clientId, versionId, scope.userId))
      await appendAudit(tx, scope, {
        action: "contract.version-withdrawn",
        target: `client:${clientId}`,
        clientId,
        detail: { name: contract.name, from: version.effectiveOn },
      });
    return ok(null);
  });
}
