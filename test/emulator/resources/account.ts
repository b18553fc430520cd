import type { Handler } from "#test/emulator/world.ts";

/** The account that a key belongs to: one Dutch account that takes payments in test mode. */
export const account: Record<string, Handler> = {
  "account.retrieve": (world) =>
    world.shape("account", {
      id: "acct_emulator",
      business_profile: null,
      charges_enabled: true,
      country: "NL",
      default_currency: "eur",
      details_submitted: true,
      email: "info@helder-it.example",
      payouts_enabled: true,
      settings: null,
      type: "standard",
    }),
};
