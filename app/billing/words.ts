import { formatMoney } from "#app/platform/format.ts";
import { priceLimits } from "#app/billing/rules/price-limits.ts";
import { countryName } from "#app/clients/country-name.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { CatalogueRefusal } from "./edit-catalogue.server.ts";
import type { InvoicePart } from "./rules/invoice-match.ts";
import type { OrderState } from "./rules/order-state.ts";
import type { MoneyBack } from "./rules/refundable.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";

const states = {
  open: m.billing_state_open,
  checkout: m.billing_state_checkout,
  invoiced: m.monthly_state_open,
  processing: m.billing_state_processing,
  paid: m.billing_state_paid,
  failed: m.billing_state_failed,
  expired: m.billing_state_expired,
  cancelled: m.billing_state_cancelled,
} satisfies Record<OrderState, () => string>;

/** How an order stands, in a word or three; paid and paid back is said as what it is now. */
export function stateWord(state: OrderState, back: MoneyBack = "none", byHand = false): string {
  if (byHand && state === "invoiced") return m.byhand_state();
  if (state !== "paid" || back === "none") return states[state]();
  return back === "all" ? m.refund_state_back() : m.refund_state_part_back();
}

/** The badge that fits a state. */
export function stateTone(
  state: OrderState,
  back: MoneyBack = "none",
): "good" | "info" | "low" | "negative" | "neutral" {
  if (state === "paid") return back === "none" ? "good" : back === "all" ? "neutral" : "info";
  if (state === "processing" || state === "invoiced") return "info";
  if (state === "open" || state === "checkout") return "low";
  return state === "failed" ? "negative" : "neutral";
}

/** The size of an order: whole hours as a block is called, else hours and minutes. */
export function sizeWord(minutes: number): string {
  return minutes % 60 === 0 ? m.billing_hours({ hours: minutes / 60 }) : formatMinutes(minutes);
}

/** A month (`2026-10`) in words. */
export function monthWord(month: string): string {
  return formatDay(day(`${month}-01`), "month");
}

/** The VAT line of a bill: its rate, or why there is none. */
export function vatLabel({ vatKind, vatRateBp }: { vatKind: VatKind; vatRateBp: number }): string {
  if (vatKind === "reverse_charge") return m.billing_vat_reverse_charge();
  if (vatKind === "small_business") return m.billing_vat_small_business();
  return vatKind === "outside_eu"
    ? m.billing_vat_outside_eu()
    : m.billing_vat_standard({ rate: formatRate(vatRateBp) });
}

/** Beside a price without VAT: whether any comes on top. */
export function netNote(vatKind: VatKind): string {
  return vatKind === "standard" ? m.billing_excl_vat() : m.billing_without_vat();
}

const catalogueRefusals = {
  "same-size": m.billing_staff_block_same_size,
  "block-gone": m.billing_staff_block_gone,
  "too-many": m.billing_staff_block_too_many,
  "price-range": m.billing_staff_block_price_range,
} satisfies Record<CatalogueRefusal, (limits: { least: string; most: string }) => string>;

/** Why a block of a currency was not changed, and the way out. */
export function catalogueRefusalWord(refusal: CatalogueRefusal, currency: string): string {
  const { leastMinor, mostMinor } = priceLimits(currency);
  return catalogueRefusals[refusal]({
    least: formatMoney(leastMinor, currency),
    most: formatMoney(mostMinor, currency),
  });
}

/** A payment method by the name that people know. */
export function methodWord(method: string | null): string {
  if (method === "card") return m.billing_method_card();
  if (method === "ideal") return m.billing_method_ideal();
  if (method === "bank_transfer") return m.refund_method_bank_transfer();
  if (method === "bancontact") return m.billing_method_bancontact();
  return method === "sepa_debit" ? m.billing_method_sepa_debit() : m.billing_method_other();
}

type Billed = {
  legalName: string;
  addressLine: string;
  postalCode: string;
  city: string;
  country: string;
  vatNumber: string | null;
};

/** Who an invoice is made out to, in one line. */
export function billedLine(to: Billed): string {
  const { legalName, addressLine, postalCode, city, country, vatNumber } = to;
  return [legalName, addressLine, `${postalCode} ${city}`.trim(), countryName(country), vatNumber]
    .filter(Boolean)
    .join(", ");
}

const differences = {
  currency: m.billing_part_currency,
  total: m.billing_part_total,
  vat: m.billing_part_vat,
  name: m.billing_part_name,
  address: m.billing_part_address,
  "vat-number": m.billing_part_vat_number,
  "reverse-charge": m.billing_part_reverse_charge,
  amount: m.billing_part_amount,
  customer: m.billing_part_customer,
} satisfies Record<InvoicePart | "amount" | "customer", () => string>;

/** What differs between an order and what Stripe has, in words. */
export function differenceWords(parts: readonly string[]): string {
  return parts.map((part) => (isDifference(part) ? differences[part]() : part)).join(", ");
}

function isDifference(part: string): part is keyof typeof differences {
  return Object.hasOwn(differences, part);
}
