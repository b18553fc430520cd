import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { isPublishedExample } from "#app/agreements/published.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { workTypeName } from "#app/hours/entry-view.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { conversionAccess } from "./access.ts";
import { listBeside } from "./coming.server.ts";
import {
  expectedMargin,
  findYear,
  replayVariant,
  sumLeft,
  type HoursLeftSum,
  type Year,
} from "./figures.server.ts";
import {
  findVersion,
  latestVersion,
  showChanges,
  showVersions,
  type AskedVersion,
  type ShownChanges,
  type ShownVersion,
} from "./proposal-versions.server.ts";
import type { Beside } from "./rules/beside.ts";
import { priceOf, quantityOf, type ProposalLine, type Seats, type Variant } from "./rules/proposal.ts";
import type { ReadinessPoint } from "./rules/readiness.ts";
import type { Margin, Replay, ReplayReason } from "./rules/replay.ts";
import { isOver, stateAfter, type ProposalAct, type ProposalState } from "./rules/state.ts";
import {
  findCosts,
  findProposalById,
  listVersions,
  type Proposal,
  type ProposalVersion,
} from "./store/proposal-store.server.ts";
import { findApprovalAsk, type ApprovalAsk } from "./store/approval-ask-store.server.ts";
import { findRadarSetting, listReadiness } from "./store/radar-store.server.ts";
import { findSeatTypeNames } from "./store/seat-type-store.server.ts";
import { listReports, type Report } from "./store/report-store.server.ts";
import {
  findApproval,
  listNotes,
  listQuestions,
  type ProposalApproval,
  type ProposalNote,
  type ProposalQuestion,
} from "./store/talk-store.server.ts";
import { listWorkTypes } from "./store/work-type-store.server.ts";

/** An entry of the year under a variant, with what it was. */
export type ShownEntry = {
  id: string;
  on: Day;
  title: string;
  workType: string;
  minutes: number;
  drawnMinor: number;
  outsideMinor: number;
  covered: boolean;
  why: ReplayReason;
};

/** A variant beside the year; minor units without VAT. */
export type ShownVariant = {
  key: string;
  name: string;
  /** Each line with how many are reckoned with, and the type of seat that it counts where it counts one. */
  lines: (ProposalLine & { count: number; typeName: string | null })[];
  included: string[];
  excluded: string[];
  covers: string[];
  sla: Variant["sla"];
  monthlyMinor: number;
  onceMinor: number;
  replay: Omit<Replay, "rows">;
  entries: ShownEntry[];
};

type Facts = {
  proposal: Proposal;
  version: ProposalVersion;
  year: Year;
  workTypes: ReadonlyMap<string, string>;
  seatTypes: ReadonlyMap<string, string>;
};

/** A variant beside the client's year, with these seat numbers. */
export function showVariant(
  { version, year, workTypes, seatTypes }: Facts,
  variant: Variant,
  seats: Seats,
): ShownVariant {
  const { rows, ...replay } = replayVariant(year, variant, seats, version.outsideRequests);
  const entries = new Map(year.entries.map((entry) => [entry.id, entry]));
  return {
    ...variant,
    ...priceOf(variant, seats),
    lines: variant.lines.map((line) => ({
      ...line,
      count: quantityOf(line, seats),
      typeName: (line.typeId !== null && seatTypes.get(line.typeId)) || null,
    })),
    covers: variant.covers.flatMap((id) => workTypes.get(id) ?? []),
    replay,
    entries: rows
      .map(({ id, ...row }) => {
        const entry = entries.get(id);
        return { id, ...row, title: entry?.title ?? "", workType: workTypeName(entry?.workType ?? {}) };
      })
      .reverse(),
  };
}

/** Reads what a version of a proposal is shown with. */
export async function findFacts(
  tx: Tx,
  proposal: Proposal,
  version: ProposalVersion,
  today: Day,
): Promise<Facts> {
  const workTypes = await listWorkTypes(tx);
  return {
    proposal,
    version,
    year: await findYear(tx, proposal, today),
    workTypes: new Map(workTypes.map(({ id, name }) => [id, name])),
    seatTypes: await findSeatTypeNames(tx),
  };
}

/** What both sides read of a proposal. */
export type SharedPage = {
  id: string;
  name: string;
  currency: string;
  state: ProposalState;
  versionId: string;
  number: number;
  startsOn: Day;
  termMonths: number;
  noticeMonths: number;
  hoursLeft: ProposalVersion["hoursLeft"];
  words: string;
  left: HoursLeftSum;
  /** What becomes of the contracts that run already when it starts. */
  beside: Beside[];
  perHourMinor: number;
  questions: ProposalQuestion[];
  /** Whether this is the version that counts: acts are on that one alone. */
  isLatest: boolean;
  versions: ShownVersion[];
  /** What it says otherwise than another version; null where there is none to compare it with. */
  changes: ShownChanges | null;
  readiness: ReadinessPoint[];
  done: { takenMinutes: number; creditedMinor: number; refundedMinor: number; keptMinutes: number } | null;
  /** Promised against real, for each side its part. */
  reports: Report[];
};

/** Reads what both sides read of a version. */
export async function shared(
  tx: Tx,
  facts: Facts,
  among: { versions: readonly ProposalVersion[]; against: number | null; zone: string },
): Promise<SharedPage> {
  const { proposal, version, year } = facts;
  const { id, name, currency, state } = proposal;
  const { startsOn, termMonths, noticeMonths, hoursLeft, words, number } = version;
  return {
    id,
    name,
    currency,
    state,
    versionId: version.id,
    number,
    startsOn,
    termMonths,
    noticeMonths,
    hoursLeft,
    words,
    left: sumLeft(year),
    beside: await listBeside(tx, proposal, startsOn),
    perHourMinor: year.perHourMinor,
    questions: await listQuestions(tx, proposal),
    isLatest: among.versions[0]?.id === version.id,
    versions: showVersions(among.versions, among.zone),
    changes: showChanges(version, among.versions, among.against, facts.workTypes),
    readiness: await listReadiness(tx, proposal.clientId),
    reports: state === "active" ? await listReports(tx, proposal) : [],
    done:
      state === "active"
        ? {
            takenMinutes: proposal.takenMinutes ?? 0,
            creditedMinor: proposal.creditedMinor ?? 0,
            refundedMinor: proposal.refundedMinor ?? 0,
            keptMinutes: proposal.keptMinutes ?? 0,
          }
        : null,
  };
}

export type StaffProposalPage = SharedPage & {
  clientId: string;
  clientName: string;
  isSent: boolean;
  variants: (ShownVariant & { margin: Margin })[];
  marginFloorBp: number;
  approval: ProposalApproval | null;
  /** That the owner was asked to let this version out, and the refusal. */
  approvalAsk: (Omit<ApprovalAsk, "askedAt"> & { askedOn: Day }) | null;
  notes: ProposalNote[];
  /** The name of the variant that the client took. */
  taken: string | null;
  payment: Proposal["payment"];
  declinedReason: string | null;
  /** The agreement that its client signs or signed, once one was made. */
  agreementId: string | null;
  acts: ProposalAct[];
  /** The agreement that is to be signed would still say that it is an example. */
  isExample: boolean;
  /** It ended without a contract: another one may begin from this version. */
  mayProposeAgain: boolean;
  mayPropose: boolean;
  mayApprove: boolean;
};

/** A proposal for the people of the MSP, by its latest version or by the one whose number is asked for. */
export function getStaffProposalPage(
  scope: StaffScope,
  proposalId: string,
  asked: AskedVersion = latestVersion,
): Promise<StaffProposalPage> {
  return readInScope(scope, async (tx) => {
    const proposal = (await findProposalById(tx, proposalId)) ?? notFound();
    const client = (await findClient(tx, proposal.clientId)) ?? notFound();
    const versions = await listVersions(tx, proposal);
    const version = findVersion(versions, asked.version) ?? notFound();
    const isLatest = versions[0]?.id === version.id;
    const facts = await findFacts(tx, proposal, version, dayIn(client.zone, now()));
    const costs = await findCosts(tx, proposal.clientId, version.id);
    const setting = await findRadarSetting(tx);
    const ask = await findApprovalAsk(tx, proposal.clientId, version.id);
    const seats = proposal.versionId === version.id ? (proposal.seats ?? {}) : {};
    return {
      ...(await shared(tx, facts, { versions, against: asked.against, zone: client.zone })),
      clientId: client.id,
      clientName: client.name,
      isSent: version.sentAt !== null,
      variants: version.variants.map((variant) => {
        const offered = replayVariant(facts.year, variant, {}, version.outsideRequests);
        return {
          ...showVariant(facts, variant, seats),
          margin: expectedMargin(variant, offered, costs, setting),
        };
      }),
      marginFloorBp: setting.marginFloorBp,
      approval: await findApproval(tx, proposal.clientId, version.id),
      approvalAsk: ask && { ...ask, askedOn: dayIn(client.zone, ask.askedAt) },
      notes: await listNotes(tx, proposal),
      taken: version.variants.find(({ key }) => key === proposal.variant)?.name ?? null,
      payment: proposal.payment,
      declinedReason: proposal.declinedReason,
      agreementId: (await findAgreementFor(tx, "proposal", proposal.id))?.id ?? null,
      acts: (["edit", "send", "withdraw", "cancel"] as const).filter(
        (act) =>
          isLatest &&
          stateAfter(proposal.state, act) !== null &&
          !(act === "send" && version.sentAt !== null),
      ),
      isExample: !isOver(proposal.state) && (await isPublishedExample(tx, "managed")),
      mayProposeAgain:
        isOver(proposal.state) && proposal.state !== "active" && may(scope, conversionAccess.propose),
      mayPropose: may(scope, conversionAccess.propose),
      mayApprove: may(scope, conversionAccess.approve),
    };
  });
}
