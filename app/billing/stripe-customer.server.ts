import type Stripe from "stripe";

import { inScope, type DbScope } from "#app/platform/db.server.ts";

import { makeOnce } from "./make-once.server.ts";
import type { BilledTo } from "./order.ts";
import { keepStripeCustomer, type Buyer } from "#app/clients/parties-store.server.ts";
import { vatNumberOnInvoice } from "./rules/invoice-match.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";
import { stripe, whileSomebodyWaits } from "./stripe.server.ts";

type Customer = Pick<Buyer, "clientId" | "stripeCustomerId" | "locale">;
/** What an invoice says of its buyer: an order's own, or the client's of today where nothing is bought yet. */
type Billed = { billedTo: BilledTo; vatNumber: string | null; vatKind: VatKind };

/** The client's customer at Stripe, made once, with the name, address and VAT number that the invoice will bear. */
export async function syncStripeCustomer(
  scope: DbScope,
  customer: Customer,
  { billedTo, vatNumber, vatKind }: Billed,
): Promise<string> {
  const id = customer.stripeCustomerId ?? (await createOnce(scope, customer));
  await stripe().customers.update(
    id,
    {
      name: billedTo.legalName,
      email: billedTo.email,
      address: {
        line1: billedTo.addressLine,
        postal_code: billedTo.postalCode,
        city: billedTo.city,
        country: billedTo.country,
      },
      preferred_locales: [customer.locale],
      tax_exempt: vatKind === "reverse_charge" ? "reverse" : "none",
    },
    whileSomebodyWaits,
  );
  await syncTaxId(id, vatNumberOnInvoice({ vatNumber, billedTo }));
  return id;
}

/** Makes the customer with what never changes alone, so that the idempotency key fits every later try. */
async function createOnce(scope: DbScope, { clientId }: Customer): Promise<string> {
  const customer = await makeOnce({
    key: `customer:${clientId}`,
    find: () => findCustomer(clientId),
    make: (options) => stripe().customers.create({ metadata: { clientId } }, options),
  });
  await inScope(scope, (tx) => keepStripeCustomer(tx, clientId, customer.id));
  return customer.id;
}

/** The customer that an earlier call made, of which the answer was lost. Stripe's search lags by a minute; until then the idempotency key gives the same customer. */
async function findCustomer(clientId: string): Promise<Stripe.Customer | null> {
  const { data } = await stripe().customers.search(
    { query: `metadata["clientId"]:"${clientId}"`, limit: 1 },
    whileSomebodyWaits,
  );
  return data[0] ?? null;
}

async function syncTaxId(customerId: string, wanted: string | null): Promise<void> {
  const { data: known } = await stripe().customers.listTaxIds(customerId, { limit: 20 }, whileSomebodyWaits);
  for (const taxId of known.filter((one) => one.value !== wanted))
    await stripe().customers.deleteTaxId(customerId, taxId.id, undefined, whileSomebodyWaits);
  if (wanted && !known.some((one) => one.value === wanted)) {
    await stripe().customers.createTaxId(customerId, { type: "eu_vat", value: wanted }, whileSomebodyWaits);
  }
}
