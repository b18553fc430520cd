import { priceTopup } from "#app/hours/ledger-topups.server.ts";
import { fitsCredit } from "#app/billing/bank-invoice/credit-store.server.ts";
import { withLockedParties, type Parties } from "#app/clients/check-vat-number.server.ts";
import type { Order } from "#app/billing/order.ts";
import { listQuotes, missingDetails, waitsForVat, type Quote } from "#app/billing/quote.server.ts";
import { priceBlock } from "#app/billing/rules/price.ts";
import { appendOrder, billedColumns, findOrder, nextOrderNumber } from "#app/billing/store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { RollbackError } from "#app/platform/errors.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { findTopupSetting, type Attempt } from "./attempt-store.server.ts";
import { findLatestAgreement, findMethod, type Agreement } from "./method-store.server.ts";

/** Why no order can be made of an attempt: what was agreed no longer holds, something is missing, or VIES has to answer first (`vat-held`). `attempt-gone`: it was over the cap and is canceled, or another worker moved it. */
export type NoOrder =
  | "no-agreement"
  | "price-changed"
  | "block-gone"
  | "details-missing"
  | "no-method"
  | "vat-held"
  | "attempt-gone";

/** The order of a claimed attempt, made once: at today's price and VAT, never above what was agreed. `version` is the attempt's after it. */
export async function orderTopup(
  attempt: Attempt,
): Promise<Result<{ order: Order; parties: Parties; version: number }, NoOrder>> {
  // Under the client's lock: two orders at once can't both fit the same credit.
  return withLockedParties({ kind: "system" }, attempt.clientId, async (tx, parties) => {
    const known = await findOrder(tx, attempt.clientId, attempt.id);
    if (known) return ok({ order: known, parties, version: attempt.version });
    const agreement = await findLatestAgreement(tx, attempt.clientId);
    if (!agreement) return refuse("no-agreement");
    const quote = (await listQuotes(tx, parties)).find(
      ({ block }) => block.minutes === agreement.blockMinutes,
    );
    const refusal = await refusalFor(tx, parties, agreement, quote);
    if (!quote || refusal) return refuse(refusal ?? "block-gone");
    const order = await createOrder(tx, attempt, parties, agreement, quote);
    // Before the audit row: the account is locked before the audit chain.
    const version = await priceTopup(
      tx,
      attempt,
      { grossMinor: order.grossMinor, currency: order.currency },
      now(),
    );
    // The attempt is over the cap, or another worker moved it.
    if (version === null) throw new RollbackError();
    await appendAudit(tx, "system", {
      action: "order.created",
      target: `order:${order.number}`,
      clientId: order.clientId,
      detail: {
        minutes: order.minutes,
        grossMinor: order.grossMinor,
        vatKind: order.vatKind,
        terms: order.termsVersion,
        origin: order.origin,
      },
    });
    return ok({ order, parties, version });
  }).catch((error: unknown) => {
    if (error instanceof RollbackError) return repriceAlone(attempt);
    throw error;
  });
}

/** The rollback also undid topup_price's cancel of an attempt over the cap; runs it again without the order. */
async function repriceAlone(attempt: Attempt): Promise<Result<never, NoOrder>> {
  await withLockedParties({ kind: "system" }, attempt.clientId, async (tx, parties) => {
    const agreement = await findLatestAgreement(tx, attempt.clientId);
    const quote = (await listQuotes(tx, parties)).find(
      ({ block }) => block.minutes === agreement?.blockMinutes,
    );
    if (!quote) return;
    const { grossMinor } = priceOf(attempt, quote);
    await priceTopup(tx, attempt, { grossMinor, currency: parties.buyer.currency }, now());
  });
  return refuse("attempt-gone");
}

async function refusalFor(
  tx: Tx,
  parties: Parties,
  agreement: Agreement,
  quote: Quote | undefined,
): Promise<NoOrder | null> {
  if (!quote) return "block-gone";
  if (missingDetails(parties).length > 0) return "details-missing";
  if (waitsForVat(parties)) return "vat-held";
  if (quote.price.grossMinor > (agreement.grossMinor ?? 0) || agreement.currency !== parties.buyer.currency)
    return "price-changed";
  const mode = (await findTopupSetting(tx, agreement.clientId))?.mode;
  return mode === "charge" && !(await findMethod(tx, agreement.clientId)) ? "no-method" : null;
}

function priceOf(attempt: Attempt, { block, vat }: Quote) {
  return priceBlock(attempt.minutes, block.pricePerHourMinor, vat.rateBp);
}

async function createOrder(
  tx: Tx,
  attempt: Attempt,
  { buyer }: Parties,
  agreement: Agreement,
  quote: Quote,
): Promise<Order> {
  const at = now();
  const byInvoice = (await findTopupSetting(tx, attempt.clientId))?.mode === "invoice";
  return appendOrder(tx, {
    clientId: attempt.clientId,
    id: attempt.id,
    number: await nextOrderNumber(tx),
    buyerId: agreement.userId,
    formKey: attempt.id,
    hourBlockId: quote.block.id,
    minutes: attempt.minutes,
    pricePerHourMinor: quote.block.pricePerHourMinor,
    validMonths: quote.block.validMonths,
    currency: buyer.currency,
    ...priceOf(attempt, quote),
    vatKind: quote.vat.kind,
    vatRateBp: quote.vat.rateBp,
    vatNumber: buyer.vatNumber,
    ...billedColumns(buyer),
    vatConsultation: quote.vat.kind === "reverse_charge" ? buyer.vatConsultation : null,
    origin: byInvoice ? "topup_invoice" : "auto_topup",
    onTrust: byInvoice && (await fitsCredit(tx, attempt.clientId, attempt.minutes)),
    termsVersion: agreement.termsVersion,
    termsAcceptedAt: agreement.agreedAt,
    createdAt: at,
    updatedAt: at,
  });
}
