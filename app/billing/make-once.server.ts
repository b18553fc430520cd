import Stripe from "stripe";

import { whileSomebodyWaits } from "./stripe.server.ts";

type Once<Made> = {
  key: string;
  find: () => Promise<Made | null>;
  make: (options: Stripe.RequestOptions) => Promise<Made>;
};

// Each number is one failure of Stripe's own within a day; nobody comes near.
const mostNumbers = 100;

/** Has Stripe make a thing once, whoever comes: looks for it, then asks with a numbered key. A failure that Stripe keeps under a number and only says again is passed over, after another look. */
export async function makeOnce<Made>({ key, find, make }: Once<Made>): Promise<Made> {
  for (let number = 0; ; number += 1) {
    const found = await find();
    if (found !== null) return found;
    try {
      // No try of the library's own: it would hear the kept failure and take it for an old one.
      return await make({
        ...whileSomebodyWaits,
        maxNetworkRetries: 0,
        idempotencyKey: number === 0 ? key : `${key}:${number}`,
      });
    } catch (error) {
      if (!saysAgain(error) || number === mostNumbers) throw error;
    }
  }
}

/** Tells whether Stripe repeats an old failure of its own, kept under the key, instead of trying. */
function saysAgain(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (error.statusCode ?? 0) >= 500 &&
    error.headers?.["idempotent-replayed"] === "true"
  );
}
