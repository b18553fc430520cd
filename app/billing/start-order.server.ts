import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { byHandColumns } from "./bank-invoice/by-hand.server.ts";
import { fitsCredit } from "./bank-invoice/credit-store.server.ts";
import { writeTransferAsked } from "./bank-invoice/invoice-letters.server.ts";
import { withLockedParties, type Parties } from "#app/clients/check-vat-number.server.ts";
import type { Order } from "./order.ts";
import { shownTerms } from "./own-terms/own-terms.server.ts";
import { listQuotes, missingDetails, waitsForVat, type Quote } from "./quote.server.ts";
import { termsName, termsVersion } from "./rules/terms.ts";
import { findTermsState } from "./signed-terms/hour-terms.server.ts";
import { mayBeCharging } from "./rules/topup-move.ts";
import { appendOrder, billedColumns, findOrderByForm, nextOrderNumber } from "./store.server.ts";
import { findOpenAttempt } from "./topup/attempt-store.server.ts";

export type StartOrder = {
  /** The key of the form: sent twice, it makes one order. */
  formKey: string;
  blockId: string;
  /** The total that the buyer saw, with VAT, in minor units. */
  seenGrossMinor: number;
  /** The version of the MSP's own terms that the buyer saw; undefined when there were none. */
  seenTerms?: number | undefined;
  /** Paid by bank transfer on an invoice, instead of at Stripe's checkout. */
  byTransfer?: boolean | undefined;
};

export type StartRefusal =
  | "may-not-buy"
  | "block-gone"
  | "price-changed"
  | "terms-changed"
  | "details-missing"
  | "vat-held"
  | "vat-review"
  | "transfer-needs-euro"
  | "no-bank-account"
  | "topup-running"
  | "other-order";

/** Makes an order of a block at today's price and VAT, once a form. Stripe isn't called. */
export async function startOrder(
  scope: ClientScope,
  wanted: StartOrder,
): Promise<Result<Order, StartRefusal>> {
  if (!may(scope, clientsAccess.spend)) return refuse("may-not-buy");
  return withLockedParties(scope, scope.clientId, async (tx, parties) => {
    const known = await findOrderByForm(tx, scope.clientId, wanted.formKey);
    if (known) return isSameOrder(known, wanted) ? ok(known) : refuse("other-order");
    const quote = (await listQuotes(tx, parties)).find(({ block }) => block.id === wanted.blockId);
    const refusal = (await isTopupCharging(tx, scope.clientId, wanted))
      ? "topup-running"
      : refusalFor(parties, quote, wanted);
    if (!quote || refusal) return refuse(refusal ?? "block-gone");
    const own = await shownTerms(tx, getLocale());
    if (own.version !== (wanted.seenTerms ?? 0)) return refuse("terms-changed");
    const { signed } = await findTermsState(tx, scope.clientId);
    const terms = termsName(termsVersion, own.version, signed?.number ?? null);
    const order = await createOrder(tx, scope, parties, quote, { ...wanted, terms });
    await appendAudit(tx, scope, {
      action: "order.created",
      target: `order:${order.number}`,
      detail: {
        minutes: order.minutes,
        grossMinor: order.grossMinor,
        vatKind: order.vatKind,
        terms,
        origin: order.origin,
        onTrust: order.onTrust,
      },
    });
    if (order.byHand) await writeTransferAsked(tx, order);
    return ok(order);
  });
}

/** Tells whether a form sent again asks for what it did before: the same block, paid the same way, at the same total. */
function isSameOrder(known: Order, { blockId, seenGrossMinor, byTransfer = false }: StartOrder): boolean {
  return (
    known.hourBlockId === blockId &&
    known.grossMinor === seenGrossMinor &&
    (known.origin === "bank_invoice") === byTransfer
  );
}

/** Tells whether an automatic top-up may be charging now, so that no second payment is begun. Never so for an invoice, which charges nobody. */
async function isTopupCharging(tx: Tx, clientId: string, { byTransfer }: StartOrder): Promise<boolean> {
  const attempt = byTransfer ? null : await findOpenAttempt(tx, clientId);
  return attempt !== null && mayBeCharging(attempt.status);
}

function refusalFor(parties: Parties, quote: Quote | undefined, wanted: StartOrder): StartRefusal | null {
  if (!quote) return "block-gone";
  if (missingDetails(parties).length > 0) return "details-missing";
  if (waitsForVat(parties)) return parties.buyer.vatReview ? "vat-review" : "vat-held";
  if (wanted.byTransfer && parties.buyer.currency !== "EUR") return "transfer-needs-euro";
  if (wanted.byTransfer && !parties.seller.bank) return "no-bank-account";
  return quote.price.grossMinor === wanted.seenGrossMinor ? null : "price-changed";
}

async function createOrder(
  tx: Tx,
  scope: ClientScope,
  { buyer, seller }: Parties,
  { block, vat, price }: Quote,
  { formKey, byTransfer = false, terms }: StartOrder & { terms: string },
): Promise<Order> {
  const at = now();
  const bank = byTransfer && seller.transfersByHand ? seller.bank : null;
  // Under the client's lock: two orders at once can't both fit the same credit.
  const onTrust = !bank && byTransfer && (await fitsCredit(tx, scope.clientId, block.minutes));
  return appendOrder(tx, {
    clientId: scope.clientId,
    number: await nextOrderNumber(tx),
    buyerId: scope.userId,
    formKey,
    hourBlockId: block.id,
    minutes: block.minutes,
    pricePerHourMinor: block.pricePerHourMinor,
    validMonths: block.validMonths,
    currency: buyer.currency,
    ...price,
    vatKind: vat.kind,
    vatRateBp: vat.rateBp,
    vatNumber: buyer.vatNumber,
    ...billedColumns(buyer),
    vatConsultation: vat.kind === "reverse_charge" ? buyer.vatConsultation : null,
    termsVersion: terms,
    termsAcceptedAt: at,
    createdAt: at,
    updatedAt: at,
    origin: byTransfer ? "bank_invoice" : "checkout",
    onTrust,
    ...(bank && byHandColumns(bank, buyer.zone, at)),
  });
}
