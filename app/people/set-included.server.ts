import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { writeIncluded, type Included } from "./store/included-store.server.ts";
import { listProducts, listSeatTypes } from "./store/product-store.server.ts";

/** Sets how many licences of a product the price of a seat holds at a client, from a day on; 0 for none any more. Set twice, it is once. */
export function setIncluded(
  scope: StaffScope,
  clientId: string,
  wanted: Included & { startsOn: Day },
): Promise<Result<null, "product-gone">> {
  return inScope(scope, async (tx) => {
    if (!(await lockClient(tx, clientId))) return notFound();
    const product = (await listProducts(tx)).find(({ id }) => id === wanted.productId);
    const seatType = (await listSeatTypes(tx)).find(({ id }) => id === wanted.seatTypeId);
    if (!product || !seatType) return refuse("product-gone");
    await writeIncluded(tx, clientId, wanted);
    await appendAudit(tx, scope, {
      action: "licence.included-set",
      target: `client:${clientId}`,
      clientId,
      detail: { name: product.name, count: wanted.quantity, startsOn: wanted.startsOn },
    });
    return ok(null);
  });
}
