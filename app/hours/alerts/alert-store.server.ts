import { clientsAccess } from "#app/clients/access.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";
import type { AlertFacts, WatchedAlert } from "#app/hours/rules/alerts.ts";

export type StoredAlert = WatchedAlert & { toBuyers: boolean; userIds: string[] };
/** Somebody who gets letters about hours. */
export type Reader = {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
  staff: boolean;
  buys: boolean;
};

/** A client's alerts in force, each with its open episode (the time since its level was reached) if there is one. */
export async function listAlerts(tx: Tx, clientId: string): Promise<StoredAlert[]> {
  return tx.$queryRaw<StoredAlert[]>`
    select a.id::text, a.kind, a.level, a.to_buyers as "toBuyers", a.user_ids::text[] as "userIds", e.id::text as "openEpisodeId"
    from hour_alert a left join hour_alert_episode e on e.client_id = a.client_id and e.alert_id = a.id and e.closed_at is null
    where a.client_id = ${clientId}::uuid and a.removed_at is null
    order by a.kind, a.level desc, a.id`;
}

/** Begins or ends the alert at the account's own threshold, to all who may buy; there is one at most. */
export async function keepAccountAlert(tx: Tx, clientId: string, wanted: boolean, at: Date): Promise<void> {
  await (wanted
    ? tx.$executeRaw`insert into hour_alert (client_id, kind, created_at) values (${clientId}::uuid, 'account', ${at}) on conflict (client_id, kind, level) where removed_at is null do nothing`
    : tx.$executeRaw`update hour_alert set removed_at = ${at} where client_id = ${clientId}::uuid and kind = 'account' and removed_at is null`);
}

/** What alerts are judged by. `managed`: the client has a contract, so hours matter less; `raised`: the last movement raised the balance; `topsUp`: automatic top-ups are on. */
export type BalanceFacts = AlertFacts & { managed: boolean; raised: boolean; topsUp: boolean };

/** What alerts are judged by, as of an instant; null for no account. */
export async function findAlertFacts(tx: Tx, clientId: string, at: Date): Promise<BalanceFacts | null> {
  const [row] = await tx.$queryRaw<
    {
      posted: number;
      threshold: number;
      last_block: number | null;
      managed: boolean;
      raised: boolean;
      tops_up: boolean;
    }[]
  >`
    select b.available_minutes - b.owed_minutes as posted, b.threshold_minutes as threshold,
      (select l.minutes from hour_lot l where l.client_id = ${clientId}::uuid and l.source <> 'correction' order by l.id desc limit 1) as last_block,
      (select c.kind = 'managed' from client_facts c where c.id = ${clientId}::uuid) as managed,
      coalesce((select m.net_after > coalesce((select p.net_after from hour_op p where p.client_id = m.client_id and p.seq = m.seq - 1), 0) from hour_op m
        where m.client_id = ${clientId}::uuid and m.kind not in ('configure', 'payment') order by m.seq desc limit 1), false) as raised,
      exists (select from hour_setting s where s.client_id = ${clientId}::uuid and s.topup_mode in ('charge', 'invoice') and s.topup_suspended_at is null)
        or exists (select from topup_attempt t where t.client_id = ${clientId}::uuid and t.status in ('queued', 'charging', 'requires_action', 'invoice_open', 'unknown')) as tops_up
    from hours_balance(${clientId}::uuid, ${at}) b`;
  return row
    ? {
        postedMinutes: row.posted,
        thresholdMinutes: row.threshold,
        lastBlockMinutes: row.last_block,
        managed: row.managed,
        raised: row.raised,
        topsUp: row.tops_up,
      }
    : null;
}

/** Begins an episode; false when one is under way already. */
export async function openEpisode(
  tx: Tx,
  episode: {
    clientId: string;
    alertId: string;
    episodeId: string;
    levelMinutes: number;
    balanceMinutes: number;
    at: Date;
  },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into hour_alert_episode (client_id, id, alert_id, level_minutes, balance_minutes, opened_at)
    values (${episode.clientId}::uuid, ${episode.episodeId}::uuid, ${episode.alertId}::uuid, ${episode.levelMinutes}::int, ${episode.balanceMinutes}::int, ${episode.at})
    on conflict (client_id, alert_id) where closed_at is null do nothing`;
  return written === 1;
}

/** Ends episodes: the next time the balance is low is a new one. */
export async function closeEpisodes(tx: Tx, clientId: string, episodeIds: string[], at: Date): Promise<void> {
  if (episodeIds.length === 0) return;
  await tx.$executeRaw`update hour_alert_episode set closed_at = ${at} where client_id = ${clientId}::uuid and id = any(${episodeIds}::uuid[]) and closed_at is null`;
}

/** The people to write to: those named and, with `toBuyers`, all who may buy (both with access to this client now); with `watchers`, also staff who follow the client. */
export async function listReaders(
  tx: Tx,
  clientId: string,
  wanted: { toBuyers: boolean; userIds: string[]; watchers: boolean },
): Promise<Reader[]> {
  const buys = sql`m.role = any(${[...clientsAccess.spend.roles]}::text[])`;
  const rows = await tx.$queryRaw<
    { user_id: string; name: string; email: string; locale: string; staff: boolean; buys: boolean }[]
  >`
    select u.id::text as user_id, u.name, u.email, u.locale, m.client_id is null as staff, m.client_id is not null and ${buys} as buys from membership_facts m join user_facts u on u.id = m.user_id
    where m.ended_at is null and (
      (m.client_id = ${clientId}::uuid and ((${wanted.toBuyers} and ${buys}) or m.user_id = any(${wanted.userIds}::uuid[])))
      ${wanted.watchers ? sql`or (m.client_id is null and m.user_id in (select w.user_id from hour_watcher w where w.client_id = ${clientId}::uuid and w.ended_at is null))` : emptySql})
    order by u.name, u.id`;
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    email: row.email,
    locale: localeOf(row.locale),
    staff: row.staff,
    buys: row.buys,
  }));
}

/** The clients whose access has not ended. */
export async function listClientsToLookAt(tx: Tx): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`select id::text from client_facts where ended_at is null order by id`;
}
