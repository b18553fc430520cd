import { unpublishShippedPriced } from "#app/desk/store/catalogue-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { inSetup, type SetupKey } from "./setup-session.server.ts";
import { updateSetup } from "./setup-store.server.ts";

/** Ends the first run for good, and leaves the shipped items with a price as drafts, so that nobody sells at a price that is not theirs; refused while company, owner or hours are missing. */
export function finishSetup(key: SetupKey): Promise<Result<null, "steps-missing">> {
  return inSetup(key, async (tx, setup) => {
    if (!setup.companyAt || !setup.ownerId || !setup.hoursAt) return refuse("steps-missing");
    await unpublishShippedPriced(tx, { at: now(), by: setup.ownerId });
    await updateSetup(tx, { doneAt: now(), tokenHash: null, sessionHash: null });
    await appendAudit(tx, "system", { action: "msp.setup-done" });
    return ok(null);
  });
}
