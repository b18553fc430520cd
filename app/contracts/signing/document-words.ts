import type { WantedAgreement } from "#app/agreements/wanted-agreement.ts";
import {
  countedSentences,
  priceSentence,
  countingSentence,
  promisedTimes,
} from "#app/contracts/components/line-words.ts";
import { afterTermSentence } from "#app/contracts/components/term-words.ts";
import type { Contract, ContractVersion } from "#app/contracts/rules/contract.ts";
import type { DocumentKind } from "#app/contracts/rules/contract-documents.ts";
import type { DraftLine } from "#app/contracts/rules/draft.ts";
import { termOf } from "#app/contracts/rules/terms.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What a document of a kind says, in the language of the caller. */
export type DocumentWords<Kind extends DocumentKind> = Pick<
  WantedAgreement<Kind>,
  "kind" | "fields" | "tables"
>;

/** What a document is made of: the contract, what its lines come to in a whole month, and what staff typed. */
export type DocumentFacts = {
  contract: Contract;
  /** The same with the terms that its next end follows from. */
  standing: Contract;
  version: ContractVersion;
  lines: readonly DraftLine[];
  processing: string;
  subprocessors: string;
};

/** The fields and tables of a contract's managed-services agreement, in the language of the caller. */
export function managedWords({
  contract,
  standing,
  version,
  lines,
}: DocumentFacts): DocumentWords<"managed"> {
  const money = (minor: number): string => formatMoney(minor, contract.currency);
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    kind: "managed",
    fields: {
      start_date: formatDay(contract.startsOn),
      term:
        standing.termEndsOn !== null
          ? m.contracts_term_until({ day: formatDay(standing.termEndsOn) })
          : standing.termMonths === null
            ? m.contracts_doc_open_term()
            : m.contracts_doc_months({ count: standing.termMonths }),
      notice_period: m.contracts_doc_months({ count: standing.noticeMonths }),
      price_per_month: money(total),
      response_times: promisedTimes(version.sla, "responseMinutes"),
      resolution_times: promisedTimes(version.sla, "resolutionMinutes"),
      scope: version.included.join(", "),
      included: version.included.join(", "),
      covered_work: "",
      not_included: version.excluded.join(", "),
      after_term: termOf(standing) === null || contract.endsOn !== null ? "" : afterTermSentence(standing),
      hours_left: "",
      hours_below_zero: "",
      earlier_contracts: "",
      payment: "",
    },
    tables: {
      lines: {
        head: [m.contracts_doc_line(), m.contracts_doc_counts(), m.contracts_doc_amount()],
        rows: lines.map(({ label, detail, amountMinor }) => [
          label,
          detail.kind === "count" ? countedSentences(detail, contract.currency).join(" ") : "",
          money(amountMinor),
        ]),
      },
    },
  };
}

/** The fields of a data-processing agreement. */
export function processingWords({
  processing,
  subprocessors,
}: DocumentFacts): DocumentWords<"data-processing"> {
  return { kind: "data-processing", fields: { processing, subprocessors }, tables: {} };
}

/** The fields and tables of the change order of a contract's version: its lines as they are from then on. */
export function changeWords({ contract, version }: DocumentFacts): DocumentWords<"change-order"> {
  return {
    kind: "change-order",
    fields: {
      contract: contract.name,
      start_date: formatDay(version.effectiveOn),
      change: version.reason ?? "",
      price_difference: "",
    },
    tables: {
      lines: {
        head: [m.contracts_doc_line(), m.contracts_doc_counts(), m.contracts_doc_price()],
        rows: version.lines.map((line) => [
          line.label,
          countingSentence(line),
          priceSentence(line, contract.currency),
        ]),
      },
    },
  };
}

/** The fields of the confirmation of a contract's notice. */
export function noticeWords({ contract }: DocumentFacts): DocumentWords<"notice"> {
  return {
    kind: "notice",
    fields: {
      contract: contract.name,
      end_date: contract.notice ? formatDay(contract.notice.endsOn) : "",
      reason: contract.notice?.words ?? "",
    },
    tables: {},
  };
}
