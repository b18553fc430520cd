import { stripeTrouble } from "#app/billing/stripe.server.ts";
import { findSetupByCheckout, requireSetup } from "#app/billing/topup/setup-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { finishSetup } from "./finish-setup.server.ts";
import { findMethod } from "./method-store.server.ts";

/** The page after a setup at Stripe: how it ended, asked of Stripe itself. Null when the setup is not this client's. */
export async function getSetupReturn(scope: ClientScope, checkoutId: string) {
  const ours = await readInScope(scope, (tx) => findSetupByCheckout(tx, scope.clientId, checkoutId));
  if (!ours) return null;
  const isFinished = await finishSetup(checkoutId).then(
    () => true,
    (error: unknown) => {
      if (!stripeTrouble(error)) throw error;
      return false;
    },
  );
  return readInScope(scope, async (tx) => {
    const setup = await requireSetup(tx, scope.clientId, ours.id);
    const method = await findMethod(tx, scope.clientId);
    return {
      state: setup.state,
      returnTo: setup.returnTo ?? "/top-up",
      checking: !isFinished || setup.state === "open",
      method: method?.setupId === setup.id ? { type: method.type, last4: method.last4 } : null,
    };
  });
}
