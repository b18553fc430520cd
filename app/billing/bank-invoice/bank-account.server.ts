import type { BankAccount, Order } from "#app/billing/order.ts";
import { findOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { euTransfer } from "./by-sepa.ts";

/** Keeps on an order whose invoice is open which account it is to be paid to: the customer's own one, as Stripe gives it, or where Stripe gives none the MSP's of its settings. Where neither is known, Stripe's own page says. */
export async function keepBankAccount(clientId: string, orderId: string): Promise<void> {
  const { order, customer, seller } = await asSystem(async (tx) => ({
    order: await findOrder(tx, clientId, orderId),
    customer: (await findBuyer(tx, clientId)).stripeCustomerId,
    seller: await findSeller(tx),
  }));
  if (!order || !customer || order.bank || order.currency !== "EUR" || !order.invoice) return;
  const account = (await fetchAccount(customer, seller.country)) ?? seller.bank;
  if (account) await asSystem((tx) => noteOnOrder(tx, order, now(), bankColumns(account)));
}

/** The columns of an order that keep which account it is to be paid to. */
export const bankColumns = ({ iban, bic, holder }: BankAccount) => ({
  bankIban: iban,
  bankBic: bic,
  bankHolder: holder,
});

/** The account at Stripe that a customer transfers to; null where Stripe gives none. Throws where Stripe does not answer. */
export async function fetchAccount(customer: string, country: string): Promise<BankAccount | null> {
  try {
    const { bank_transfer: transfer } = await stripe().customers.createFundingInstructions(
      customer,
      { funding_type: "bank_transfer", currency: "eur", bank_transfer: euTransfer(country) },
      whileSomebodyWaits,
    );
    const found = transfer.financial_addresses.find(({ iban }) => iban !== undefined)?.iban;
    const iban = found?.iban.replace(/\s/g, "").toUpperCase();
    const holder = found?.account_holder_name.trim();
    return found && iban && holder ? { iban, holder, bic: found.bic || null } : null;
  } catch (error) {
    const trouble = stripeTrouble(error);
    if (!trouble || trouble.unknown) throw error;
    return null;
  }
}

/** What a person needs to pay an order's invoice by bank: the account, what is still open, and the invoice's number as reference; null where it is not to be paid, or no account is known. */
export function transferOf({ state, bank, invoice, grossMinor, paidMinor, number }: Order) {
  if (state !== "invoiced" || !bank) return null;
  return {
    ...bank,
    amountMinor: Math.max(0, grossMinor - paidMinor),
    reference: invoice?.number ?? String(number),
  };
}
