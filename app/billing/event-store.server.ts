import type { Tx } from "#app/platform/db.server.ts";

/** When one of Stripe's signed events last came in; null for never. In the system's scope alone. */
export async function findLastEventAt(tx: Tx): Promise<Date | null> {
  const last = await tx.stripeEvent.findFirst({
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true },
  });
  return last?.receivedAt ?? null;
}
