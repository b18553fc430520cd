import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { billingAccess } from "#app/billing/access.ts";
import { orderFilters } from "#app/billing/order.ts";
import { getOrdersCsv } from "#app/billing/orders-csv.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";

const ids = z.array(z.uuid()).max(200);

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  const { zone, csvStyle } = await requireSignedIn(request);
  const query = new URL(request.url).searchParams;
  const chosen = ids.safeParse(query.getAll("id"));
  const filter = orderFilters.find((known) => known === query.get("show")) ?? "all";
  const file = await getOrdersCsv(scope, zone, { filter, ids: chosen.success ? chosen.data : [] });
  return downloadCsv(file, csvStyle);
}
