import { billingAccess } from "#app/billing/access.ts";
import { sizeWord } from "#app/billing/words.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { formatMoney } from "#app/platform/format.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { holds } from "#app/platform/search.server.ts";
import { requestNumberIn } from "#app/platform/search.ts";

type Row = {
  id: string;
  number: number;
  invoiceNumber: string | null;
  clientName: string;
  minutes: number;
  grossMinor: number;
  currency: string;
};

/** The orders whose number or invoice number is what was typed (for staff also those of the clients of that name), as far as this person handles money; the latest first, a few at most: one query, none for the others. */
export async function findOrdersBy(tx: Tx, scope: Scope, typed: string): Promise<Found[]> {
  const staff = scope.kind === "staff";
  if (!may(scope, staff ? billingAccess.seeMoney : clientsAccess.spend)) return [];
  const ofClient = staff
    ? sql`or o.client_id = any (array(select n.id from client_facts n where ${holds(sql`n.name`, typed)}))`
    : sql``;
  const sight = staff ? sql`true` : sql`o.client_id = ${scope.clientId}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    select o.id::text, o.number::int, o.invoice_number as "invoiceNumber", c.name as "clientName", o.minutes, o.gross_minor as "grossMinor", o.currency
    from block_order o join client_facts c on c.id = o.client_id
    where ${sight} and (${holds(sql`o.invoice_number`, typed)} or o.number = ${requestNumberIn(typed)} ${ofClient})
    order by o.created_at desc, o.id limit ${foundPerKind}`;
  return rows.map(({ id, number, invoiceNumber, clientName, minutes, grossMinor, currency }) => ({
    to: staff ? `/staff/orders/${id}` : `/orders/${id}`,
    title: invoiceNumber ?? m.refund_staff_order({ number }),
    detail: [staff && clientName, sizeWord(minutes), formatMoney(grossMinor, currency)]
      .filter(Boolean)
      .join(" · "),
  }));
}
