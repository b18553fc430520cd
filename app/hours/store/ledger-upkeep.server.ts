import { asSystemAtLeisure, type Tx } from "#app/platform/db.server.ts";

/** One broken promise of the ledger; without a client it is the tables' own. `frozen`: the client's account stands still already. */
export type Defect = {
  clientId: string | null;
  invariant: string;
  subject: string;
  detail: string;
  frozen: boolean;
};

/** Every defect of the ledger, read in one snapshot; empty is the only good answer. */
export function listDefects(): Promise<Defect[]> {
  return asSystemAtLeisure(
    (tx) => tx.$queryRaw<Defect[]>`
    select d.client_id::text as "clientId", d.invariant, d.subject, d.detail, a.frozen_at is not null as frozen
    from ledger_defects d left join hour_account a on a.client_id = d.client_id order by 1, 2, 3`,
  );
}

/** Stops all acts on an account, for the reason given. */
export async function freezeAccount(tx: Tx, clientId: string, reason: string, at: Date): Promise<void> {
  await tx.$queryRaw`select hours_freeze(${clientId}::uuid, ${reason}, ${at})::text`;
}

/** The clients with hours whose day has come; a frozen account waits. */
export async function listDueToExpire(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select client_id::text as id from hour_account where next_expiry_at <= ${at} and frozen_at is null order by next_expiry_at`;
  return rows.map(({ id }) => id);
}

/** Posts what is due to expire on an account; answers the minutes that expired. */
export async function expireDue(tx: Tx, clientId: string, at: Date): Promise<number> {
  const [row] = await tx.$queryRaw<
    { minutes: number }[]
  >`select hours_expire_due(${clientId}::uuid, ${at}) as minutes`;
  return row?.minutes ?? 0;
}
