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

type Check = Parameters<typeof findStripeFault>[0];
const accountOf = (takesPayments: boolean): Check["account"] => ({
  ok: true,
  value: { id: "acct_1", country: "NL", live: true, takesPayments },
});
const endpoint = (missing: string[], enabled = true): Check["endpoint"] => ({
  ok: true,
  value: { enabled, missing, version: null },
});
const well: Check = { account: accountOf(true), endpoint: endpoint([]), secretSet: true };
const refused = <Refusal extends "stripe-key" | "stripe-rights">(refusal: Refusal) =>
  ({ ok: false, refusal, detail: "" }) as const;

test.each<[Check, ReturnType<typeof findStripeFault>]>([
  [well, null],
  [{ ...well, account: refused("stripe-key") }, "stripe-key"],
  [{ ...well, account: accountOf(false) }, "stripe-no-charges"],
  [{ ...well, endpoint: { ok: true, value: null } as const }, "stripe-no-endpoint"],
  [{ ...well, endpoint: endpoint([], false) }, "stripe-endpoint-off"],
  [{ ...well, endpoint: endpoint(["invoice.paid"]) }, "stripe-endpoint-lacks"],
  [{ ...well, endpoint: refused("stripe-rights") }, null],
  [{ ...well, secretSet: false }, "stripe-secret"],
])("a test finds the first fault (%#)", (check, fault) => {
  expect(findStripeFault(check)).toBe(fault);
});
