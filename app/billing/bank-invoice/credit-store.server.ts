import { mayTrust } from "#app/billing/rules/credit-limit.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A client's credit in minutes: how much it may have on unpaid invoices, and how much it has. */
export type Credit = { limitMinutes: number; unpaidMinutes: number };

/** How a client's credit stands; a limit of zero where the owner has set none. */
export async function findCredit(tx: Tx, clientId: string): Promise<Credit> {
  const row = await tx.clientCredit.findUnique({ where: { clientId } });
  const { _sum } = await tx.blockOrder.aggregate({
    _sum: { minutes: true },
    where: { clientId, onTrust: true, state: { in: ["open", "invoiced"] } },
  });
  return { limitMinutes: row?.limitMinutes ?? 0, unpaidMinutes: _sum.minutes ?? 0 };
}

/** Tells whether a client may have so many minutes more before their money comes. */
export async function fitsCredit(tx: Tx, clientId: string, minutes: number): Promise<boolean> {
  const { limitMinutes, unpaidMinutes } = await findCredit(tx, clientId);
  return mayTrust(limitMinutes, unpaidMinutes, minutes);
}

/** Writes how far the owner trusts a client; false when it says so already. */
export async function writeCreditLimit(
  tx: Tx,
  clientId: string,
  limitMinutes: number,
  userId: string,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into client_credit (client_id, limit_minutes, set_by, set_at) values (${clientId}::uuid, ${limitMinutes}::int, ${userId}::uuid, ${now()})
    on conflict (client_id) do update set limit_minutes = excluded.limit_minutes, set_by = excluded.set_by, set_at = excluded.set_at
    where client_credit.limit_minutes <> excluded.limit_minutes`;
  return written === 1;
}
