import { resumeTopups } from "#app/hours/ledger-topups.server.ts";
import { ledgerActor, refusedByLedger, type LedgerRefusal } from "#app/hours/ledger.server.ts";
import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { withLockedParties, type Parties } from "#app/clients/check-vat-number.server.ts";
import { listQuotes, missingDetails, waitsForVat, type Quote } from "#app/billing/quote.server.ts";
import { buysHours, type TopupMode } from "#app/billing/rules/topup-mode.ts";
import { capTooSmall, topupTermsVersion } from "#app/billing/rules/topup-terms.ts";
import {
  appendAgreement,
  findAgreementByForm,
  findBlockMinutes,
} from "#app/billing/topup/method-store.server.ts";
import { keepAccountAlert } from "#app/hours/alerts/alert-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { hashOfText, topupTerms } from "./mandate.ts";
import { writeTopupSettings, type TopupConfiguration } from "#app/hours/ledger-topups.server.ts";
import { findMethod, type Agreement } from "./method-store.server.ts";

/** What a client chooses to happen when its hours run low; minutes, minor units. */
export type TopupChoice = {
  formKey: string;
  mode: TopupMode;
  thresholdMinutes: number;
  /** Null where nothing is for sale: then only off and warn can be chosen. */
  blockId: string | null;
  maxPer30d: number;
  maxMinorPer30d: number | null;
  /** What one block costs with VAT, as it was shown. */
  seenGrossMinor: number;
  /** The hash of the terms that were shown for this mode. */
  seenTerms: string | null;
  locale: Locale;
};

export type ChooseRefusal =
  | "may-not-change"
  | "block-gone"
  | "price-changed"
  | "text-changed"
  | "details-missing"
  | "vat-held"
  | "no-method"
  | "cap-amount"
  | "cap-count"
  | "other-choice"
  | LedgerRefusal;

/** Keeps what a client chose about topping up: the agreement word for word, and the settings in the ledger. Once a form. */
export async function chooseTopup(
  scope: ClientScope,
  choice: TopupChoice,
): Promise<Result<null, ChooseRefusal>> {
  if (!may(scope, clientsAccess.spend)) return refuse("may-not-change");
  return refusedByLedger<Result<null, ChooseRefusal>>(() =>
    withLockedParties({ kind: "system" }, scope.clientId, async (tx, parties) => {
      const known = await findAgreementByForm(tx, scope.clientId, choice.formKey);
      if (known) return (await isSameChoice(tx, known, choice)) ? ok(null) : refuse("other-choice");
      const quote = (await listQuotes(tx, parties)).find(({ block }) => block.id === choice.blockId);
      const refusal = await refusalFor(tx, parties, quote, choice);
      if (refusal) return refuse(refusal);
      await recordAgreement(tx, scope, parties, buysHours(choice.mode) ? quote : undefined, choice);
      return ok(null);
    }),
  );
}

/** True when a repeated form key carries the same choice; a different one is refused. */
async function isSameChoice(tx: Tx, known: Agreement, choice: TopupChoice): Promise<boolean> {
  const same =
    known.mode === choice.mode &&
    known.thresholdMinutes === choice.thresholdMinutes &&
    known.maxPer30d === choice.maxPer30d &&
    known.maxMinorPer30d === choice.maxMinorPer30d;
  if (!same || choice.blockId === null || !buysHours(choice.mode)) return same;
  const block = await findBlockMinutes(tx, choice.blockId);
  return known.grossMinor === choice.seenGrossMinor && known.blockMinutes === block?.minutes;
}

async function refusalFor(
  tx: Tx,
  parties: Parties,
  quote: Quote | undefined,
  choice: TopupChoice,
): Promise<ChooseRefusal | null> {
  if (!buysHours(choice.mode)) return null;
  if (!quote) return "block-gone";
  if (quote.price.grossMinor !== choice.seenGrossMinor) return "price-changed";
  if (choice.seenTerms !== hashOfText(topupTermsVersion, termsOf(parties, quote, choice)))
    return "text-changed";
  if (missingDetails(parties).length > 0) return "details-missing";
  if (waitsForVat(parties)) return "vat-held";
  const cap = capTooSmall(choice, quote.price.grossMinor);
  if (cap) return cap === "amount" ? "cap-amount" : "cap-count";
  return choice.mode === "charge" && !(await findMethod(tx, parties.buyer.clientId)) ? "no-method" : null;
}

/** The terms word for word; empty for a choice that buys nothing. */
function termsOf({ seller }: Parties, quote: Quote | undefined, { mode, locale }: TopupChoice): string {
  return quote && buysHours(mode) ? topupTerms(seller.name, mode, quote.vat.kind, locale) : "";
}

async function recordAgreement(
  tx: Tx,
  scope: ClientScope,
  parties: Parties,
  quote: Quote | undefined,
  choice: TopupChoice,
): Promise<void> {
  const at = now();
  const { mode, thresholdMinutes, maxPer30d, maxMinorPer30d, locale } = choice;
  const agreed = {
    blockMinutes: quote?.block.minutes ?? null,
    pricePerHourMinor: quote?.block.pricePerHourMinor ?? null,
    grossMinor: quote?.price.grossMinor ?? null,
  };
  await appendAgreement(tx, {
    clientId: scope.clientId,
    formKey: choice.formKey,
    userId: scope.userId,
    mode,
    thresholdMinutes,
    ...agreed,
    currency: parties.buyer.currency,
    maxPer30d,
    maxMinorPer30d,
    termsText: termsOf(parties, quote, choice),
    locale,
    at,
  });
  await setTopupAndAlert(tx, {
    clientId: scope.clientId,
    key: `topup:${choice.formKey}`,
    mode,
    thresholdMinutes,
    blockMinutes: agreed.blockMinutes,
    maxPer30d,
    maxMinorPer30d,
    actor: ledgerActor(scope),
  });
  const setting = await findTopupSetting(tx, scope.clientId);
  // A new choice lifts a suspension by the system (no cause), not one for a refused method or a dispute.
  if (buysHours(choice.mode) && setting?.suspendedAt && setting.suspensionCause === null)
    await resumeTopups(tx, scope.clientId, at);
  await appendAudit(tx, scope, {
    action: "topup.chosen",
    target: `client:${scope.clientId}`,
    detail: {
      mode,
      thresholdMinutes,
      blockMinutes: agreed.blockMinutes,
      grossMinor: agreed.grossMinor,
      maxPer30d,
      maxMinorPer30d,
      terms: topupTermsVersion,
    },
  });
}

/** Writes a client's top-up settings to the ledger; warn also starts the balance alert, off ends it. */
export async function setTopupAndAlert(tx: Tx, to: TopupConfiguration): Promise<void> {
  await writeTopupSettings(tx, to);
  if (to.mode === "warn" || to.mode === "off")
    await keepAccountAlert(tx, to.clientId, to.mode === "warn", now());
}
