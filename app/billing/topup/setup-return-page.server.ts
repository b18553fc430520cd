import { stripeTrouble } from "#app/billing/stripe.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { finishSetup } from "./finish-setup.server.ts";
import { findMethod } from "./method-store.server.ts";

/** How a visit to save a way to pay ended, by Stripe itself; null when it is not this client's. */
export async function getSetupReturn(scope: ClientScope, checkoutId: string) {
  const ours = await readInScope(scope, (tx) =>
    tx.methodSetup.findFirst({ where: { clientId: scope.clientId, stripeCheckoutId: checkoutId } }),
  );
  if (!ours) return null;
  const answered = await finishSetup(checkoutId).then(
    () => true,
    (error: unknown) => {
      if (!stripeTrouble(error)) throw error;
      return false;
    },
  );
  return readInScope(scope, async (tx) => {
    const setup = await tx.methodSetup.findUniqueOrThrow({
      where: { clientId_id: { clientId: scope.clientId, id: ours.id } },
    });
    const method = await findMethod(tx, scope.clientId);
    return {
      state: setup.state,
      checking: !answered || setup.state === "open",
      method: method?.setupId === setup.id ? { type: method.type, last4: method.last4 } : null,
    };
  });
}
