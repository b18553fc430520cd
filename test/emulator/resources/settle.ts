import type { JsonObject } from "#test/emulator/json.ts";
import { sessionOutcome } from "#test/emulator/resources/checkout-completion.ts";
import { invoiceOutcome } from "#test/emulator/resources/invoice-payment.ts";
import { settleIntent } from "#test/emulator/resources/pay.ts";
import type { World } from "#test/emulator/world.ts";

/** Lets a processing payment arrive or fail, and tells its session and invoice; false when it wasn't processing. */
export function settlePayment(world: World, intent: JsonObject, ok: boolean): boolean {
  if (!settleIntent(world, intent, ok)) return false;
  invoiceOutcome(world, intent);
  sessionOutcome(world, intent);
  return true;
}
