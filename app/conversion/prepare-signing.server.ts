import { prepareAgreementInside, type PrepareRefusal } from "#app/agreements/prepare-agreement.server.ts";
import type { Agreement } from "#app/agreements/agreement.ts";
import { withdrawInside } from "#app/agreements/end-agreement.server.ts";
import { findAgreementFor, findSignedFor } from "#app/agreements/find-agreement.server.ts";
import type { Client } from "#app/clients/client-store.server.ts";
import { promisedTimes } from "#app/contracts/components/line-words.ts";
import { afterTermSentence } from "#app/contracts/components/term-words.ts";
import type { Scope, ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import type { Result } from "#app/platform/result.ts";
import { zoneAt } from "#app/platform/zone-text.ts";
import { startOfDay } from "#app/platform/zone.server.ts";

import { listBeside } from "./coming.server.ts";
import { afterTerm } from "./contract-of.server.ts";
import type { Beside } from "./rules/beside.ts";
import { priceOf, quantityOf, type Seats, type Variant } from "./rules/proposal.ts";
import type { Payment, Proposal, ProposalVersion } from "./store/proposal-store.server.ts";
import { listWorkTypes } from "./store/work-type-store.server.ts";
import { besideWord, leftWord, paymentWord } from "./words.ts";

type Taken = {
  client: Client;
  proposal: Proposal;
  version: ProposalVersion;
  variant: Variant;
  seats: Seats;
  payment: Payment;
};

/** Makes the agreement of what a client took, for the person who took it to sign before the start day; the same choice is the same agreement. */
export async function prepareSigning(
  tx: Tx,
  scope: ClientScope,
  taken: Taken,
): Promise<Result<Agreement, PrepareRefusal>> {
  const { client, proposal, version } = taken;
  const locale = localeOf(client.locale);
  const workTypes = await withLocale(locale, () => listWorkTypes(tx));
  const beside = await listBeside(tx, proposal, version.startsOn);
  const said = withLocale(locale, () => wordsOf(taken, workTypes, beside));
  return prepareAgreementInside(tx, scope, {
    ...said,
    kind: "managed",
    clientId: client.id,
    locale,
    signers: [{ userId: scope.userId, side: "client", position: 1, authority: said.authority }],
    subjectKind: "proposal",
    subjectId: proposal.id,
    expiresAt: startOfDay(zoneAt(client.zone, now()), version.startsOn),
  });
}

function wordsOf(
  { proposal, version, variant, seats, payment }: Taken,
  workTypes: { id: string; name: string }[],
  beside: readonly Beside[],
) {
  const money = (minor: number) => formatMoney(minor, proposal.currency);
  const covered = workTypes.filter(({ id }) => variant.covers.includes(id)).map(({ name }) => name);
  return {
    authority: m.conversion_doc_authority(),
    fields: {
      start_date: formatDay(version.startsOn),
      term: m.contracts_doc_months({ count: version.termMonths }),
      notice_period: m.contracts_doc_months({ count: version.noticeMonths }),
      price_per_month: money(priceOf(variant, seats).monthlyMinor),
      response_times: promisedTimes(variant.sla, "responseMinutes"),
      resolution_times: promisedTimes(variant.sla, "resolutionMinutes"),
      scope: [...new Set([...variant.included, ...covered])].join(", "),
      included: variant.included.join(", "),
      covered_work: covered.join(", "),
      not_included: variant.excluded.join(", "),
      after_term: afterTermSentence(afterTerm),
      hours_left: leftWord(version.hoursLeft),
      hours_below_zero: m.conversion_doc_below_zero({ day: formatDay(version.startsOn) }),
      earlier_contracts: beside.map(besideWord).join(" "),
      payment: paymentWord(payment),
    },
    tables: {
      lines: {
        head: [m.conversion_line(), m.conversion_line_sum(), m.monthly_amount()],
        rows: variant.lines.map((line) => [
          line.label,
          `${formatNumber(quantityOf(line, seats))} × ${money(line.unitMinor)}`,
          money(line.unitMinor * quantityOf(line, seats)),
        ]),
      },
    },
  };
}

/** Takes the open agreement of a proposal back, where there is one: what it says is no longer offered. False where all have signed it already: it holds. */
export async function endSigning(tx: Tx, scope: Scope, proposalId: string, reason: string): Promise<boolean> {
  if (await findSignedFor(tx, "proposal", proposalId)) return false;
  const agreement = await findAgreementFor(tx, "proposal", proposalId);
  if (agreement?.state !== "open") return true;
  return (await withdrawInside(tx, scope, agreement.id, reason)).ok;
}
