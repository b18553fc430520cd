import { createHash } from "node:crypto";

import type { SetupPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** Who debits: its name, and its SEPA creditor identifier if it has one. */
export type Creditor = { name: string; creditorId: string | null };

/** The hash of a text and its version. A form sends the shown text's hash; it must equal the kept text's. */
export function hashOfText(version: string, text: string): string {
  return createHash("sha256").update(`${version}\n${text}`).digest("hex").slice(0, 32);
}

/** The mandate word for word, as it is shown, agreed to and kept. In EUR it has what SEPA asks for (the creditor's identifier and the notice before each debit), in USD what ACH does; elsewhere only cards are saved (methodsFor). One for a contract names the contract's invoices too. */
export function mandateText(
  { name: msp, creditorId }: Creditor,
  currency: string,
  locale: Locale,
  purpose: SetupPurpose["kind"] = "top-up",
): string {
  const words = { locale };
  const sepa = currency === "EUR";
  return [
    (purpose === "contract" ? m.topup_mandate_1_contract : m.topup_mandate_1)({ msp }, words),
    ...(sepa ? [m.topup_mandate_2_eur({ msp }, words)] : []),
    ...(currency === "USD" ? [m.topup_mandate_2_usd({ msp }, words)] : []),
    ...(sepa && creditorId ? [m.topup_mandate_creditor({ msp, id: creditorId }, words)] : []),
    ...(sepa ? [m.topup_mandate_notice({}, words)] : []),
    m.topup_mandate_3({ msp }, words),
  ].join("\n");
}

/** The terms of topping up, word for word, in the version for the client's VAT kind. */
export function topupTerms(msp: string, mode: "invoice" | "charge", vat: VatKind, locale: Locale): string {
  const words = { locale };
  const charge = vat === "standard" ? m.topup_terms_charge : m.topup_terms_charge_no_vat;
  return [
    mode === "charge" ? charge({ msp }, words) : m.topup_terms_invoice({ msp }, words),
    ...(vat === "reverse_charge" ? [m.topup_terms_reverse_charge({}, words)] : []),
    m.topup_terms_stop({}, words),
  ].join("\n");
}
