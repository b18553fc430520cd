import { randomUUID } from "node:crypto";

import type { Order } from "#app/billing/order.ts";
import type { Buyer, Seller } from "#app/clients/parties-store.server.ts";
import type { SavedMethod } from "#app/billing/topup/method-store.server.ts";

/** Who buys what from whom, and how it is paid. */
export type Deal = { order: Order; buyer: Buyer; seller: Seller; method: SavedMethod };

const at = new Date("2026-09-21T13:00:00Z");

/** The order of a top-up of ten hours, for a client abroad who is known at Stripe. */
export function anOrder(id: string, collection: "charge" | "invoice", customer: string): Deal {
  const clientId = randomUUID();
  return {
    order: {
      id,
      clientId,
      number: 1,
      buyerId: "petra",
      hourBlockId: null,
      minutes: 600,
      pricePerHourMinor: 9_500,
      validMonths: 12,
      currency: "EUR",
      netMinor: 95_000,
      vatKind: "outside_eu",
      vatRateBp: 0,
      vatMinor: 0,
      grossMinor: 95_000,
      vatNumber: null,
      billedTo: {
        name: "Boulangerie",
        legalName: "Boulangerie SA",
        addressLine: "Rue du Lac 1",
        postalCode: "1003",
        city: "Lausanne",
        country: "CH",
        email: "compta@boulangerie.example",
      },
      invoiceDiffers: [],
      state: "open",
      failure: null,
      attempt: 1,
      checkoutId: null,
      checkoutUrl: null,
      paymentIntent: null,
      paymentMethod: null,
      invoice: null,
      termsVersion: "2",
      termsAcceptedAt: at,
      createdAt: at,
      updatedAt: at,
      paidAt: null,
      origin: collection === "invoice" ? "topup_invoice" : "auto_topup",
      onTrust: false,
      dueAt: null,
      paidMinor: 0,
      overdueAt: null,
      coversMonth: null,
      bank: null,
      lotId: null,
    },
    buyer: {
      clientId,
      name: "Boulangerie",
      legalName: "Boulangerie SA",
      country: "CH",
      zone: "Europe/Zurich",
      locale: "de",
      currency: "EUR",
      addressLine: "Gasse 1",
      postalCode: "8000",
      city: "Zürich",
      billingEmail: "b@schedule.example",
      vatNumber: null,
      vatStatus: "none",
      vatCheckedAt: null,
      vatConsultation: null,
      vatReview: null,
      stripeCustomerId: customer,
    },
    seller: {
      name: "Helder IT",
      legalName: "Helder IT B.V.",
      country: "NL",
      vatNumber: null,
      companyNumber: null,
      email: "it@schedule.example",
      creditorId: null,
      viesDownPolicy: "hold",
    },
    method: {
      clientId,
      id: randomUUID(),
      setupId: randomUUID(),
      stripePaymentMethod: "",
      stripeMandate: null,
      type: "card",
      enteredWith: "card",
      last4: "4242",
      fingerprint: null,
      expMonth: null,
      expYear: null,
      savedAt: at,
      updatedAt: at,
      removedAt: null,
      removal: null,
      look: 0n,
    },
  };
}
