import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** The other live clients with an account in a currency, by name. */
export async function listClientsOfCurrency(
  tx: Tx,
  clientId: string,
  currency: string,
): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw<{ id: string; name: string }[]>`
    select c.id::text, c.name from client_facts c join hour_account a on a.client_id = c.id
    where c.ended_at is null and c.currency = ${currency} and c.id <> ${clientId}::uuid order by c.name, c.id`;
}

/** A client's balance (whole minutes, below zero when owed) and whether its account is frozen, for pages that change hours; with the client's zone, currency and day. */
type Standing = {
  clientId: string;
  name: string;
  zone: string;
  currency: string;
  netMinutes: number;
  frozenAt: Date | null;
  frozenReason: string | null;
  today: Day;
};

/** Reads a live client's standing; a 404 for none in sight. */
export async function findStanding(tx: Tx, clientId: string, at: Date): Promise<Standing> {
  const [row] = await tx.$queryRaw<(Omit<Standing, "today"> & { today: string })[]>`
    select c.id::text as "clientId", c.name, c.zone, c.currency::text, coalesce(b.available_minutes - b.owed_minutes, 0) as "netMinutes",
      a.frozen_at as "frozenAt", a.frozen_reason as "frozenReason", day_in(c.zone, ${at}::timestamptz)::text as today
    from client_facts c left join hour_account a on a.client_id = c.id left join hours_balance(c.id, ${at}) b on true
    where c.id = ${clientId}::uuid and c.ended_at is null`;
  return row ? { ...row, today: day(row.today) } : notFound();
}
