import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, str } from "#test/emulator/json.ts";
import {
  markInvoicePaid,
  openPayment,
  paymentsOf,
  settlePayment,
} from "#test/emulator/resources/invoice-lifecycle.ts";
import { declineError, payIntent } from "#test/emulator/resources/pay.ts";
import { createIntent } from "#test/emulator/resources/payment-intents.ts";
import { createMethod, findMethod } from "#test/emulator/resources/payment-methods.ts";
import { refused, StripeRefusal } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

/** Pays an open invoice with a method, or marks it paid out of band. */
export function payInvoice(world: World, invoice: JsonObject, params: JsonObject): JsonObject {
  if (invoice["status"] === "paid") throw refused("invoice_already_paid", "Invoice is already paid");
  if (invoice["status"] !== "open" && invoice["status"] !== "uncollectible") {
    throw refused("invoice_not_open", "You can only pay an open invoice; finalize a draft first.");
  }
  if (params["paid_out_of_band"] === true) {
    markInvoicePaid(world, invoice);
    return invoice;
  }
  const customer = world.store.peek("customer", invoice["customer"]);
  const fallback =
    invoice["default_payment_method"] ?? obj(customer?.["invoice_settings"])["default_payment_method"];
  const chosen = params["payment_method"] ?? fallback;
  if (!chosen) {
    throw refused(
      "invoice_payment_intent_requires_action",
      "There is no `default_payment_method` set on this Customer or Invoice.",
    );
  }
  return chargeInvoice(world, invoice, findMethod(world, chosen), params);
}

/** Pays an open invoice on its page, as a person does; false when it is not open, or a payment of it is under way. */
export function payManually(world: World, invoice: JsonObject, type: string): boolean {
  const underWay = paymentsOf(world, invoice).some((payment) => {
    const intent = world.store.peek("payment_intent", obj(payment["payment"])["payment_intent"]);
    return intent?.["status"] === "processing";
  });
  if (invoice["status"] !== "open" || underWay) return false;
  const method = createMethod(world, type, {}, "ok", type === "card" ? "4242" : "3000");
  chargeInvoice(world, invoice, method, { off_session: false });
  return true;
}

/** Tells an invoice what became of the intent that pays it. */
export function invoiceOutcome(world: World, intent: JsonObject): void {
  const invoice = world.store.peek("invoice", world.store.notes(intent["id"])["invoice"]);
  if (!invoice) return;
  if (intent["status"] === "succeeded") markInvoicePaid(world, invoice, intent);
  else if (intent["status"] === "requires_payment_method") world.emit("invoice.payment_failed", invoice);
  else if (intent["status"] === "requires_action") world.emit("invoice.payment_action_required", invoice);
}

/** Records a bank transfer on an invoice, as a payment of its own: short leaves it open, too much is told as overpaid. */
export function bankTransfer(world: World, invoice: JsonObject, amount: number): void {
  const due = num(invoice["amount_due"]);
  const before = num(invoice["amount_paid"]);
  const intent = transferIntent(world, invoice, Math.min(amount, due - before));
  if (before + amount < due) {
    settlePayment(world, invoice, intent);
    Object.assign(invoice, { amount_paid: before + amount, amount_remaining: due - before - amount });
    world.emit("invoice.updated", invoice);
    return;
  }
  markInvoicePaid(world, invoice, intent);
  if (before + amount === due) return;
  invoice["amount_overpaid"] = before + amount - due;
  world.emit("invoice.overpaid", invoice);
}

/** Money that came to the customer's bank account at Stripe, as the payment that it becomes. */
function transferIntent(world: World, invoice: JsonObject, amount: number): JsonObject {
  const method = createMethod(world, "customer_balance", { customer: invoice["customer"] });
  const intent = createIntent(world, {
    amount,
    currency: invoice["currency"],
    customer: invoice["customer"],
    description: `Payment for Invoice ${str(invoice["number"])}`,
    payment_method_types: ["customer_balance"],
  });
  payIntent(world, intent, method);
  return intent;
}

function chargeInvoice(
  world: World,
  invoice: JsonObject,
  method: JsonObject,
  params: JsonObject,
): JsonObject {
  const intent = createIntent(world, {
    amount: invoice["amount_remaining"],
    currency: invoice["currency"],
    customer: invoice["customer"],
    description: `Payment for Invoice ${str(invoice["number"])}`,
    payment_method_types: [str(method["type"])],
  });
  openPayment(world, invoice, intent);
  Object.assign(invoice, { attempted: true, attempt_count: num(invoice["attempt_count"]) + 1 });
  const result = payIntent(world, intent, method, { offSession: params["off_session"] !== false });
  invoiceOutcome(world, intent);
  if (result === "declined") throw new StripeRefusal(402, declineError(world, intent));
  return invoice;
}
