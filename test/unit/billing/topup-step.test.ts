import { describe, expect, it } from "vitest";

import { moveFor, moveForDoubt } from "#app/billing/rules/topup-move.ts";
import { backOffHours, nextStep, type InvoiceTruth, type Situation } from "#app/billing/rules/topup-step.ts";

const open: InvoiceTruth = {
  id: "in_1",
  status: "open",
  lines: 1,
  fits: true,
  payment: { status: "none", code: null },
};
const at = (more: Partial<Situation>): Situation => ({
  collection: "charge",
  waits: false,
  permission: "charge",
  failures: 0,
  awaitsBank: false,
  mayChangeStripe: true,
  invoice: open,
  answer: null,
  ...more,
});
const declined = (code: string, failures = 0) =>
  nextStep(at({ failures, answer: { kind: "declined", code } }));

describe("who only looks", () => {
  it.each([
    ["an open invoice", open],
    ["a draft", { ...open, status: "draft" as const }],
    ["one that doesn't fit", { ...open, fits: false }],
    ["none", "none" as const],
  ])("does nothing with %s", (_, invoice) => {
    expect(nextStep(at({ mayChangeStripe: false, invoice }))).toEqual({ do: "leave" });
  });
  it("sees that one was paid", () => {
    expect(nextStep(at({ mayChangeStripe: false, invoice: { ...open, status: "paid" } }))).toEqual({
      do: "credit",
    });
  });
});

describe("a decline", () => {
  it("is tried again after an hour and a day; the third stops it", () => {
    expect(backOffHours).toEqual([1, 24]);
    expect([0, 1, 2].map((failures) => declined("insufficient_funds", failures))).toEqual([
      { do: "retry", afterHours: 1, code: "insufficient_funds" },
      { do: "retry", afterHours: 24, code: "insufficient_funds" },
      { do: "suspend", code: "insufficient_funds" },
    ]);
  });
  it.each(["expired_card", "lost_card", "stolen_card", "mandate_invalid", "account_closed"])(
    "for good stops it at once: %s",
    (code) => {
      expect(declined(code)).toEqual({ do: "suspend", code });
    },
  );
  it("that needs its owner asks its owner", () => {
    expect(declined("authentication_required", 2)).toEqual({
      do: "ask-person",
      code: "authentication_required",
    });
  });
});

it.each(["void", "uncollectible"] as const)(
  "waits for the bank when an invoice becomes %s while a debit of it is under way; ends when the debit failed",
  (status) => {
    expect(
      nextStep(at({ invoice: { ...open, status, payment: { status: "processing", code: null } } })),
    ).toEqual({ do: "await-bank" });
    expect(
      nextStep(
        at({
          waits: true,
          mayChangeStripe: false,
          invoice: { ...open, status, payment: { status: "processing", code: null } },
        }),
      ),
    ).toEqual({ do: "await-bank" });
    expect(
      nextStep(
        at({
          awaitsBank: true,
          invoice: { ...open, status, payment: { status: "failed", code: "insufficient_funds" } },
        }),
      ),
    ).toEqual({ do: "close", code: status === "void" ? "voided" : "uncollectible" });
  },
);

it("never charges what doesn't fit, waits, is under way, was answered, or isn't permitted", () => {
  expect(nextStep(at({}))).toEqual({ do: "pay" });
  expect(nextStep(at({ invoice: { ...open, fits: false } }))).toEqual({ do: "withdraw" });
  expect(nextStep(at({ waits: true }))).toEqual({ do: "leave" });
  expect(nextStep(at({ invoice: { ...open, payment: { status: "processing", code: null } } }))).toEqual({
    do: "await-bank",
  });
  expect(nextStep(at({ answer: { kind: "accepted" } }))).toEqual({ do: "leave" });
  expect(nextStep(at({ permission: "invoice-only" }))).toEqual({ do: "leave-open" });
  expect(nextStep(at({ permission: "nothing" }))).toEqual({ do: "withdraw" });
  expect(nextStep(at({ collection: "invoice" }))).toEqual({ do: "send-invoice" });
});

it("a key that Stripe spent has a successor, while a bank is awaited too; a look without an answer changes neither", () => {
  const now = new Date("2026-11-30T12:00:00Z");
  const doubt = (progress: { keyNo: number; awaitsBank: boolean }, spent: boolean) =>
    moveForDoubt({ note: "pay: api_error", spent, needsPerson: false }, now, {
      status: "charging",
      tryNo: 1,
      ...progress,
    });
  expect(doubt({ keyNo: 1, awaitsBank: true }, false)).toMatchObject({ keyNo: 1, awaitsBank: true });
  expect(doubt({ keyNo: 1, awaitsBank: true }, true)).toMatchObject({ keyNo: 2, awaitsBank: false });
  expect(doubt({ keyNo: 2, awaitsBank: false }, true)).toMatchObject({ keyNo: 3, awaitsBank: false });
});

it("a try keeps the number of its key, and the next try begins with its first", () => {
  const now = new Date("2026-11-30T12:00:00Z");
  const attempt = { status: "unknown", tryNo: 2, keyNo: 3, awaitsBank: true } as const;
  expect(moveFor({ do: "await-bank" }, now, attempt)).toMatchObject({ tryNo: 2, keyNo: 3, awaitsBank: true });
  expect(moveFor({ do: "suspend", code: "lost_card" }, now, attempt)).toMatchObject({
    tryNo: 2,
    keyNo: 3,
    awaitsBank: false,
  });
  expect(moveFor({ do: "retry", afterHours: 1, code: "declined" }, now, attempt)).toMatchObject({
    tryNo: 3,
    keyNo: 1,
    awaitsBank: false,
  });
});
