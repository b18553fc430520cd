import type { Tx } from "#app/platform/db.server.ts";

/** An invoice that still waits for its money; minor units, VAT included. */
export type OpenInvoice = {
  id: string;
  kind: "order" | "month";
  number: string | null;
  openMinor: number;
  currency: string;
  dueAt: Date | null;
};

/** A paid order of which hours are left, to be refunded. */
export type UnusedOrder = { id: string; number: number; leftMinutes: number };

/** What a client still has to pay, the earliest due first: orders by invoice or on their way through the bank, and months by `openOf` (rules/collection.ts). One query. */
export function listOpenInvoices(tx: Tx, clientId: string): Promise<OpenInvoice[]> {
  return tx.$queryRaw<OpenInvoice[]>`
    select * from (
      select o.id::text, 'order' as kind, coalesce(o.invoice_number, '#' || o.number) as number,
        (o.gross_minor - coalesce(o.paid_minor, 0))::int as "openMinor", o.currency::text, o.due_at as "dueAt"
      from block_order o where o.client_id = ${clientId}::uuid and o.state in ('invoiced', 'processing')
      union all
      select i.id::text, 'month', i.invoice_number, (i.gross_minor - i.paid_minor - coalesce((select sum(n.gross_minor) from month_credit_note n
          where n.client_id = i.client_id and n.invoice_id = i.id and n.state = 'issued' and i.dispute is null), 0))::int, i.currency::text, i.due_at
      from month_invoice i where i.client_id = ${clientId}::uuid and i.state in ('asked', 'open')) x
    order by x."dueAt" nulls last, x.number`;
}

/** The paid orders of a client whose own hours are not all used: one query. */
export function listUnusedOrders(tx: Tx, clientId: string): Promise<UnusedOrder[]> {
  return tx.$queryRaw<UnusedOrder[]>`
    select o.id::text, o.number::int, l.remaining_minutes as "leftMinutes"
    from block_order o join hour_lot_facts l on l.client_id = o.client_id and l.id = o.lot_id
    where o.client_id = ${clientId}::uuid and o.state = 'paid' and l.is_open and l.remaining_minutes > 0 order by o.number`;
}
