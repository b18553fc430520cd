import { agreementsAccess } from "#app/agreements/access.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractsAccess } from "./access.ts";
import { draftClientMonth } from "./count-client.server.ts";
import { readLineCosts, type LineMargin } from "./line-costs.server.ts";
import { chargesSince, type Charge } from "./rules/charge.ts";
import { clockEvents, type ClockEvent } from "./rules/clock-events.ts";
import { changeOrderSubject } from "./rules/contract-documents.ts";
import { isInForce, versionOn, type Contract } from "./rules/contract.ts";
import type { DraftLine } from "./rules/draft.ts";
import { monthOf, type Month } from "./rules/month.ts";
import { announceDay, comingPrices } from "./rules/price-change.ts";
import { canWithdrawTerms, standingOn } from "./rules/terms.ts";
import {
  agreementsOf,
  findContractAgreements,
  type ContractAgreement,
} from "./signing/contract-agreements.server.ts";
import { listContractEnds, type ContractEnd } from "./store/end-store.server.ts";
import { listJobs, type Job } from "./store/job-store.server.ts";
import { listTold, type ToldOf } from "./store/price-notice-store.server.ts";
import { listUnsigned, type UnsignedVersion } from "./store/unsigned-store.server.ts";

export type StaffContract = {
  contract: Contract;
  /** What it says of its time, by which its next end is decided. */
  standing: Omit<Contract, "versions">;
  /** Of the terms that were agreed since: the last ones, while they can be taken back. */
  withdrawableTerms: string | null;
  /** Of the versions that change prices and have not begun: until when their client is told in time; and who was told of any version. */
  announce: { versionId: string; by: Day }[];
  told: ToldOf[];
  /** Until when the next indexation is told in time. */
  indexBy: Day | null;
  isInForce: boolean;
  clock: ClockEvent[];
  /** The versions that may be withdrawn: they have not begun, and are not its first. */
  withdrawable: string[];
  /** The versions without the signature that they need, and whether their change order was sent; latest day first. */
  unsigned: (Pick<UnsignedVersion, "version" | "hasLapsed"> & { isSent: boolean })[];
  /** The documents that it stands on. */
  agreements: ContractAgreement[];
  /** What ends it besides its own day and a notice; `mayUndo` while the MSP can take its own end back. */
  ends: ContractEnd[];
  mayUndo: boolean;
};

export type StaffContractPage = {
  contracts: StaffContract[];
  lines: DraftLine[];
  month: Month;
  totalMinor: number;
  currency: string;
  /** What requests cost each month, and once since the first of last month. */
  charges: Charge[];
  today: Day;
  mayEdit: boolean;
  /** Sends documents for signing. */
  maySend: boolean;
  /** The lines that price a job today, and the jobs of this month and the last. */
  jobLines: { key: string; label: string }[];
  jobs: Job[];
  /** Costs by line; null for who may not read them. */
  costs: Record<string, LineMargin> | null;
};

/** All of a client's contracts for the people of the MSP, with what the month under way counts. */
export function getStaffContractPage(
  scope: StaffScope,
  clientId: string,
  zone: string,
): Promise<StaffContractPage> {
  const today = dayIn(zone, now());
  return readInScope(scope, async (tx) => {
    const month = monthOf(today);
    const { draft, contracts, charges, currency } = await draftClientMonth(tx, clientId, month);
    const since = startOfMonth(addMonths(today, -1));
    const agreements = await findContractAgreements(tx, clientId, zone);
    const unsigned = await listUnsigned(tx, clientId);
    const ends = await listContractEnds(tx, clientId);
    const told = contracts.some(({ versions }) => versions.length > 1) ? await listTold(tx, clientId) : [];
    return {
      contracts: contracts.map((contract) => ({
        unsigned: unsigned
          .filter(({ contractId }) => contractId === contract.id)
          .map(({ version, hasLapsed }) => ({
            version,
            hasLapsed,
            isSent: agreements.some(
              ({ subjectId, state }) =>
                state === "open" && subjectId === changeOrderSubject(contract.id, version.id),
            ),
          })),
        contract,
        standing: saidOn(contract, today),
        withdrawableTerms: lastWithdrawable(contract, today),
        announce: comingPrices(contract, today).map(({ version, announceBy }) => ({
          versionId: version.id,
          by: announceBy,
        })),
        told: told.filter(({ versionId }) => contract.versions.some(({ id }) => id === versionId)),
        indexBy: indexByDay(contract, today),
        isInForce: isInForce(contract, today),
        clock: clockEvents(contract, today),
        withdrawable: contract.versions
          .slice(1)
          .filter(({ effectiveOn }) => effectiveOn > today)
          .map(({ id }) => id),
        agreements: agreementsOf(agreements, contract.id),
        ends: ends.filter(({ contractId }) => contractId === contract.id),
        mayUndo: ends.some(
          ({ contractId, cause, lastOn }) =>
            contractId === contract.id && cause === "staff" && lastOn >= today,
        ),
      })),
      lines: draft.lines,
      totalMinor: draft.totalMinor,
      currency,
      charges: chargesSince(charges, since),
      month,
      today,
      mayEdit: may(scope, contractsAccess.edit),
      maySend: may(scope, agreementsAccess.manage),
      jobLines: contracts
        .filter((contract) => isInForce(contract, today))
        .flatMap((contract) => versionOn(contract, today)?.lines ?? [])
        .filter(({ counts }) => counts === "job")
        .map(({ key, label }) => ({ key, label })),
      jobs: await listJobs(tx, clientId, { from: since, until: today }),
      costs: may(scope, contractsAccess.seeCosts) ? await readLineCosts(tx, clientId) : null,
    };
  });
}

function indexByDay(contract: Contract, today: Day): Day | null {
  const next = clockEvents(contract, today).find(({ kind }) => kind === "indexation");
  return next ? announceDay(contract, next.on) : null;
}

function saidOn(contract: Contract, today: Day): StaffContract["standing"] {
  const { versions: _, ...standing } = standingOn(contract, today);
  return standing;
}

function lastWithdrawable({ terms }: Contract, today: Day): string | null {
  const last = terms.at(-1);
  return last && canWithdrawTerms(last, today) ? last.id : null;
}
