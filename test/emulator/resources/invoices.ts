import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, num, obj, orNull, str, strs } from "#test/emulator/json.ts";
import { inlinePrice } from "#test/emulator/resources/catalogue.ts";
import { findCustomer } from "#test/emulator/resources/find-customer.ts";
import { draftInvoice, finalizeInvoice } from "#test/emulator/resources/invoice-lifecycle.ts";
import { addLine, computeInvoice } from "#test/emulator/resources/invoice-lines.ts";
import { payInvoice } from "#test/emulator/resources/invoice-payment.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { invalid, notEmulated, refused } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

const AFTER_FINALISATION = [
  "auto_advance",
  "metadata",
  "default_payment_method",
  "payment_settings",
  "expand",
];

/** The handlers of invoices, invoice items and invoice payments. */
export const invoices: Record<string, Handler> = {
  "invoices.create": create,
  "invoices.retrieve": (world, { ids }) => world.store.find("invoice", ids[0]),
  "invoices.update": update,
  "invoices.list": (world, { params }) =>
    listPage(
      matching(world.store.all("invoice"), params, ["customer", "status", "collection_method"]),
      params,
      "/v1/invoices",
    ),
  "invoices.finalizeInvoice": (world, { ids }) => {
    const invoice = world.store.find("invoice", ids[0]);
    finalizeInvoice(world, invoice);
    return invoice;
  },
  "invoices.sendInvoice": send,
  "invoices.pay": (world, { ids, params }) => payInvoice(world, world.store.find("invoice", ids[0]), params),
  "invoices.voidInvoice": (world, call) => close(world, call, "void"),
  "invoices.markUncollectible": (world, call) => close(world, call, "uncollectible"),
  "invoiceItems.create": createItem,
  "invoicePayments.list": listPayments,
};

function create(world: World, { params }: Call): JsonObject {
  const customer = findCustomer(world, params["customer"], "customer");
  const sends = params["collection_method"] === "send_invoice";
  if (sends && params["days_until_due"] === undefined && params["due_date"] === undefined) {
    throw invalid(
      "days_until_due",
      "You must specify `days_until_due` or `due_date` with `collection_method=send_invoice`.",
      "parameter_missing",
    );
  }
  if (!sends && params["days_until_due"] !== undefined) {
    throw invalid(
      "days_until_due",
      "You may only set `days_until_due` with `collection_method=send_invoice`.",
    );
  }
  const invoice = draftInvoice(world, customer, {
    collection_method: params["collection_method"] ?? "charge_automatically",
    currency: str(params["currency"]).toLowerCase() || "eur",
  });
  change(world, invoice, params);
  return invoice;
}

function update(world: World, { ids, params }: Call): JsonObject {
  const invoice = world.store.find("invoice", ids[0]);
  const late = Object.keys(params).find((name) => !AFTER_FINALISATION.includes(name));
  if (invoice["status"] !== "draft" && late) {
    throw refused("invoice_not_editable", `Finalized invoices can't be updated in this way (${late}).`, {
      param: late,
    });
  }
  change(world, invoice, params);
  world.emit("invoice.updated", invoice);
  return invoice;
}

function change(world: World, invoice: JsonObject, params: JsonObject): void {
  for (const name of [
    "description",
    "footer",
    "custom_fields",
    "default_payment_method",
    "due_date",
    "effective_at",
    "number",
  ]) {
    if (params[name] !== undefined) invoice[name] = orNull(params[name]);
  }
  if (params["auto_advance"] !== undefined) invoice["auto_advance"] = params["auto_advance"];
  if (params["days_until_due"] !== undefined)
    world.store.notes(invoice["id"])["days_until_due"] = params["days_until_due"];
  if (params["default_tax_rates"] !== undefined) {
    invoice["default_tax_rates"] = strs(params["default_tax_rates"]).map((id) => ({
      ...world.store.find("tax_rate", id, "default_tax_rates"),
    }));
  }
  if (isObject(params["automatic_tax"])) setAutomaticTax(invoice, params["automatic_tax"]);
  if (isObject(params["payment_settings"])) {
    const { payment_method_types } = params["payment_settings"];
    obj(invoice["payment_settings"])["payment_method_types"] = orNull(payment_method_types);
  }
  invoice["metadata"] = mergeMetadata(invoice["metadata"], params["metadata"]);
  computeInvoice(world, invoice);
}

function setAutomaticTax(invoice: JsonObject, asked: JsonObject): void {
  const enabled = asked["enabled"] === true;
  if (enabled && Array.isArray(invoice["default_tax_rates"]) && invoice["default_tax_rates"].length > 0) {
    throw invalid("automatic_tax", "You can't use automatic tax together with tax rates.");
  }
  invoice["automatic_tax"] = {
    disabled_reason: null,
    enabled,
    liability: enabled ? { type: "self" } : null,
    provider: enabled ? "stripe" : null,
    status: enabled ? "complete" : null,
  };
}

function send(world: World, { ids }: Call): JsonObject {
  const invoice = world.store.find("invoice", ids[0]);
  if (invoice["collection_method"] !== "send_invoice") {
    throw refused(
      "invoice_not_sendable",
      "You can only manually send an invoice with `collection_method=send_invoice`.",
    );
  }
  if (invoice["status"] === "draft") finalizeInvoice(world, invoice);
  world.emit("invoice.sent", invoice);
  return invoice;
}

function close(world: World, { ids }: Call, status: "void" | "uncollectible"): JsonObject {
  const invoice = world.store.find("invoice", ids[0]);
  const closable =
    invoice["status"] === "open" || (status === "void" && invoice["status"] === "uncollectible");
  if (!closable)
    throw refused(
      "invoice_not_open",
      `An invoice with status ${str(invoice["status"])} can't become ${status}.`,
    );
  invoice["status"] = status;
  const stamp = status === "void" ? "voided_at" : "marked_uncollectible_at";
  obj(invoice["status_transitions"])[stamp] = world.now();
  world.emit(status === "void" ? "invoice.voided" : "invoice.marked_uncollectible", invoice);
  return invoice;
}

function createItem(world: World, { params }: Call): JsonObject {
  if (params["invoice"] === undefined) {
    throw notEmulated("invoiceItems.create without invoice (pending items)");
  }
  const invoice = world.store.find("invoice", params["invoice"], "invoice");
  if (invoice["status"] !== "draft") {
    throw refused("invoice_not_editable", "You can't add items to a finalized invoice.", {
      param: "invoice",
    });
  }
  const priceId = obj(params["pricing"])["price"];
  const price = isObject(params["price_data"])
    ? inlinePrice(world, params["price_data"], "price_data")
    : priceId === undefined
      ? undefined
      : world.store.find("price", priceId, "pricing[price]");
  if (!price && params["amount"] === undefined) {
    throw invalid(
      "amount",
      "You must pass `amount` with `currency`, or `pricing`, or `price_data`.",
      "parameter_missing",
    );
  }
  const quantity = params["quantity"] === undefined ? 1 : num(params["quantity"]);
  const item = addLine(world, invoice, {
    amount: price ? num(price["unit_amount"]) * quantity : num(params["amount"]),
    description:
      orNull(params["description"]) ?? (price ? orNull(world.follow(price["product"])?.["name"]) : null),
    metadata: mergeMetadata({}, params["metadata"]),
    quantity,
    taxRates: strs(params["tax_rates"]),
    ...(price ? { price } : {}),
  });
  world.emit("invoiceitem.created", item);
  return item;
}

function listPayments(world: World, { params }: Call): JsonObject {
  const asked = obj(params["payment"])["payment_intent"];
  const all = matching(world.store.all("invoice_payment"), params, ["invoice", "status"]);
  const found = all.filter((one) => asked === undefined || obj(one["payment"])["payment_intent"] === asked);
  return listPage(found, params, "/v1/invoice_payments");
}
