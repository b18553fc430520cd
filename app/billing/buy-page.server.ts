import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listOwedWork } from "#app/hours/store/owed-work.server.ts";
import { findCredit } from "./bank-invoice/credit-store.server.ts";
import { getCheckedParties, type Parties } from "#app/clients/check-vat-number.server.ts";
import { shownTerms } from "./own-terms/own-terms.server.ts";
import { findTermsState } from "./signed-terms/hour-terms.server.ts";
import { findPace, type Pace } from "./pace.server.ts";
import { listQuotes, missingDetails, vatState, type Quote } from "./quote.server.ts";
import { savingMinor } from "./rules/price.ts";
import { lastDayOf, lastsUntil } from "./rules/validity.ts";
import type { VatKind, VatStatus } from "#app/clients/rules/vat.ts";
import { listOrders } from "./store.server.ts";

/** A block as the buyer sees it: what it costs with VAT, what it saves, how long it lasts. */
export type Offer = {
  blockId: string;
  hours: number;
  pricePerHourMinor: number;
  validMonths: number;
  /** Their last day if they were added today: validity begins with that, not with the order. */
  validUntil: Day;
  savingMinor: number;
  lastsUntil: Day | null;
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
  vatKind: VatKind;
  vatRateBp: number;
};

export type InvoiceDetails = {
  legalName: string;
  addressLine: string;
  postalCode: string;
  city: string;
  country: string;
  vatNumber: string;
  vatStatus: VatStatus;
};

function toOffer({ block, vat, price }: Quote, all: Quote[], today: Day, pace: Pace): Offer {
  const validUntil = lastDayOf(today, block.validMonths);
  return {
    blockId: block.id,
    hours: block.minutes / 60,
    pricePerHourMinor: block.pricePerHourMinor,
    validMonths: block.validMonths,
    validUntil,
    savingMinor: savingMinor(
      block,
      all.map((one) => one.block),
    ),
    lastsUntil: lastsUntil(
      today,
      pace.availableMinutes + block.minutes,
      pace.perMonthMinutes ?? 0,
      validUntil,
    ),
    ...price,
    vatKind: vat.kind,
    vatRateBp: vat.rateBp,
  };
}

function detailsOf({ buyer }: Parties): InvoiceDetails {
  const { legalName, addressLine, postalCode, city, country, vatNumber, vatStatus } = buyer;
  return { legalName, addressLine, postalCode, city, country, vatNumber: vatNumber ?? "", vatStatus };
}

/** Who a client's invoices are made out to, whether something of it is still missing, and how its VAT number is checked. */
export async function getInvoiceDetails(scope: ClientScope) {
  const parties = await getCheckedParties(scope, scope.clientId);
  return {
    details: detailsOf(parties),
    missing: missingDetails(parties).length > 0,
    vies: vatState(parties),
    mspName: parties.seller.name,
  };
}

/** The buy page: every block with its price for this client, who the invoice is for, and what still waits for payment. */
export async function getBuyPage(scope: ClientScope) {
  const parties = await getCheckedParties(scope, scope.clientId);
  const { buyer, seller } = parties;
  return readInScope(scope, async (tx) => {
    const today = dayIn(buyer.zone, now());
    const pace = await findPace(tx, scope.clientId, today);
    const quotes = await listQuotes(tx, parties);
    const waiting = (await listOrders(tx, scope.clientId, 20)).filter(
      ({ state }) =>
        state === "open" || state === "checkout" || state === "invoiced" || state === "processing",
    );
    const { limitMinutes, unpaidMinutes } = await findCredit(tx, scope.clientId);
    return {
      offers: quotes.map((quote) => toOffer(quote, quotes, today, pace)),
      perMonthMinutes: pace.perMonthMinutes,
      owedMinutes: Math.max(0, -pace.availableMinutes),
      owedWork: pace.availableMinutes < 0 ? await listOwedWork(tx, scope.clientId) : [],
      currency: buyer.currency,
      mspName: seller.name,
      ownTerms: await shownTerms(tx, getLocale()),
      signedTerms: await findSignedTerms(tx, buyer),
      clientName: buyer.name,
      details: detailsOf(parties),
      detailsMissing: missingDetails(parties).length > 0,
      vies: vatState(parties),
      // By bank transfer one pays in euro, to an account that the MSP has named; so many minutes would be there before the money is.
      transfer:
        buyer.currency === "EUR" && seller.bank
          ? {
              byHand: seller.transfersByHand,
              trustedMinutes: seller.transfersByHand ? 0 : Math.max(0, limitMinutes - unpaidMinutes),
            }
          : null,
      waiting: waiting.map(({ id, number, minutes, state }) => ({ id, number, hours: minutes / 60, state })),
    };
  });
}

/** How the client stands with the terms for prepaid hours, and the day in its zone on which it signed them. */
async function findSignedTerms(tx: Tx, { clientId, zone }: Pick<Parties["buyer"], "clientId" | "zone">) {
  const terms = await findTermsState(tx, clientId);
  const closedAt = terms.signed?.closedAt ?? null;
  return { ...terms, signedOn: closedAt && dayIn(zone, closedAt) };
}

export type BuyPage = Awaited<ReturnType<typeof getBuyPage>>;
