import Stripe from "stripe";
import { expect, test } from "vitest";

import { findStripeFault, refusalOf } from "#app/billing/check-stripe.server.ts";

const { errors } = Stripe;
const about = { message: "An error occurred", type: "api_error" } as const;

test.each([
  [new errors.StripeAuthenticationError(about), "stripe-key"],
  [new errors.StripePermissionError(about), "stripe-rights"],
  [new errors.StripeConnectionError(about), "stripe-unreachable"],
  [new errors.StripeRateLimitError(about), "stripe-busy"],
  [new errors.StripeAPIError(about), "stripe-refused"],
])("an error of Stripe's library says what is wrong: %s", (error, refusal) => {
  expect(refusalOf(error)).toBe(refusal);
});

const account = {
  ok: true,
  value: { id: "acct_1", country: "NL", live: true, takesPayments: true },
} as const;
const endpoint = { ok: true as const, value: { enabled: true, missing: [], version: null } };
const well: Parameters<typeof findStripeFault>[0] = { account, endpoint, secretSet: true };
const refused = <Refusal extends "stripe-key" | "stripe-rights">(refusal: Refusal) =>
  ({ ok: false, refusal, detail: "" }) as const;

test.each([
  [well, null],
  [{ ...well, account: refused("stripe-key") }, "stripe-key"],
  [
    { ...well, account: { ...account, value: { ...account.value, takesPayments: false } } },
    "stripe-no-charges",
  ],
  [{ ...well, endpoint: { ok: true, value: null } as const }, "stripe-no-endpoint"],
  [
    { ...well, endpoint: { ...endpoint, value: { ...endpoint.value, enabled: false } } },
    "stripe-endpoint-off",
  ],
  [
    { ...well, endpoint: { ...endpoint, value: { ...endpoint.value, missing: ["invoice.paid"] } } },
    "stripe-endpoint-lacks",
  ],
  [{ ...well, endpoint: refused("stripe-rights") }, null],
  [{ ...well, secretSet: false }, "stripe-secret"],
])("a test finds the first fault (%#)", (check, fault) => {
  expect(findStripeFault(check)).toBe(fault);
});
