import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "./stripe.server.ts";

/** Closes a checkout so that it can't be paid; false when it was not open any more, or Stripe gave no answer. */
export async function closeCheckout(checkoutId: string): Promise<boolean> {
  try {
    await stripe().checkout.sessions.expire(checkoutId, undefined, whileSomebodyWaits);
    return true;
  } catch (error) {
    if (!isStale(error) && !stripeTrouble(error)) throw error;
    return false;
  }
}
