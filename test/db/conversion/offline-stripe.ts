import { afterAll, expect } from "vitest";

import { startEmulator } from "#test/emulator/start-emulator.ts";
import { testNow } from "#test/setup/clock.ts";

// Whoever imports this does it first: settings are read once. Nobody is told of what happens at this Stripe.
const emulator = await startEmulator({
  webhooks: [],
  now: () => testNow().getTime(),
  validateResponses: true,
});
process.env["STRIPE_API_BASE"] = emulator.url;
process.env["STRIPE_SECRET_KEY"] = "sk_test_emulator";

afterAll(async () => {
  expect(emulator.issues()).toEqual([]);
  await emulator.close();
});
