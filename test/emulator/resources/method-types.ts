import type { JsonObject } from "#test/emulator/json.ts";
import { strs } from "#test/emulator/json.ts";
import { invalid } from "#test/emulator/stripe-refusal.ts";

const BY_CURRENCY: Record<string, string[]> = {
  eur: ["ideal", "bancontact", "card", "sepa_debit"],
  usd: ["card", "us_bank_account"],
};
const DELAYED = new Set(["sepa_debit", "us_bank_account"]);

/** The methods that fit a currency and the allowed and excluded lists; nothing left is refused. */
export function methodTypes(params: JsonObject, currency: string): string[] {
  const allowed = params["allowed_payment_method_types"];
  const excluded = strs(params["excluded_payment_method_types"]);
  const enabled = BY_CURRENCY[currency] ?? ["card"];
  const left = enabled.filter((type) => {
    return (allowed === undefined || strs(allowed).includes(type)) && !excluded.includes(type);
  });
  if (left.length > 0) return left;
  throw invalid(
    allowed === undefined ? "excluded_payment_method_types" : "allowed_payment_method_types",
    `No valid payment method types for currency ${currency}. Check that they are active in the Dashboard and fit the currency.`,
    "payment_method_type_not_available",
  );
}

/** Whether the money of a method arrives days after the order. */
export function isDelayed(type: string): boolean {
  return DELAYED.has(type);
}

/** Whether a method can be charged in a currency. */
export function fitsCurrency(type: string, currency: string): boolean {
  return (BY_CURRENCY[currency] ?? ["card"]).includes(type);
}
