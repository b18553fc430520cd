import { expect, it } from "vitest";

import type { InvoiceTruth, Situation } from "#app/billing/rules/topup-step.ts";
import { stepTopup, type TopupRecord, type Reply, type TopupStripe } from "#app/billing/topup/step-topup.ts";

const draft: InvoiceTruth = {
  id: "in_1",
  status: "draft",
  lines: 0,
  fits: false,
  payment: { status: "none", code: null },
};
const open: InvoiceTruth = { ...draft, status: "open", lines: 1, fits: true };
const start: Situation = {
  collection: "charge",
  waits: false,
  permission: "charge",
  failures: 0,
  awaitsBank: false,
  mayChangeStripe: true,
  invoice: "unseen",
  answer: null,
};
const said = (invoice: InvoiceTruth | "none"): Reply => ({ kind: "invoice", invoice });
const nothing: Reply = { kind: "unknown", code: "timeout", spent: false };

/** Drives one attempt by replies told beforehand, in order; answers the outcome and everything that was done. */
async function drive(
  replies: Reply[],
  keeps = true,
  from = start,
): Promise<{ outcome: string; done: string[] }> {
  const done: string[] = [];
  const left = [...replies];
  const call = (name: string) => (): Promise<Reply> => {
    done.push(name);
    return Promise.resolve(left.shift() ?? nothing);
  };
  const stripe: TopupStripe = {
    read: call("read"),
    create: call("create"),
    addLine: call("add-line"),
    finalize: call("finalize"),
    pay: call("pay"),
    withdraw: call("withdraw"),
  };
  const record: TopupRecord = {
    keepInvoice: ({ id }) => Promise.resolve((done.push(`keep ${id}`), keeps)),
    end: (ending) => Promise.resolve(void done.push(`end ${ending.do}`)),
    doubt: ({ note }) => Promise.resolve(void done.push(`doubt ${note}`)),
  };
  return { outcome: await stepTopup(from, stripe, record), done };
}

it("looks before it creates, keeps the invoice before it charges, and looks again after", async () => {
  expect(
    await drive([
      said("none"),
      said(draft),
      said({ ...draft, lines: 1 }),
      said(open),
      said(open),
      said({ ...open, status: "paid" }),
    ]),
  ).toEqual({
    outcome: "credit",
    done: ["read", "create", "keep in_1", "add-line", "finalize", "pay", "read", "end credit"],
  });
});

it("leaves an attempt alone that another has moved: it charges nothing", async () => {
  expect(await drive([said(open)], false)).toEqual({ outcome: "lost", done: ["read", "keep in_1"] });
});

it.each([
  [[], ["read", "doubt read: timeout"]],
  [[said("none")], ["read", "create", "doubt create: timeout"]],
  [[said(open)], ["read", "keep in_1", "pay", "doubt pay: timeout"]],
  [
    [said(open), said(open)],
    ["read", "keep in_1", "pay", "read", "doubt read: timeout"],
  ],
])("never takes no answer for a no (%#): it does nothing more", async (replies, done) => {
  expect(await drive(replies)).toEqual({ outcome: "doubt", done });
});

it("who has not claimed it keeps and charges nothing", async () => {
  expect(await drive([said(open)], true, { ...start, mayChangeStripe: false })).toEqual({
    outcome: "leave",
    done: ["read", "end leave"],
  });
});
