import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, objs, str } from "#test/emulator/json.ts";
import { wholeList } from "#test/emulator/resources/lists.ts";
import { taxIdsOf } from "#test/emulator/resources/tax-ids.ts";
import { refused } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

const INVOICE_PREFIX = "HIT";

/** Makes a draft invoice for a customer, and tells of it. */
export function draftInvoice(world: World, customer: JsonObject, fields: JsonObject): JsonObject {
  const id = freshId("in");
  const invoice = world.create("invoice", "in", {
    id,
    account_country: "NL",
    account_name: "Emulated account",
    amount_paid_off_stripe: 0,
    auto_advance: false,
    billing_reason: "manual",
    collection_method: "charge_automatically",
    currency: "eur",
    customer: customer["id"],
    issuer: { type: "self" },
    lines: wholeList([], `/v1/invoices/${id}/lines`),
    parent: null,
    period_end: world.now(),
    period_start: world.now(),
    status: "draft",
    ...fields,
  });
  copyCustomer(world, invoice, customer);
  world.emit("invoice.created", invoice);
  return invoice;
}

/** Gives a draft its number and freezes what it says about the customer. */
export function finalizeInvoice(world: World, invoice: JsonObject): void {
  if (invoice["status"] !== "draft") {
    throw refused(
      "invoice_not_editable",
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
    );
  }
  if (objs(invoice["lines"]).length === 0) {
    throw refused("invoice_no_customer_line_items", "You can't finalize an invoice without line items.");
  }
  const customer = world.store.peek("customer", invoice["customer"]);
  if (customer) copyCustomer(world, invoice, customer);
  const days = num(world.store.notes(invoice["id"])["days_until_due"]);
  const hosted = `${world.baseUrl}/i/${str(invoice["id"])}`;
  Object.assign(invoice, {
    due_date: invoice["due_date"] ?? (days > 0 ? world.now() + days * 86_400 : null),
    effective_at: invoice["effective_at"] ?? world.now(),
    ending_balance: 0,
    hosted_invoice_url: hosted,
    invoice_pdf: `${hosted}/pdf`,
    number: invoice["number"] ?? `${INVOICE_PREFIX}-${String(world.store.next("invoice")).padStart(4, "0")}`,
    status: "open",
  });
  obj(invoice["status_transitions"])["finalized_at"] = world.now();
  world.emit("invoice.finalized", invoice);
}

/** Closes an invoice as paid; an intent adds its payment, money from elsewhere doesn't. */
export function markInvoicePaid(world: World, invoice: JsonObject, intent?: JsonObject): void {
  const due = num(invoice["amount_due"]);
  Object.assign(invoice, {
    amount_paid: due,
    amount_paid_off_stripe: intent ? 0 : due,
    amount_remaining: 0,
    attempted: true,
    status: "paid",
  });
  obj(invoice["status_transitions"])["paid_at"] = world.now();
  if (intent) settlePayment(world, invoice, intent);
  world.emit("invoice.paid", invoice);
  world.emit("invoice.payment_succeeded", invoice);
}

/** Records that an intent is to pay an invoice. */
export function openPayment(world: World, invoice: JsonObject, intent: JsonObject): JsonObject {
  world.store.notes(intent["id"])["invoice"] = invoice["id"];
  return world.create("invoice_payment", "inpay", {
    amount_paid: null,
    amount_requested: intent["amount"],
    currency: intent["currency"],
    invoice: invoice["id"],
    is_default: true,
    payment: { payment_intent: intent["id"], type: "payment_intent" },
    status: "open",
  });
}

/** The payments of an invoice, newest first. */
export function paymentsOf(world: World, invoice: JsonObject): JsonObject[] {
  return world.store.all("invoice_payment").filter((one) => one["invoice"] === invoice["id"]);
}

/** Records that an intent paid an invoice, or a part of it. */
export function settlePayment(world: World, invoice: JsonObject, intent: JsonObject): void {
  const open = paymentsOf(world, invoice).find(
    (one) => obj(one["payment"])["payment_intent"] === intent["id"],
  );
  const payment = open ?? openPayment(world, invoice, intent);
  Object.assign(payment, { amount_paid: intent["amount"], status: "paid" });
  obj(payment["status_transitions"])["paid_at"] = world.now();
  world.emit("invoice_payment.paid", payment);
}

function copyCustomer(world: World, invoice: JsonObject, customer: JsonObject): void {
  Object.assign(invoice, {
    customer_address: customer["address"] ?? null,
    customer_email: customer["email"],
    customer_name: customer["name"] ?? null,
    customer_phone: customer["phone"] ?? null,
    customer_tax_exempt: customer["tax_exempt"] ?? "none",
    customer_tax_ids: taxIdsOf(world, customer).map(({ type, value }) => ({ type, value })),
  });
}
