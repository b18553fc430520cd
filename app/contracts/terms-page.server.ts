import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, termEnd, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { formatAmount } from "#app/platform/format.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { Contract } from "./rules/contract.ts";
import type { NotedDecision } from "./rules/renewals.ts";
import { lastNoticeFor, standingOn, termEndOn } from "./rules/terms.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { listContractEnds } from "./store/end-store.server.ts";
import { listDecisionNotes } from "./store/terms-store.server.ts";

/** What the forms about a contract's terms show and begin with. */
export type TermsPage = {
  name: string;
  today: Day;
  /** The contract with the terms that its next end follows from. */
  standing: Omit<Contract, "versions">;
  /** The last day of its term, or its own; null where it has none. */
  endsOn: Day | null;
  lastNoticeOn: Day | null;
  /** Something ends it that has to be taken back first: a notice, or an end at the MSP's word or with its client. */
  isEnded: boolean;
  noted: NotedDecision | null;
  defaults: Record<"change" | "renew", Record<string, string>>;
};

/** A contract's terms for the forms that change them, renew it by hand and note a decision. Three queries. */
export function getTermsPage(
  scope: StaffScope,
  client: { id: string; zone: string },
  contractId: string,
): Promise<TermsPage> {
  return readInScope(scope, async (tx) => {
    const contract = (await listContracts(tx, client.id)).find(({ id }) => id === contractId) ?? notFound();
    const ends = await listContractEnds(tx, client.id);
    const today = dayIn(client.zone, now());
    const { versions: _, ...standing } = standingOn(contract, today);
    const endsOn = contract.endsOn ?? termEndOn(standing, today);
    const notes = await listDecisionNotes(tx);
    return {
      name: contract.name,
      today,
      standing,
      endsOn,
      lastNoticeOn:
        endsOn === null || standing.renewal === "none" ? null : lastNoticeFor(contract, endsOn, today),
      isEnded: contract.notice !== null || ends.some((end) => end.contractId === contractId),
      noted: notes.find((one) => one.contractId === contractId && one.termEndsOn === endsOn) ?? null,
      defaults: defaultsOf(contract, standing, endsOn, today),
    };
  });
}

function defaultsOf(
  { terms, startsOn }: Contract,
  { renewal, renewalMonths, noticeMonths, indexation }: TermsPage["standing"],
  endsOn: Day | null,
  today: Day,
): TermsPage["defaults"] {
  const latest = terms.at(-1);
  const seen = latest?.id ?? "";
  const from = latest && latest.countsFrom >= today ? addDays(latest.countsFrom, 1) : today;
  return {
    change: {
      seen,
      countsFrom: from > startsOn ? from : startsOn,
      termEndsOn: endsOn ?? "",
      renewal,
      renewalMonths: String(renewalMonths),
      noticeMonths: String(noticeMonths),
      indexation: indexation?.kind ?? "none",
      indexationValue: indexation ? formatAmount(indexation.value) : "",
      indexationMonth: indexation ? String(indexation.month) : "",
      indexationNoticeDays: String(indexation?.noticeDays ?? 30),
    },
    renew: { seen, endsOn: endsOn === null ? "" : termEnd(addDays(endsOn, 1), renewalMonths) },
  };
}
