import { billingAccess } from "#app/billing/access.ts";
import { monthWord } from "#app/billing/words.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { formatMoney } from "#app/platform/format.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";

type Row = {
  id: string;
  clientId: string;
  clientName: string;
  month: string;
  number: string;
  grossMinor: number;
  currency: string;
};

/** The invoices of contracts' months whose number holds what was typed (for staff also those of the clients of that name), as far as this person handles money; the latest first, a few at most: one query, none for the others. */
export async function findMonthInvoicesBy(tx: Tx, scope: Scope, typed: string): Promise<Found[]> {
  const staff = scope.kind === "staff";
  if (!may(scope, staff ? billingAccess.seeMoney : clientsAccess.spend)) return [];
  const ofClient = staff ? sql`or ${holds(sql`c.name`, typed)}` : emptySql;
  const sight = staff ? sql`true` : sql`i.client_id = ${scope.clientId}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    select i.id::text, i.client_id::text as "clientId", c.name as "clientName", i.month, i.invoice_number as number,
      i.gross_minor as "grossMinor", i.currency
    from month_invoice i join client_facts c on c.id = i.client_id
    where ${sight} and i.invoice_number is not null and (${holds(sql`i.invoice_number`, typed)} ${ofClient})
    order by i.asked_at desc, i.id limit ${foundPerKind}`;
  return rows.map(({ id, clientId, clientName, month, number, grossMinor, currency }) => ({
    to: staff ? `/staff/monthly/${clientId}?month=${month}` : `/invoices/${id}`,
    title: number,
    detail: [staff && clientName, monthWord(month), formatMoney(grossMinor, currency)]
      .filter(Boolean)
      .join(" · "),
  }));
}
