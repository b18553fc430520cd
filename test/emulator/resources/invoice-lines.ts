import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, objs, str, strs } from "#test/emulator/json.ts";
import {
  automaticRate,
  invoiceTax,
  lineAmounts,
  sumTaxes,
  taxExempt,
  type LineAmounts,
} from "#test/emulator/resources/vat.ts";
import type { World } from "#test/emulator/world.ts";

/** What a new invoice line says. */
type NewLine = {
  amount: number;
  description: JsonObject[string];
  metadata?: JsonObject;
  price?: JsonObject;
  quantity: number;
  taxRates: string[];
};

/** Adds a line, through an invoice item as Stripe does, and computes the invoice anew. */
export function addLine(world: World, invoice: JsonObject, line: NewLine): JsonObject {
  const pricing = linePricing(line);
  const period = { end: world.now(), start: world.now() };
  const common = {
    amount: line.amount,
    currency: invoice["currency"],
    description: line.description,
    discountable: true,
    metadata: line.metadata ?? {},
    period,
    pricing,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
  };
  const item = world.create("invoiceitem", "ii", {
    ...common,
    customer: invoice["customer"],
    date: world.now(),
    invoice: invoice["id"],
    tax_rates: line.taxRates.map((id) => world.store.find("tax_rate", id, "tax_rates")),
  });
  const shown = world.shape("line_item", {
    ...common,
    id: freshId("il"),
    invoice: invoice["id"],
    parent: {
      invoice_item_details: {
        invoice_item: item["id"],
        proration: false,
        proration_details: null,
        subscription: null,
      },
      subscription_item_details: null,
      type: "invoice_item_details",
    },
    subtotal: line.amount,
  });
  world.store.notes(shown["id"])["rates"] = line.taxRates;
  obj(invoice["lines"])["data"] = [...objs(invoice["lines"]), shown];
  computeInvoice(world, invoice);
  return item;
}

function linePricing(line: NewLine): JsonObject | null {
  if (!line.price) return null;
  return {
    price_details: { price: line.price["id"], product: line.price["product"] },
    type: "price_details",
    unit_amount_decimal: line.price["unit_amount_decimal"],
  };
}

/** Computes the amounts of an invoice from its lines and rates. */
export function computeInvoice(world: World, invoice: JsonObject): void {
  const lines = objs(invoice["lines"]).map((line) => {
    const amounts = amountsOf(world, invoice, line, num(line["amount"]));
    line["taxes"] = amounts.taxes.map(invoiceTax);
    return amounts;
  });
  const sum = (pick: (line: LineAmounts) => number) => lines.reduce((all, line) => all + pick(line), 0);
  const total = sum((line) => line.total);
  Object.assign(invoice, {
    subtotal: sum((line) => line.subtotal),
    subtotal_excluding_tax: total - sum((line) => line.tax),
    total,
    total_excluding_tax: total - sum((line) => line.tax),
    total_taxes: sumTaxes(lines).map(invoiceTax),
    amount_due: total,
    amount_remaining: total - num(invoice["amount_paid"]),
  });
}

/** The amounts of some money on a line, taxed as the line is. */
export function amountsOf(world: World, invoice: JsonObject, line: JsonObject, amount: number): LineAmounts {
  const customer = world.store.peek("customer", invoice["customer"]);
  return lineAmounts(amount, ratesOf(world, invoice, line), taxExempt(customer));
}

function ratesOf(world: World, invoice: JsonObject, line: JsonObject): JsonObject[] {
  const own = strs(world.store.notes(line["id"])["rates"]);
  if (own.length > 0) return own.map((id) => world.store.find("tax_rate", id, "tax_rates"));
  if (obj(invoice["automatic_tax"])["enabled"] === true) {
    return [automaticRate(world, world.store.peek("customer", invoice["customer"]))];
  }
  return objs(invoice["default_tax_rates"]).map((rate) => world.store.find("tax_rate", str(rate["id"])));
}
