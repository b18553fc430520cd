import { balanceOf } from "#app/billing/balance-store.server.ts";
import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { findPersonName } from "#app/identity/people-store.server.ts";
import { getCheckedParties } from "#app/clients/check-vat-number.server.ts";
import { purposeWithContracts } from "#app/billing/contract-payment/purpose-with-contracts.server.ts";
import { topupPurpose, type SetupPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { listQuotes, missingDetails } from "#app/billing/quote.server.ts";
import { contractMandateVersion, mandateVersion, topupTermsVersion } from "#app/billing/rules/topup-terms.ts";
import { buysHours } from "#app/billing/rules/topup-mode.ts";
import { waitsForPerson } from "#app/billing/rules/topup-move.ts";
import { whySuspended } from "#app/billing/rules/topup-suspension.ts";
import { findUnpaidPurchases, listOrdersOfAttempts } from "#app/billing/topup/attempt-store.server.ts";
import { findSetup } from "#app/billing/topup/setup-store.server.ts";
import { decideVat } from "#app/clients/rules/vat.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { findTopupSetting, findTopupUse, listAttempts, type Attempt } from "./attempt-store.server.ts";
import { hashOfText, mandateText, topupTerms } from "./mandate.ts";
import { findLatestAgreement, findMethod, type SavedMethod } from "./method-store.server.ts";
import { methodsFor } from "./start-setup.server.ts";

export type TopupPage = Awaited<ReturnType<typeof getTopupPage>>;
export type ShownAttempt = Awaited<ReturnType<typeof showAttempts>>[number];
export type ShownMethod = NonNullable<Awaited<ReturnType<typeof showMethod>>>;

/** The page on topping up: the settings, what can be chosen, the saved method, the last attempts; amounts only for those who may spend. */
export async function getTopupPage(scope: ClientScope) {
  const parties = await getCheckedParties(scope, scope.clientId);
  const { buyer, seller } = parties;
  const at = now();
  const maySpend = may(scope, clientsAccess.spend);
  return readInScope(scope, async (tx) => {
    const use = await findTopupUse(tx, scope.clientId, at);
    const setting = await findTopupSetting(tx, scope.clientId);
    const agreement = await findLatestAgreement(tx, scope.clientId);
    const quotes = await listQuotes(tx, parties);
    const saved = await findMethod(tx, scope.clientId);
    const blockMinutes = setting?.blockMinutes ?? agreement?.blockMinutes ?? null;
    const chosen = quotes.find(({ block }) => block.minutes === blockMinutes);
    const locale = getLocale();
    const vat = decideVat(seller, buyer.country, buyer.vatStatus);
    const terms = {
      charge: topupTerms(seller.name, "charge", vat.kind, locale),
      invoice: topupTerms(seller.name, "invoice", vat.kind, locale),
    };
    return {
      mayChange: maySpend,
      clientName: buyer.name,
      mspName: seller.name,
      currency: buyer.currency,
      setting: setting && {
        mode: setting.mode,
        thresholdMinutes: setting.thresholdMinutes,
        maxPer30d: setting.maxPer30d,
        ...(maySpend ? { maxMinorPer30d: setting.maxMinorPer30d } : {}),
        suspended: setting.suspendedAt === null ? null : whySuspended(setting.suspensionCause),
        capped: setting.cappedAt !== null,
        blockMinutes,
        methodMissing: setting.mode === "charge" && saved === null,
        // The day until which a failure holds back the next attempt.
        waitsUntil: setting.notBefore && setting.notBefore > at ? dayIn(buyer.zone, setting.notBefore) : null,
      },
      // A method was saved for top-ups, they are off, and nothing was chosen since.
      methodUnused:
        saved !== null &&
        !buysHours(setting?.mode) &&
        (agreement === null || agreement.agreedAt < saved.savedAt) &&
        (await isSavedForTopups(tx, saved)),
      use: { count: use.count, ...(maySpend ? { grossMinor: use.grossMinor } : {}) },
      offers: quotes.map(({ block, vat, price }) => ({
        blockId: block.id,
        minutes: block.minutes,
        ...(maySpend ? { grossMinor: price.grossMinor } : {}),
        withVat: vat.rateBp > 0,
      })),
      // Null also where the block that was chosen is no longer sold.
      chosenBlockId: chosen?.block.id ?? null,
      withVat: vat.rateBp > 0,
      setBy: agreement && {
        name: await findPersonName(tx, agreement.userId),
        on: dayIn(buyer.zone, agreement.agreedAt),
      },
      balanceMinutes: await balanceOf(tx, scope.clientId, at),
      // Only those who may spend see which account pays.
      method: maySpend ? await showMethod(tx, scope.clientId, buyer.zone) : null,
      attempts: await showAttempts(tx, scope.clientId, buyer.zone, maySpend),
      unpaidPurchases: await findUnpaidPurchases(tx, scope.clientId),
      terms,
      termsHashes: {
        charge: hashOfText(topupTermsVersion, terms.charge),
        invoice: hashOfText(topupTermsVersion, terms.invoice),
      },
    };
  });
}

/** The page to save a payment method: the mandate, word for word, and the kinds that can be saved. */
export async function getMethodPage(scope: ClientScope, asked: SetupPurpose = topupPurpose) {
  const parties = await getCheckedParties(scope, scope.clientId);
  const { buyer, seller } = parties;
  const purpose = await readInScope(scope, (tx) => purposeWithContracts(tx, scope.clientId, asked));
  const version = purpose.kind === "contract" ? contractMandateVersion : mandateVersion;
  const mandate = mandateText(seller, buyer.currency, getLocale(), purpose.kind);
  return {
    clientName: buyer.name,
    mandate,
    mandateVersion: version,
    mandateHash: hashOfText(version, mandate),
    backTo: purpose.returnTo,
    methods: methodsFor(buyer.currency),
    detailsMissing: missingDetails(parties).length > 0,
  };
}

/** Tells whether the setup of a method began at the top-up page. One for top-ups covers a collected contract too, so its purpose doesn't say. */
async function isSavedForTopups(tx: Tx, { clientId, setupId }: SavedMethod): Promise<boolean> {
  const setup = await findSetup(tx, clientId, setupId);
  return setup?.purpose === topupPurpose.kind || setup?.returnTo === topupPurpose.returnTo;
}

/** The saved method as people may see it; null when none is saved. */
export async function showMethod(tx: Tx, clientId: string, zone: string) {
  const method = await findMethod(tx, clientId);
  if (!method) return null;
  const setup = await findSetup(tx, clientId, method.setupId);
  const personName = setup && (await findPersonName(tx, setup.userId));
  return {
    type: method.type,
    last4: method.last4,
    enteredWith: method.enteredWith,
    savedOn: dayIn(zone, method.savedAt),
    mandateVersion: setup?.mandateVersion ?? "",
    agreedBy: personName ?? "",
    expires:
      method.expMonth !== null && method.expYear !== null
        ? { month: method.expMonth, year: method.expYear }
        : null,
  };
}

/** A client's last attempts, newest first; with their cost, and where to pay or confirm, for those who may spend. */
export async function showAttempts(tx: Tx, clientId: string, zone: string, maySpend: boolean) {
  const attempts = await listAttempts(tx, clientId, 5);
  const orders = await listOrdersOfAttempts(tx, clientId, attempts);
  return attempts.map((attempt) => ({
    id: attempt.id,
    minutes: attempt.minutes,
    status: attempt.status,
    awaitsBank: attempt.awaitsBank,
    tryNo: attempt.tryNo,
    on: dayIn(zone, attempt.createdAt),
    againOn: attempt.status === "queued" ? dayIn(zone, attempt.nextLookAt) : null,
    invoice: openInvoiceOf(
      orders.find(({ id }) => id === attempt.id),
      zone,
    ),
    currency: attempt.currency,
    maySeeOrder: maySpend && orders.some(({ id }) => id === attempt.id),
    ...(maySpend ? { grossMinor: attempt.grossMinor, payUrl: payUrlOf(attempt, orders) } : {}),
  }));
}

type OrderOfAttempt = { origin: string; state: string; dueAt: Date | null; onTrust: boolean };

/** The unpaid invoice of a top-up by invoice: its due day, and whether that has passed; null for any other attempt. */
function openInvoiceOf(
  order: OrderOfAttempt | undefined,
  zone: string,
): { dueOn: Day; overdue: boolean; onTrust: boolean } | null {
  if (order?.origin !== "topup_invoice" || order.state !== "invoiced" || !order.dueAt) return null;
  return { dueOn: dayIn(zone, order.dueAt), overdue: order.dueAt <= now(), onTrust: order.onTrust };
}

function payUrlOf(attempt: Attempt, orders: { id: string; invoiceUrl: string | null }[]): string | null {
  const payable = waitsForPerson(attempt.status) || (attempt.status === "queued" && attempt.tryNo > 1);
  return payable ? (orders.find(({ id }) => id === attempt.id)?.invoiceUrl ?? null) : null;
}
