import { createHash } from "node:crypto";

import { askRefundInside } from "#app/billing/refund/ask-refund.server.ts";
import type { Client } from "#app/clients/client-store.server.ts";
import { adjustOpenMonthInside } from "#app/contracts/close-month.server.ts";
import { monthOf } from "#app/contracts/rules/month.ts";
import {
  chargeBelowZero,
  convertHours,
  listConvertible,
  type Convertible,
  type HoursLeft,
} from "#app/hours/ledger-conversion.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import { tellMaker } from "./letters.server.ts";
import type { Proposal } from "./store/proposal-store.server.ts";
import { findPresentVat, listOtherVat, listUnpaid } from "./store/vat-store.server.ts";

type Settled = Record<"takenMinutes" | "creditedMinor" | "refundedMinor" | "keptMinutes", number>;

/**
 * Brings the hours that are left where the proposal says: whole minutes, credited without VAT and refunded with it. Hours that nobody has
 * paid for yet are not credited, and those that were bought with another VAT than the contract's invoices bear are no line of them: they
 * stay as hours, and the proposal's maker is told.
 */
export async function settleHours(
  tx: Tx,
  client: Client,
  proposal: Proposal,
  { hoursLeft: way, startsOn }: { hoursLeft: HoursLeft; startsOn: Day },
): Promise<Settled> {
  const { id, name, madeBy } = proposal;
  const clientId = client.id;
  const left = await listConvertible(tx, clientId);
  const words = withLocale(localeOf(client.locale), () => ({
    act: m.conversion_ledger_reason({ name }),
    credit: m.conversion_credit_line({ name }),
  }));
  // Orders are locked before the hour account.
  const refunds = await askRefunds(
    tx,
    { clientId, id, madeBy, reason: words.act },
    way === "refund" ? left : [],
  );
  const payments = way === "credit" ? paymentsOf(left) : [];
  const unpaid = await listUnpaid(tx, clientId, payments);
  const otherVat = await listOtherVat(tx, clientId, payments);
  const done = await convertHours(tx, {
    ...{ clientId, key: `convert:${id}`, way, excludedPayments: [...unpaid, ...otherVat] },
    ...{ reason: words.act, actor: "system" },
  });
  if (unpaid.length > 0) await tellMaker(tx, proposal, { kind: "unpaid-kept", key: "" });
  if (otherVat.length > 0) await tellMaker(tx, proposal, { kind: "vat-kept", key: "" });
  await chargeBelowZero(tx, clientId, `convert-overage:${id}`);
  if (done.valueMinor > 0)
    await adjustOpenMonthInside(tx, "system", {
      ...{ clientId, id: creditIdOf(id), month: monthOf(startsOn) },
      ...{
        amountMinor: -done.valueMinor,
        reason: words.credit,
        madeBy,
        vat: await findPresentVat(tx, clientId),
      },
    });
  return {
    takenMinutes: done.takenMinutes + refunds.minutes,
    creditedMinor: done.valueMinor,
    refundedMinor: refunds.minor,
    keptMinutes: Math.max(0, done.availableMinutes - refunds.minutes),
  };
}

/** The payments behind hours that are left. */
export function paymentsOf(left: readonly Convertible[]): string[] {
  return left.flatMap(({ paymentId, minutes }) => (paymentId !== null && minutes > 0 ? [paymentId] : []));
}

/** Asks for a refund of each payment's minutes; what can't be paid back (a dispute holds the payment, part of it went back by hand) stays as hours. */
async function askRefunds(
  tx: Tx,
  { clientId, id, madeBy, reason }: { clientId: string; id: string; madeBy: string; reason: string },
  left: readonly Convertible[],
): Promise<{ minutes: number; minor: number }> {
  const asked = { minutes: 0, minor: 0 };
  for (const { paymentId, refundMinor, minutes } of left) {
    if (paymentId === null || refundMinor === null || minutes === 0) continue;
    const formKey = uuidOf(`convert-refund:${id}:${paymentId}`);
    const wanted = { clientId, orderId: paymentId, formKey, amountMinor: refundMinor, reason };
    if (!(await askRefundInside(tx, "system", madeBy, wanted)).ok) continue;
    asked.minutes += minutes;
    asked.minor += refundMinor;
  }
  return asked;
}

const creditIdOf = (proposalId: string): string => uuidOf(`convert-credit:${proposalId}`);

/** An id made of words: the same each time that it is asked for. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
