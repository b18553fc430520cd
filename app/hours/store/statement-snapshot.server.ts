import type { StatementSnapshot } from "#app/hours/statement/statement-snapshot.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** Which document: a part of a statement, counted from 1. */
export type PartKey = { clientId: string; statementId: string; part: number };

/** Who a paper is from and for, as these are now. */
export type Parties = Pick<StatementSnapshot, "zone" | "client" | "msp">;

/** Reads client and MSP as a paper shows them; null for a client that is not in sight. */
export async function findParties(tx: Tx, clientId: string): Promise<Parties | null> {
  const [row] = await tx.$queryRaw<Parties[]>`
    select c.zone,
      jsonb_build_object('name', c.legal_name, 'address', array_remove(array[c.address_line, trim(c.postal_code || ' ' || c.city)], '')) as client,
      jsonb_build_object('name', p.name, 'legalName', p.legal_name, 'address', p.address_lines, 'email', p.email, 'phone', p.phone, 'bank', array_remove(array[p.account_holder, 'IBAN ' || trim(regexp_replace(p.iban, '(.{4})', '\\1 ', 'g')), 'BIC ' || p.bic], null), 'logo', p.logo_light, 'colour', '#' || p.colour_light) as msp
    from client_facts c cross join msp_facts p where c.id = ${clientId}::uuid`;
  return row ?? null;
}

/** The blocks as they stood after an act: those with something left in the order in which they burn, or the last one when all are used. `expiresSoon`: within 30 days after a day. */
export function listBlocksAt(
  tx: Tx,
  clientId: string,
  seq: number,
  untilOn: string,
): Promise<StatementSnapshot["blocks"]> {
  return tx.$queryRaw<StatementSnapshot["blocks"]>`
    with known as materialized (
      select l.* from hour_lot l where l.client_id = ${clientId}::uuid and l.opened_seq <= ${seq}::int and (l.is_open
        or l.id in (select t.lot_id from hour_transfer t where t.client_id = ${clientId}::uuid and t.seq > ${seq}::int)
        or l.id = (select max(n.id) from hour_lot n where n.client_id = ${clientId}::uuid and n.opened_seq <= ${seq}::int and n.source <> 'correction'))
    ), moved as materialized (
      select t.lot_id, sum(case when t.dst = 'lot' then t.minutes when t.src = 'lot' then -t.minutes else 0 end)::int as remaining,
        sum(case when t.src = 'lot' and t.dst in ('used', 'debt') then t.minutes when t.src = 'used' and t.dst = 'lot' then -t.minutes else 0 end)::int as used,
        coalesce(sum(case when t.src = 'lot' and t.dst in ('used', 'debt') then t.minutes when t.src = 'used' and t.dst = 'lot' then -t.minutes else 0 end)
          filter (where e.nature = 'proactive'), 0)::int as proactive,
        sum(case when t.src = 'lot' and t.dst = 'expired' then t.minutes when t.src = 'expired' and t.dst = 'lot' then -t.minutes else 0 end)::int as expired
      from hour_transfer t
      join hour_op o on o.client_id = t.client_id and o.seq = t.seq
      left join time_entry e on e.client_id = t.client_id
        and e.id = case when coalesce(t.subject, o.subject) like 'te:%' then substr(coalesce(t.subject, o.subject), 4)::uuid end
      where t.client_id = ${clientId}::uuid and t.seq <= ${seq}::int and t.seq >= (select min(opened_seq) from known) and t.lot_id in (select id from known)
      group by t.lot_id
    )
    select l.id as "lotId", l.source::text, l.minutes, m.remaining, m.used, m.proactive as "usedProactive", m.expired,
      coalesce(day_in(c.zone, l.expires_at) <= ${untilOn}::date + 31 and m.remaining > 0, false) as "expiresSoon",
      l.parent_lot_id as "fromLotId", l.parent_lot_id is not null and o.kind = 'adjust' as extended
    from known l join moved m on m.lot_id = l.id join client_facts c on c.id = l.client_id
    join hour_op o on o.client_id = l.client_id and o.seq = l.opened_seq
    where m.remaining > 0 or (not exists (select from moved n where n.remaining > 0) and l.id = (select max(k.id) from known k))
    order by l.priority, l.expires_at, l.id`;
}

/** Keeps what a part showed; what is kept already stays. */
export async function insertPart(tx: Tx, key: PartKey, content: StatementSnapshot): Promise<void> {
  await tx.$executeRaw`
    insert into hour_statement_part (client_id, statement_id, part, content)
    values (${key.clientId}::uuid, ${key.statementId}::uuid, ${key.part}, ${JSON.stringify(content)}::jsonb) on conflict do nothing`;
}

/** Finds what a part showed when it was issued; null where nothing was kept. */
export async function findPart(tx: Tx, key: PartKey): Promise<StatementSnapshot | null> {
  const [row] = await tx.$queryRaw<{ content: StatementSnapshot }[]>`
    select content from hour_statement_part where client_id = ${key.clientId}::uuid and statement_id = ${key.statementId}::uuid and part = ${key.part}`;
  return row?.content ?? null;
}

/** Finds the document of a part in a language. */
export async function findFile(tx: Tx, key: PartKey, locale: Locale): Promise<Buffer | null> {
  const [row] = await tx.$queryRaw<{ content: Uint8Array }[]>`
    select content from hour_statement_file
    where client_id = ${key.clientId}::uuid and statement_id = ${key.statementId}::uuid and part = ${key.part} and locale = ${locale}`;
  return row ? Buffer.from(row.content) : null;
}

/** Keeps the document of a part in a language; one that is kept already stays, and is what others get. */
export async function insertFile(
  tx: Tx,
  key: PartKey,
  locale: Locale,
  content: Buffer,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into hour_statement_file (client_id, statement_id, part, locale, content, made_at)
    values (${key.clientId}::uuid, ${key.statementId}::uuid, ${key.part}, ${locale}, ${content}, ${at}) on conflict do nothing`;
}
