import { isAlive } from "#app/agreements/agreement.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { isPublishedExample } from "#app/agreements/published.server.ts";
import { findContractMethod } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
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
import { signPath } from "./sign-path.ts";
import { seatsOf, wrongSeats, type TypedSeats } from "./proposal-seats.server.ts";
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
import { findRadarSetting, listReadiness } from "./store/radar-store.server.ts";
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
  lines: (ProposalLine & { count: number })[];
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
};

function showVariant({ version, year, workTypes }: Facts, variant: Variant, seats: Seats): ShownVariant {
  const { rows, ...replay } = replayVariant(year, variant, seats, version.outsideRequests);
  const entries = new Map(year.entries.map((entry) => [entry.id, entry]));
  return {
    ...variant,
    ...priceOf(variant, seats),
    lines: variant.lines.map((line) => ({ ...line, count: quantityOf(line, seats) })),
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

async function findFacts(tx: Tx, proposal: Proposal, version: ProposalVersion, today: Day): Promise<Facts> {
  const workTypes = await listWorkTypes(tx);
  return {
    proposal,
    version,
    year: await findYear(tx, proposal, today),
    workTypes: new Map(workTypes.map(({ id, name }) => [id, name])),
  };
}

/** What both sides read of a proposal. */
type SharedPage = {
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
  readiness: ReadinessPoint[];
  done: { takenMinutes: number; creditedMinor: number; refundedMinor: number; keptMinutes: number } | null;
  /** Promised against real, for each side its part. */
  reports: Report[];
};

async function shared(tx: Tx, { proposal, version, year }: Facts): Promise<SharedPage> {
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
  notes: ProposalNote[];
  versions: { number: number; madeOn: Day; sentOn: Day | null }[];
  /** The name of the variant that the client took. */
  taken: string | null;
  payment: Proposal["payment"];
  declinedReason: string | null;
  /** The agreement that its client signs or signed, once one was made. */
  agreementId: string | null;
  acts: ProposalAct[];
  /** The agreement that is to be signed would still say that it is an example. */
  isExample: boolean;
  mayPropose: boolean;
  mayApprove: boolean;
};

/** A proposal for the people of the MSP, by its latest version. */
export function getStaffProposalPage(scope: StaffScope, proposalId: string): Promise<StaffProposalPage> {
  return readInScope(scope, async (tx) => {
    const proposal = (await findProposalById(tx, proposalId)) ?? notFound();
    const client = (await findClient(tx, proposal.clientId)) ?? notFound();
    const versions = await listVersions(tx, proposal);
    const version = versions[0] ?? notFound();
    const facts = await findFacts(tx, proposal, version, dayIn(client.zone, now()));
    const costs = await findCosts(tx, proposal.clientId, version.id);
    const setting = await findRadarSetting(tx);
    const seats = proposal.versionId === version.id ? (proposal.seats ?? {}) : {};
    return {
      ...(await shared(tx, facts)),
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
      notes: await listNotes(tx, proposal),
      versions: versions.map(({ number, madeAt, sentAt }) => ({
        number,
        madeOn: dayIn(client.zone, madeAt),
        sentOn: sentAt && dayIn(client.zone, sentAt),
      })),
      taken: version.variants.find(({ key }) => key === proposal.variant)?.name ?? null,
      payment: proposal.payment,
      declinedReason: proposal.declinedReason,
      agreementId: (await findAgreementFor(tx, "proposal", proposal.id))?.id ?? null,
      acts: (["edit", "send", "withdraw", "cancel"] as const).filter(
        (act) => stateAfter(proposal.state, act) !== null && !(act === "send" && version.sentAt !== null),
      ),
      isExample: !isOver(proposal.state) && (await isPublishedExample(tx, "managed")),
      mayPropose: may(scope, conversionAccess.propose),
      mayApprove: may(scope, conversionAccess.approve),
    };
  });
}

export type ClientProposalPage = SharedPage & {
  variants: ShownVariant[];
  /** The variant that the page is about: the one that was taken, or the one that was asked for. */
  shown: string;
  /** What was typed as a number of seats and is none, by line. */
  wrongSeats: Record<string, string>;
  taken: string | null;
  payment: Proposal["payment"];
  mayAccept: boolean;
  /** The agreement that waits for its signature, or is signed; null where there is none. */
  agreement: { signAt: string; isSigned: boolean } | null;
  /** The saved way to pay whose mandate covers the contract; null where there is none. */
  method: { type: string; last4: string } | null;
};

/** A client's proposal by the version that was sent last, with the seat numbers that it plays with (by the seat lines' order). One that was never sent is not there. */
export function getClientProposalPage(
  scope: ClientScope,
  zone: string,
  proposalId: string,
  asked: { variant: string | null; seats: readonly (TypedSeats | null)[] },
): Promise<ClientProposalPage> {
  return readInScope(scope, async (tx) => {
    const found = await findProposalById(tx, proposalId);
    const proposal = found && found.state !== "draft" ? found : notFound();
    const sent = (await listVersions(tx, proposal)).find(({ sentAt }) => sentAt !== null) ?? notFound();
    const isOpen = proposal.state === "sent";
    const wanted = isOpen ? asked.variant : proposal.variant;
    const shown = sent.variants.find(({ key }) => key === wanted) ?? sent.variants[0] ?? notFound();
    const facts = await findFacts(tx, proposal, sent, dayIn(zone, now()));
    const agreement = await findAgreementFor(tx, "proposal", proposal.id);
    const seats = isOpen ? seatsOf(shown, asked.seats) : (proposal.seats ?? {});
    return {
      ...(await shared(tx, facts)),
      wrongSeats: isOpen ? wrongSeats(shown, asked.seats) : {},
      variants: sent.variants.map((variant) =>
        showVariant(facts, variant, variant.key === shown.key ? seats : {}),
      ),
      shown: shown.key,
      taken: isOpen ? null : proposal.variant,
      payment: proposal.payment,
      mayAccept: may(scope, conversionAccess.accept),
      method: await findContractMethod(tx, scope.clientId),
      agreement:
        agreement && isAlive(agreement)
          ? { signAt: signPath(agreement, scope), isSigned: agreement.state === "signed" }
          : null,
    };
  });
}
