import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, num, obj, objs, orNull, str, strs } from "#test/emulator/json.ts";
import { inlinePrice } from "#test/emulator/resources/catalogue.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import {
  automaticRate,
  checkoutTax,
  lineAmounts,
  sumTaxes,
  taxExempt,
} from "#test/emulator/resources/vat.ts";
import { invalid, notEmulated } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

/** Makes the line items of a new session; all must share one currency. */
export function createLines(world: World, asked: JsonObject[]): JsonObject[] {
  const lines = asked.map((line, index) => createLine(world, line, `line_items[${String(index)}]`));
  const currency = lines[0]?.["currency"];
  const odd = lines.findIndex((line) => line["currency"] !== currency);
  if (odd >= 0) throw invalid(`line_items[${String(odd)}]`, "All line items must have the same currency.");
  return lines;
}

function createLine(world: World, asked: JsonObject, param: string): JsonObject {
  if (asked["adjustable_quantity"] !== undefined)
    throw notEmulated("checkout.sessions.create with adjustable_quantity");
  const quantity = asked["quantity"] === undefined ? 1 : num(asked["quantity"]);
  if (quantity < 1)
    throw invalid(
      `${param}[quantity]`,
      "This value must be greater than or equal to 1.",
      "parameter_invalid_integer",
    );
  const price = linePrice(world, asked, param);
  const line = world.shape("item", {
    id: freshId("li"),
    amount_subtotal: num(price["unit_amount"]) * quantity,
    currency: price["currency"],
    description: orNull(world.follow(price["product"])?.["name"]),
    metadata: mergeMetadata({}, asked["metadata"]),
    price,
    quantity,
  });
  const rates = strs(asked["tax_rates"]);
  rates.forEach((id, index) => world.store.find("tax_rate", id, `${param}[tax_rates][${String(index)}]`));
  world.store.notes(line["id"])["rates"] = rates;
  return line;
}

function linePrice(world: World, asked: JsonObject, param: string): JsonObject {
  if (isObject(asked["price_data"])) {
    if (asked["price_data"]["recurring"] !== undefined) {
      throw invalid(`${param}[price_data][recurring]`, "You can't use recurring prices in `payment` mode.");
    }
    return inlinePrice(world, asked["price_data"], `${param}[price_data]`);
  }
  if (asked["price"] === undefined)
    throw invalid(`${param}[price]`, `Missing required param: ${param}[price].`, "parameter_missing");
  return world.store.find("price", asked["price"], `${param}[price]`);
}

/** Computes taxes and totals of a session for the customer as known now. */
export function computeSession(world: World, session: JsonObject, lines: JsonObject[]): void {
  const customer = world.store.peek("customer", session["customer"]);
  const automatic = obj(session["automatic_tax"])["enabled"] === true;
  const amounts = lines.map((line) => {
    const own = strs(world.store.notes(line["id"])["rates"]).map((id) => world.store.find("tax_rate", id));
    const rates = automatic ? [automaticRate(world, customer)] : own;
    const computed = lineAmounts(num(line["amount_subtotal"]), rates, taxExempt(customer));
    Object.assign(line, { amount_tax: computed.tax, amount_total: computed.total });
    world.store.notes(line["id"])["taxes"] = computed.taxes.map(checkoutTax);
    return computed;
  });
  const notes = world.store.notes(session["id"]);
  notes["lines"] = lines;
  notes["breakdown"] = { discounts: [], taxes: sumTaxes(amounts).map(checkoutTax) };
  session["amount_subtotal"] = amounts.reduce((sum, one) => sum + one.subtotal, 0);
  session["amount_total"] = amounts.reduce((sum, one) => sum + one.total, 0);
  const tax = amounts.reduce((sum, one) => sum + one.tax, 0);
  session["total_details"] = { amount_discount: 0, amount_shipping: 0, amount_tax: tax };
}

/** The line items of a session. */
export function linesOf(world: World, session: JsonObject): JsonObject[] {
  return objs(world.store.notes(session["id"])["lines"]);
}

/** What kind of tax a line bears, for people to read: rate, name, amount. */
export function shownTaxes(
  world: World,
  session: JsonObject,
): { label: string; percentage: number; reverse: boolean; amount: number }[] {
  return objs(obj(world.store.notes(session["id"])["breakdown"])["taxes"]).map((tax) => {
    const rate = obj(tax["rate"]);
    return {
      label: str(rate["display_name"]),
      percentage: num(rate["percentage"]),
      reverse: tax["taxability_reason"] === "reverse_charge",
      amount: num(tax["amount"]),
    };
  });
}
