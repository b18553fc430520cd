import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";

import type { MonthInvoice } from "./month-invoice.ts";

/** Where a client's people open a month's invoice: in the portal, or on Stripe's page once the client has ended, for then the portal is closed to them. */
export async function linkToMonth(
  tx: Tx,
  { clientId, id, url }: Pick<MonthInvoice, "clientId" | "id" | "url">,
): Promise<{ url: string; isEnded: boolean }> {
  const isEnded = (await findLiveClient(tx, clientId)) === null;
  return { url: isEnded && url ? url : `${env().origin}/invoices/${id}`, isEnded };
}
