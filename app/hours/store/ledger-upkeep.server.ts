import { asSystemAtLeisure, sql, type Tx } from "#app/platform/db.server.ts";

/** One violation of an invariant of the ledger; one without a client concerns the tables themselves. `frozen`: the client's account is frozen already. */
export type Defect = {
  clientId: string | null;
  invariant: string;
  subject: string;
  detail: string;
  frozen: boolean;
};

/** An account's last operation when it was proven; the next proof begins after it. */
type Head = { clientId: string; seq: number; hash: string; netMinutes: number };

/**
 * The defects of the whole ledger, or of what came after the last proof, read in one snapshot; a sound ledger has none. Accounts
 * without a defect are recorded as proven up to their last operation.
 */
export function proveLedger(whole: boolean, at: Date): Promise<Defect[]> {
  return asSystemAtLeisure(async (tx) => {
    const [found] = await tx.$queryRaw<{ defects: Defect[]; heads: Head[] }[]>`
      with defect as (${whole ? sql`select * from ledger_defects` : sql`select * from ledger_defects_since()`})
      select
        coalesce((select jsonb_agg(jsonb_build_object('clientId', d.client_id, 'invariant', d.invariant, 'subject', d.subject, 'detail', d.detail,
            'frozen', a.frozen_at is not null) order by d.client_id, d.invariant, d.subject)
          from defect d left join hour_account a on a.client_id = d.client_id), '[]') as defects,
        coalesce((select jsonb_agg(jsonb_build_object('clientId', a.client_id, 'seq', a.seq, 'hash', encode(a.last_hash, 'hex'),
            'netMinutes', a.available_minutes - a.owed_minutes))
          from hour_account a left join hour_proof p on p.client_id = a.client_id
          where (${whole} or p.seq is distinct from a.seq) and not exists (select from defect d where d.client_id = a.client_id)), '[]') as heads`;
    if (!found) return [];
    await keepProofs(tx, found.heads, at);
    return found.defects;
  });
}

async function keepProofs(tx: Tx, heads: Head[], at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into hour_proof as p (client_id, seq, hash, net_minutes, proven_at)
    select (h ->> 'clientId')::uuid, (h ->> 'seq')::int, decode(h ->> 'hash', 'hex'), (h ->> 'netMinutes')::int, ${at}
    from jsonb_array_elements(${JSON.stringify(heads)}::jsonb) h
    on conflict (client_id) do update set seq = excluded.seq, hash = excluded.hash, net_minutes = excluded.net_minutes, proven_at = excluded.proven_at
      where excluded.seq >= p.seq`;
}

/** The clients with hours that are due to expire, without frozen accounts. */
export async function listDueToExpire(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select client_id::text as id from hour_account where next_expiry_at <= ${at} and frozen_at is null order by next_expiry_at`;
  return rows.map(({ id }) => id);
}
