import Stripe from "stripe";

import { whileSomebodyWaits } from "./stripe.server.ts";

type Once<Made> = {
  key: string;
  find: () => Promise<Made | null>;
  make: (options: Stripe.RequestOptions) => Promise<Made>;
};

// Each number is one error of Stripe's own within a day; so many never occur.
const mostNumbers = 100;

/** Has Stripe make a thing once, also when called at the same time: looks for it, then makes it under a numbered idempotency key. Where Stripe only repeats an old error of its own that it keeps under a key, it looks again and takes the next number. */
export async function makeOnce<Made>({ key, find, make }: Once<Made>): Promise<Made> {
  for (let number = 0; ; number += 1) {
    const found = await find();
    if (found !== null) return found;
    try {
      // Without the library's own retry: it would get the error that Stripe has just kept, marked as a repeated one.
      return await make({
        ...whileSomebodyWaits,
        maxNetworkRetries: 0,
        idempotencyKey: number === 0 ? key : `${key}:${number}`,
      });
    } catch (error) {
      if (!isReplayedError(error) || number === mostNumbers) throw error;
    }
  }
}

/** Tells whether Stripe repeated an old error of its own, kept under the key, instead of trying. */
function isReplayedError(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (error.statusCode ?? 0) >= 500 &&
    error.headers?.["idempotent-replayed"] === "true"
  );
}
