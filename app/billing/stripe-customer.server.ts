import type Stripe from "stripe";

import { inScope, type DbScope } from "#app/platform/db.server.ts";

import { makeOnce } from "./make-once.server.ts";
import type { Buyer } from "#app/clients/parties-store.server.ts";
import { keepStripeCustomer } from "#app/clients/parties-store.server.ts";
import { isEuCountry, type VatKind } from "#app/clients/rules/vat.ts";
import { stripe, whileSomebodyWaits } from "./stripe.server.ts";

/** The client's customer at Stripe, made once, with the name, address and VAT number that the invoice will bear. */
export async function syncStripeCustomer(scope: DbScope, buyer: Buyer, vatKind: VatKind): Promise<string> {
  const id = buyer.stripeCustomerId ?? (await createOnce(scope, buyer));
  await stripe().customers.update(
    id,
    {
      name: buyer.legalName,
      email: buyer.billingEmail,
      address: {
        line1: buyer.addressLine,
        postal_code: buyer.postalCode,
        city: buyer.city,
        country: buyer.country,
      },
      preferred_locales: [buyer.locale],
      tax_exempt: vatKind === "reverse_charge" ? "reverse" : "none",
    },
    whileSomebodyWaits,
  );
  await syncTaxId(id, buyer);
  return id;
}

/** Only what never changes goes into the first call: its key must fit every later try. */
async function createOnce(scope: DbScope, { clientId }: Buyer): Promise<string> {
  const customer = await makeOnce({
    key: `customer:${clientId}`,
    find: () => findCustomer(clientId),
    make: (options) => stripe().customers.create({ metadata: { clientId } }, options),
  });
  await inScope(scope, (tx) => keepStripeCustomer(tx, clientId, customer.id));
  return customer.id;
}

/** The customer that an earlier try made whose answer was lost. Looked for once a client. */
async function findCustomer(clientId: string): Promise<Stripe.Customer | null> {
  for await (const customer of stripe().customers.list({ limit: 100 }, whileSomebodyWaits))
    if (customer.metadata["clientId"] === clientId) return customer;
  return null;
}

async function syncTaxId(customerId: string, buyer: Buyer): Promise<void> {
  const wanted = buyer.vatNumber && isEuCountry(buyer.country) ? buyer.vatNumber : null;
  const { data: known } = await stripe().customers.listTaxIds(customerId, { limit: 20 }, whileSomebodyWaits);
  for (const taxId of known.filter((one) => one.value !== wanted))
    await stripe().customers.deleteTaxId(customerId, taxId.id, undefined, whileSomebodyWaits);
  if (wanted && !known.some((one) => one.value === wanted)) {
    await stripe().customers.createTaxId(customerId, { type: "eu_vat", value: wanted }, whileSomebodyWaits);
  }
}
