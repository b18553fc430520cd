import { contractsAccess } from "#app/contracts/access.ts";
import type { ContractVersion } from "#app/contracts/rules/contract.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

import { contractVersion } from "./contract-row.server.ts";
import { versionRow } from "./contract-store.server.ts";

/** A version that needs the client's signature and does not have it: it waits, or its day came first and it lapsed. */
export type UnsignedVersion = {
  contractId: string;
  contractName: string;
  version: ContractVersion;
  hasLapsed: boolean;
};

/** A client's versions without the signature that they need, but for withdrawn ones, latest day first. One query. */
export async function listUnsigned(tx: Tx, clientId: string): Promise<UnsignedVersion[]> {
  const rows = await tx.$queryRaw<(Omit<UnsignedVersion, "version"> & { version: unknown })[]>(sql`
    select v.contract_id::text as "contractId", k.name as "contractName", v.lapsed_at is not null as "hasLapsed", ${versionRow} as version
    from contract_version v join contract k on k.client_id = v.client_id and k.id = v.contract_id
    where v.client_id = ${clientId}::uuid and v.needs_signature and v.signed_at is null and v.withdrawn_at is null
    order by v.effective_on desc, v.made_at desc`);
  return rows.map((row) => ({ ...row, version: contractVersion.parse(row.version) }));
}

/** The version of a contract that waits for its signature; null where none does. One query. */
export async function findWaiting(
  tx: Tx,
  clientId: string,
  contractId: string,
): Promise<ContractVersion | null> {
  const all = await listUnsigned(tx, clientId);
  return all.find((one) => one.contractId === contractId && !one.hasLapsed)?.version ?? null;
}

/** Keeps that a version that waits is signed, or that it lapsed; false where it no longer waits. */
export async function settleUnsigned(
  tx: Tx,
  clientId: string,
  id: string,
  how: "signed" | "lapsed",
): Promise<boolean> {
  const where = { clientId, id, needsSignature: true, signedAt: null, lapsedAt: null, withdrawnAt: null };
  const data = how === "signed" ? { signedAt: now() } : { lapsedAt: now() };
  const { count } = await tx.contractVersion.updateMany({ where, data });
  return count === 1;
}

/** A version that lapsed unsigned, until it is set aside or the contract gets another one. */
export const contractsTodoKinds = ["lapsed-version"] as const;
export type ContractsTodoKind = (typeof contractsTodoKinds)[number];

const lapsed = (scope: StaffScope) => sql`
  from contract_version v join contract k on k.client_id = v.client_id and k.id = v.contract_id
  join client_facts c on c.id = v.client_id and c.ended_at is null left join user_facts u on u.id = v.made_by
  where v.lapsed_at is not null and v.withdrawn_at is null and ${may(scope, contractsAccess.edit)}
    and not exists (select from contract_version n where n.client_id = v.client_id and n.contract_id = v.contract_id and n.made_at > v.lapsed_at)`;

/** How many versions lapsed unsigned and wait for a decision, for those who change contracts: one query. */
export async function countContractsTodo(
  tx: Tx,
  scope: StaffScope,
): Promise<Record<ContractsTodoKind, number>> {
  const [row] = await tx.$queryRaw<{ count: number }[]>(sql`select count(*)::int as count ${lapsed(scope)}`);
  return { "lapsed-version": row?.count ?? 0 };
}

/** The versions that lapsed unsigned, the oldest first, `limit` at most: one query. */
export async function listContractsTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<ContractsTodoKind>[]> {
  const rows = await tx.$queryRaw<(Omit<TodoItem<ContractsTodoKind>, "to" | "kind"> & { client: string })[]>(
    sql`select v.id::text, k.name as title, c.name as "clientName", u.name as who, v.lapsed_at as since, c.id::text as client
      ${lapsed(scope)} order by v.lapsed_at, v.id limit ${limit}`,
  );
  return rows.map(({ client, ...row }) => ({
    ...row,
    kind: "lapsed-version",
    to: `/staff/clients/${client}/contract`,
  }));
}
