import { expect, test } from "vitest";

import { isPayable, orderStates, statesBefore } from "#app/billing/rules/order-state.ts";
import { paymentMismatch, sessionOutcome } from "#app/billing/rules/session-outcome.ts";

test("paid is reached from everywhere and left for nowhere", () => {
  expect(statesBefore("paid")).toEqual(orderStates.filter((state) => state !== "paid"));
  for (const state of orderStates) expect(statesBefore(state)).not.toContain("paid");
});

test("money on its way can't expire or be cancelled", () => {
  expect(statesBefore("expired")).toEqual(["open", "checkout"]);
  expect(statesBefore("cancelled")).toEqual(["open", "checkout", "invoiced"]);
  expect(orderStates.filter(isPayable)).toEqual(["open", "checkout"]);
});

test.each([
  ["complete", "paid", "succeeded", "paid"],
  ["complete", "no_payment_required", null, "paid"],
  ["complete", "unpaid", "processing", "processing"],
  ["complete", "unpaid", "requires_payment_method", "failed"],
  ["complete", "unpaid", "canceled", "failed"],
  ["open", "unpaid", null, "open"],
  ["open", "unpaid", "requires_payment_method", "open"],
  ["open", "paid", "succeeded", "open"],
  ["expired", "unpaid", null, "expired"],
] as const)("session %s, %s, intent %s: %s", (status, paymentStatus, intentStatus, outcome) => {
  expect(sessionOutcome({ status, paymentStatus, intentStatus })).toBe(outcome);
});

test("what was paid must be what was ordered, by whom it was ordered", () => {
  const order = { currency: "EUR", grossMinor: 114_950, customerId: "cus_1" };
  expect(paymentMismatch(order, { currency: "eur", amountMinor: 114_950, customerId: "cus_1" })).toBeNull();
  expect(paymentMismatch(order, { currency: "usd", amountMinor: 114_950, customerId: "cus_1" })).toBe(
    "currency",
  );
  expect(paymentMismatch(order, { currency: "eur", amountMinor: 114_949, customerId: "cus_1" })).toBe(
    "amount",
  );
  expect(paymentMismatch(order, { currency: "eur", amountMinor: 114_950, customerId: "cus_2" })).toBe(
    "customer",
  );
});
