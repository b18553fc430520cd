import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, objs, str } from "#test/emulator/json.ts";
import type { World } from "#test/emulator/world.ts";

/** The tax of one line under one rate. */
type LineTax = { amount: number; rate: JsonObject; reason: string; taxable: number };

/** A line's amounts in minor units: without tax, the tax, and with tax. */
export type LineAmounts = { subtotal: number; tax: number; total: number; taxes: LineTax[] };

const STANDARD_RATES: Record<string, number> = {
  AT: 20,
  BE: 21,
  DE: 19,
  DK: 25,
  ES: 21,
  FI: 25.5,
  FR: 20,
  IE: 23,
  IT: 22,
  LU: 17,
  NL: 21,
  PL: 23,
  PT: 23,
  SE: 25,
};
const SELLER_COUNTRY = "NL";

/** The amounts of one line, each rate's tax rounded half up on the line. */
export function lineAmounts(amount: number, rates: JsonObject[], exempt: string): LineAmounts {
  const taxes = rates.map((rate) => lineTax(amount, rate, exempt));
  const tax = taxes.reduce((sum, one) => sum + one.amount, 0);
  const included = taxes.filter(({ rate }) => rate["inclusive"] === true);
  const inside = included.reduce((sum, one) => sum + one.amount, 0);
  return { subtotal: amount, tax, total: amount + tax - inside, taxes };
}

function lineTax(amount: number, rate: JsonObject, exempt: string): LineTax {
  const none = exempt === "reverse" || exempt === "exempt";
  const reason = none ? (exempt === "reverse" ? "reverse_charge" : "customer_exempt") : reasonOf(rate);
  const tax = none ? 0 : taxOn(amount, num(rate["percentage"]), rate["inclusive"] === true);
  return { amount: tax, rate, reason, taxable: none ? 0 : amount };
}

function reasonOf(rate: JsonObject): string {
  const reason = str(obj(rate["metadata"])["emulator_reason"]);
  return reason === "" ? "standard_rated" : reason;
}

function taxOn(amount: number, percentage: number, inclusive: boolean): number {
  const scaled = BigInt(Math.round(percentage * 10_000));
  const whole = 1_000_000n;
  const base = BigInt(amount);
  const tax = inclusive ? base - halfUp(base * whole, whole + scaled) : halfUp(base * scaled, whole);
  return Number(tax);
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  return (sign * (2n * magnitude + denominator)) / (2n * denominator);
}

/** What Stripe calls the customer's `tax_exempt`; "none" without a customer. */
export function taxExempt(customer: JsonObject | undefined): string {
  const value = str(customer?.["tax_exempt"]);
  return value === "" ? "none" : value;
}

/** The rate that automatic tax would choose for a customer; reverse charge for a VAT id of another member state. */
export function automaticRate(world: World, customer: JsonObject | undefined): JsonObject {
  const country = str(obj(customer?.["address"])["country"]) || SELLER_COUNTRY;
  const standard = STANDARD_RATES[country];
  const vatIds = objs(world.store.all("tax_id")).filter(
    (one) => one["customer"] === customer?.["id"] && one["type"] === "eu_vat",
  );
  const foreign = country !== SELLER_COUNTRY;
  if (standard === undefined) return rateFor(world, country, 0, "not_collecting");
  if (foreign && vatIds.length > 0) return rateFor(world, country, 0, "reverse_charge");
  return rateFor(world, country, standard, "standard_rated");
}

function rateFor(world: World, country: string, percentage: number, reason: string): JsonObject {
  const known = world.store.all("tax_rate").find((rate) => {
    const made = obj(rate["metadata"])["emulator_reason"];
    return made === reason && rate["country"] === country;
  });
  return (
    known ??
    world.create("tax_rate", "txr", {
      active: false,
      country,
      display_name: "VAT",
      effective_percentage: percentage,
      metadata: { emulator_reason: reason },
      percentage,
      rate_type: "percentage",
      tax_type: "vat",
    })
  );
}

/** The taxes of several lines summed per rate. */
export function sumTaxes(lines: LineAmounts[]): LineTax[] {
  const sums = new Map<string, LineTax>();
  for (const tax of lines.flatMap((line) => line.taxes)) {
    const key = `${str(tax.rate["id"])} ${tax.reason}`;
    const sum = sums.get(key) ?? { ...tax, amount: 0, taxable: 0 };
    sums.set(key, { ...sum, amount: sum.amount + tax.amount, taxable: sum.taxable + tax.taxable });
  }
  return [...sums.values()];
}

/** A tax as invoices and credit notes show it. */
export function invoiceTax(tax: LineTax): JsonObject {
  return {
    amount: tax.amount,
    tax_behavior: tax.rate["inclusive"] === true ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: tax.rate["id"] },
    taxability_reason: tax.reason,
    taxable_amount: tax.taxable,
    type: "tax_rate_details",
  };
}

/** A tax as Checkout's line items and totals show it. */
export function checkoutTax(tax: LineTax): JsonObject {
  return { amount: tax.amount, rate: tax.rate, taxability_reason: tax.reason, taxable_amount: tax.taxable };
}
