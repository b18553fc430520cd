import type { Order } from "#app/billing/order.ts";
import { listOwners } from "#app/hours/store/letter-people.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

type Stuck = {
  what: "order" | "events" | "missing";
  /** What tells this time from another: it is written about once. */
  key: string;
  /** What Stripe or the portal said; empty for nothing. */
  said: string;
  clientId: string | null;
  order?: Order;
};

/** To the MSP's owners, once: something hangs between Stripe and the portal, and where to go on. */
export async function writeStripeStuck(tx: Tx, { what, key, said, clientId, order }: Stuck): Promise<void> {
  for (const { userId, email, locale, ...names } of await listOwners(tx, clientId))
    await queueLetter(tx, {
      key: `stripe-stuck:${what}:${key}:${userId}`,
      clientId: null,
      to: email,
      locale: localeOf(locale),
      template: "stripe-stuck",
      props: {
        ...names,
        what,
        said,
        order: order
          ? { number: order.number, grossMinor: order.grossMinor, currency: order.currency }
          : null,
        url: `${env().origin}${order ? `/staff/orders/${order.id}` : "/staff/settings/connections"}`,
      },
    });
}
