import { account } from "#test/emulator/resources/account.ts";
import { catalogue } from "#test/emulator/resources/catalogue.ts";
import { charges } from "#test/emulator/resources/charges.ts";
import { checkoutSessions } from "#test/emulator/resources/checkout-sessions.ts";
import { creditNotes } from "#test/emulator/resources/credit-notes.ts";
import { customers } from "#test/emulator/resources/customers.ts";
import { disputes } from "#test/emulator/resources/disputes.ts";
import { events } from "#test/emulator/resources/events.ts";
import { invoices } from "#test/emulator/resources/invoices.ts";
import { paymentIntents } from "#test/emulator/resources/payment-intents.ts";
import { paymentMethods } from "#test/emulator/resources/payment-methods.ts";
import { refunds } from "#test/emulator/resources/refunds.ts";
import { setupIntents } from "#test/emulator/resources/setup-intents.ts";
import { taxIds } from "#test/emulator/resources/tax-ids.ts";
import type { Handler } from "#test/emulator/world.ts";

/** Every operation that the emulator answers, by the name that the SDK gives it. */
export const handlers: Record<string, Handler | undefined> = {
  ...account,
  ...catalogue,
  ...charges,
  ...checkoutSessions,
  ...creditNotes,
  ...customers,
  ...disputes,
  ...events,
  ...invoices,
  ...paymentIntents,
  ...paymentMethods,
  ...refunds,
  ...setupIntents,
  ...taxIds,
};
