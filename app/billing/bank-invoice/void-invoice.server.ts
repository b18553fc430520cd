import { makeOnce } from "#app/billing/make-once.server.ts";
import { stripe, whileSomebodyWaits } from "#app/billing/stripe.server.ts";

/** Has Stripe void an open invoice, once, whoever asks; one that an earlier try voided, its answer lost, is void. */
export async function voidInvoice(id: string): Promise<void> {
  await makeOnce({
    key: `bank:${id}:void`,
    find: async () => {
      const invoice = await stripe().invoices.retrieve(id, {}, whileSomebodyWaits);
      return invoice.status === "void" ? invoice : null;
    },
    make: (once) => stripe().invoices.voidInvoice(id, undefined, once),
  });
}
