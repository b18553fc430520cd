import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, orNull, strs } from "#test/emulator/json.ts";
import { linesOf } from "#test/emulator/resources/checkout-lines.ts";
import {
  draftInvoice,
  finalizeInvoice,
  markInvoicePaid,
} from "#test/emulator/resources/invoice-lifecycle.ts";
import { addLine } from "#test/emulator/resources/invoice-lines.ts";
import type { World } from "#test/emulator/world.ts";

/** Makes the paid invoice of a session that asked for one by `invoice_creation`. */
export function invoiceSession(world: World, session: JsonObject, intent: JsonObject): void {
  const creation = obj(session["invoice_creation"]);
  const customer = world.store.peek("customer", session["customer"]);
  if (creation["enabled"] !== true || !customer || session["invoice"] !== null) return;
  const { custom_fields, description, footer, metadata } = obj(creation["invoice_data"]);
  const automatic = obj(session["automatic_tax"])["enabled"] === true;
  const invoice = draftInvoice(world, customer, {
    automatic_tax: {
      disabled_reason: null,
      enabled: automatic,
      liability: automatic ? { type: "self" } : null,
      provider: automatic ? "stripe" : null,
      status: automatic ? "complete" : null,
    },
    currency: session["currency"],
    custom_fields: orNull(custom_fields),
    description: orNull(description),
    footer: orNull(footer),
    metadata: { ...obj(metadata) },
  });
  for (const line of linesOf(world, session)) {
    addLine(world, invoice, {
      amount: num(line["amount_subtotal"]),
      description: line["description"],
      price: obj(line["price"]),
      quantity: num(line["quantity"]),
      taxRates: automatic ? [] : strs(world.store.notes(line["id"])["rates"]),
    });
  }
  session["invoice"] = invoice["id"];
  finalizeInvoice(world, invoice);
  markInvoicePaid(world, invoice, intent);
}
