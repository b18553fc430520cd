import { closeTask, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** Opens the task about a client's own change that lowers its VAT, or closes it where nothing waits any more. */
export function showVatReview(clientId: string): Promise<void> {
  return asSystem(async (tx) => {
    const { vatReview, country, vatNumber, currency } = await findBuyer(tx, clientId);
    if (!vatReview) return closeTask(tx, "vat-review", clientId);
    await openTask(tx, {
      kind: "vat-review",
      subject: clientId,
      clientId,
      detail: {
        was: [vatReview.country, vatReview.vatNumber].filter(Boolean).join(" "),
        is: [country, vatNumber].filter(Boolean).join(" "),
        currency,
      },
    });
  });
}
