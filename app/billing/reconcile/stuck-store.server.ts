import type { Order } from "#app/billing/order.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

type Hanging = Pick<Order, "clientId" | "id">;

/**
 * Orders of all clients that no look at Stripe has brought further since `before`: those at a checkout or whose payment is on its way (each
 * look that succeeds notes its time), and those that have had no checkout or invoice since then. The oldest first, so many at most.
 */
export async function listHanging(tx: Tx, before: Date, limit: number): Promise<Hanging[]> {
  return tx.blockOrder.findMany({
    select: { clientId: true, id: true },
    where: {
      OR: [
        { origin: "checkout", state: { in: ["checkout", "processing"] }, updatedAt: { lt: before } },
        { state: "open", createdAt: { lt: before } },
      ],
    },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
}

/** The events of Stripe that came before an instant and are not worked on, the oldest first, so many at most. */
export async function listUnprocessed(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<{ id: string; receivedAt: Date; error: string | null }[]> {
  return tx.stripeEvent.findMany({
    select: { id: true, receivedAt: true, error: true },
    where: { processedAt: null, receivedAt: { lt: before } },
    orderBy: { receivedAt: "asc" },
    take: limit,
  });
}

/** How many orders were paid at a checkout in this span of which Stripe's event never came. */
export async function countUntold(tx: Tx, { from, to }: { from: Date; to: Date }): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>(sql`
    select count(*)::int as count from block_order o where o.origin = 'checkout' and o.state = 'paid' and o.paid_at >= ${from} and o.paid_at < ${to}
      and not exists (select from stripe_event e where e.object_id = o.stripe_checkout_id)`);
  return row?.count ?? 0;
}
