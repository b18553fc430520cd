import type { GrantSetting } from "#app/hours/rules/monthly-grant.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The hours that a client gets each month, from a month on; 0 minutes end them. `key` comes with the form. */
export type MonthlyHours = {
  clientId: string;
  key: string;
  minutes: number;
  rolloverMonths: number;
  fromMonth: Day;
};

export type MonthlySetting = GrantSetting & { setBy: string; setAt: Date };

/** Writes a setting of monthly hours; returns 0 when this form was sent before. */
export async function appendMonthlyHours(
  tx: Tx,
  {
    clientId,
    key,
    minutes,
    rolloverMonths,
    fromMonth,
    userId,
  }: {
    clientId: string;
    key: string;
    minutes: number;
    rolloverMonths: number;
    fromMonth: Day;
    userId: string;
  },
): Promise<number> {
  return tx.$executeRaw`
    insert into hour_grant (client_id, id, minutes, rollover_months, from_month, set_at, set_by)
    values (${clientId}::uuid, ${key}::uuid, ${minutes}::int, ${rolloverMonths}::int, ${fromMonth}::date, ${now()}, ${userId}::uuid) on conflict (client_id, id) do nothing`;
}

/** Ends a client's monthly hours from a month on, once a key. */
export async function endMonthlyGrant(
  tx: Tx,
  {
    clientId,
    key,
    rolloverMonths,
    fromMonth,
    by,
  }: { clientId: string; key: string; rolloverMonths: number; fromMonth: Day; by: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into hour_grant (client_id, id, minutes, rollover_months, from_month, set_at, set_by)
    values (${clientId}::uuid, ${key}::uuid, 0, ${rolloverMonths}::int, ${fromMonth}::date, ${now()}, ${by}::uuid) on conflict (client_id, id) do nothing`;
}

/** The clients that get hours each month, or did. */
export async function listClientsWithGrants(tx: Tx): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`select distinct client_id::text as id from hour_grant order by 1`;
}

/** The settings of a client's monthly hours, in the order in which they were made. */
export async function listMonthlySettings(tx: Tx, clientId: string): Promise<MonthlySetting[]> {
  const rows = await tx.$queryRaw<
    { minutes: number; rolloverMonths: number; fromMonth: string; setBy: string; setAt: Date }[]
  >`
    select g.minutes, g.rollover_months as "rolloverMonths", g.from_month::text as "fromMonth", u.name as "setBy", g.set_at as "setAt"
    from hour_grant g join user_facts u on u.id = g.set_by where g.client_id = ${clientId}::uuid order by g.seq`;
  return rows.map((row) => ({ ...row, fromMonth: day(row.fromMonth) }));
}

/** The first days of the months whose hours a client has got. */
export async function monthsGiven(tx: Tx, clientId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ month: string }[]>`
    select substr(idem_key, 7) as month from hour_op where client_id = ${clientId}::uuid and idem_key >= 'month:' and idem_key < 'month;'`;
  return new Set(rows.map(({ month }) => month));
}

/** Tells whether this form was sent before with the same contents. */
export async function isSameMonthlyHours(
  tx: Tx,
  { clientId, key, minutes, rolloverMonths, fromMonth }: MonthlyHours,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ same: boolean }[]>`
    select minutes = ${minutes}::int and rollover_months = ${rolloverMonths}::int and from_month = ${fromMonth}::date as same from hour_grant where client_id = ${clientId}::uuid and id = ${key}::uuid`;
  return row?.same ?? false;
}
