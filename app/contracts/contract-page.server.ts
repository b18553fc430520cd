import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractsAccess } from "./access.ts";
import { draftClientMonth } from "./count-client.server.ts";
import { endIfNotice } from "./give-notice.server.ts";
import { clockEvents, type ClockEvent } from "./rules/clock-events.ts";
import { hasEnded, isInForce, versionOn, type Contract } from "./rules/contract.ts";
import type { DraftLine } from "./rules/draft.ts";
import { standingOn } from "./rules/terms.ts";
import { monthOf, type Month } from "./rules/month.ts";
import {
  agreementsOf,
  findContractAgreements,
  type ContractAgreement,
} from "./signing/contract-agreements.server.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { listContractEnds, type ContractEnd } from "./store/end-store.server.ts";

/** What a contract says on a day, for whoever may see its prices; `history` is newest first. */
export type ContractPart = {
  contract: Omit<Contract, "versions">;
  included: string[];
  excluded: string[];
  sla: Contract["versions"][number]["sla"];
  clock: ClockEvent[];
  history: { id: string; effectiveOn: Day; reason: string | null; madeBy: string | null; madeOn: Day }[];
  /** The lines of the month that is under way, as far as it is known. */
  lines: DraftLine[];
  /** The day on which it would end if notice were given today; null where it can't be given. */
  endsIfNotice: Day | null;
  /** The documents that it stands on; none for those who may not see prices. */
  agreements: ContractAgreement[];
  /** What ends it besides its own day and a notice. */
  ends: Pick<ContractEnd, "lastOn" | "cause" | "reason">[];
};

export type ContractPage = {
  today: Day;
  month: Month;
  currency: string;
  /** What the month comes to so far, corrections included; minor units without VAT. Left out without a money role. */
  totalMinor?: number;
  /** Lines that belong to no contract of today: corrections of earlier months, what was carried. */
  otherLines: DraftLine[];
  contracts: ContractPart[];
  seesPrices: boolean;
  mayGiveNotice: boolean;
};

/** A client's contracts as this person may see them: without the money roles, what is included and promised alone. */
export function getContractPage(scope: ClientScope, zone: string): Promise<ContractPage> {
  const today = dayIn(zone, now());
  return readInScope(scope, async (tx) => {
    const page = await readPage(tx, scope.clientId, today, zone);
    const seesPrices = may(scope, contractsAccess.seePrices);
    const mayGiveNotice = may(scope, contractsAccess.giveNotice);
    return seesPrices ? { ...page, seesPrices, mayGiveNotice } : withoutMoney(page);
  });
}

async function readPage(
  tx: Tx,
  clientId: string,
  today: Day,
  zone: string,
): Promise<Omit<ContractPage, "seesPrices" | "mayGiveNotice">> {
  const month = monthOf(today);
  const { draft, contracts, currency } = await draftClientMonth(tx, clientId, month);
  const agreements = await findContractAgreements(tx, clientId, zone);
  const ends = await listContractEnds(tx, clientId);
  const shown = contracts.filter((contract) => !hasEnded(contract, today));
  const ids = new Set(shown.map(({ id }) => id));
  return {
    today,
    month,
    currency,
    totalMinor: draft.totalMinor,
    otherLines: draft.lines.filter(({ contractId, detail }) => !isOwn(detail) || !ids.has(contractId ?? "")),
    contracts: shown.map((contract) => ({
      ...partOf(contract, draft.lines, today, zone),
      ends: ends
        .filter(({ contractId }) => contractId === contract.id)
        .map(({ lastOn, cause, reason }) => ({ lastOn, cause, reason })),
      agreements: agreementsOf(agreements, contract.id),
    })),
  };
}

function partOf(
  contract: Contract,
  lines: readonly DraftLine[],
  today: Day,
  zone: string,
): Omit<ContractPart, "agreements" | "ends"> {
  const { versions, ...said } = standingOn(contract, today);
  const present = versionOn(contract, today) ?? versions[0];
  const ends = endIfNotice(contract, today);
  return {
    contract: said,
    included: present?.included ?? [],
    excluded: present?.excluded ?? [],
    sla: present?.sla ?? [],
    clock: clockEvents(contract, today),
    history: versions
      .map(({ id, effectiveOn, reason, madeBy, madeAt }) => ({
        ...{ id, effectiveOn, reason, madeBy },
        madeOn: dayIn(zone, new Date(madeAt)),
      }))
      .reverse(),
    lines: lines.filter(({ contractId, detail }) => contractId === contract.id && isOwn(detail)),
    endsIfNotice: contract.notice || !ends.ok ? null : ends.value,
  };
}

/** Tells whether a line is a contract's own: one that it counts, or its hours. */
function isOwn({ kind }: DraftLine["detail"]): boolean {
  return kind === "count" || kind === "hours";
}

/** What somebody without a money role reads: what is included, and how soon it is answered. */
function withoutMoney({
  totalMinor: _,
  ...page
}: Omit<ContractPage, "seesPrices" | "mayGiveNotice">): ContractPage {
  return {
    ...page,
    otherLines: [],
    seesPrices: false,
    mayGiveNotice: false,
    contracts: page.contracts.map((part) => ({
      ...part,
      contract: { ...part.contract, indexation: null, notice: null, terms: [] },
      clock: [],
      history: [],
      lines: [],
      endsIfNotice: null,
      agreements: [],
      ends: [],
    })),
  };
}

/** A contract in a line; minor units without VAT. `withoutTotal` leaves the total out, for those who may not see prices. */
export type ContractSummary = {
  names: string[];
  totalMinor?: number;
  currency: string;
  nextOn: { kind: ClockEvent["kind"]; on: Day } | null;
};

/** What a client's page says of its contract in a line: which are in force, and what this month comes to. Null where none is. */
export async function findContractSummary(
  tx: Tx,
  clientId: string,
  today: Day,
): Promise<ContractSummary | null> {
  const { draft, contracts } = await draftClientMonth(tx, clientId, monthOf(today));
  const present = contracts.filter((contract) => isInForce(contract, today));
  const [first] = present;
  if (!first) return null;
  const ahead = present
    .flatMap((contract) => clockEvents(contract, today))
    .filter(({ on, kind }) => on >= today && on <= addDays(today, 90) && kind !== "starts")
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const next = ahead[0];
  return {
    names: present.map(({ name }) => name),
    totalMinor: draft.totalMinor,
    currency: first.currency,
    nextOn: next ? { kind: next.kind, on: next.on } : null,
  };
}

/** The contracts of a client that have not ended, each with the days of its clock. */
export function getContractClock(
  scope: ClientScope,
  zone: string,
): Promise<{ name: string; id: string; events: ClockEvent[] }[]> {
  const today = dayIn(zone, now());
  return readInScope(scope, async (tx) =>
    (await listContracts(tx, scope.clientId))
      .filter((contract) => !hasEnded(contract, today))
      .map((contract) => ({ id: contract.id, name: contract.name, events: clockEvents(contract, today) })),
  );
}

/** A contract's summary for those who may not see prices. */
export const withoutTotal = ({ totalMinor: _, ...summary }: ContractSummary): ContractSummary => summary;
