import { z } from "zod";

import { hoursLeftWays, type HoursLeft } from "#app/hours/ledger-conversion.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { isDay, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { priorities } from "#app/requests/rules/priority.ts";

import { proposalLineKinds, type Variant } from "#app/conversion/rules/proposal.ts";
import { proposalStates, type ProposalState } from "#app/conversion/rules/state.ts";

const day = z.custom<Day>((value) => typeof value === "string" && isDay(value));
const line = z.object({
  key: z.string(),
  label: z.string(),
  counts: z.enum(proposalLineKinds),
  typeId: z.string().nullable(),
  unitMinor: z.int(),
  quantity: z.int(),
  perSeat: z.boolean(),
  least: z.int().optional(),
});
const minutes = z.int().nullable();
const variant: z.ZodType<Variant> = z.object({
  key: z.string(),
  name: z.string(),
  lines: z.array(line),
  included: z.array(z.string()),
  excluded: z.array(z.string()),
  covers: z.array(z.string()),
  sla: z.array(
    z.object({ priority: z.enum(priorities), responseMinutes: minutes, resolutionMinutes: minutes }),
  ),
});
const seats = z.record(z.string(), z.int());

export const payments = ["transfer", "mandate"] as const;
export type Payment = (typeof payments)[number];

const proposal = z.object({
  clientId: z.string(),
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  state: z.enum(proposalStates),
  madeBy: z.string(),
  stateAt: z.date(),
  versionId: z.string().nullable(),
  variant: z.string().nullable(),
  seats: seats.nullable(),
  payment: z.enum(payments).nullable(),
  acceptedBy: z.string().nullable(),
  acceptedAt: z.date().nullable(),
  signedAt: z.date().nullable(),
  waitsSince: z.date().nullable(),
  activatedAt: z.date().nullable(),
  declinedReason: z.string().nullable(),
  takenMinutes: z.int().nullable(),
  creditedMinor: z.int().nullable(),
  refundedMinor: z.int().nullable(),
  keptMinutes: z.int().nullable(),
});
/** A proposal as it stands; `seats` by line. Whole minutes, minor units: credited without VAT, refunded with it. */
export type Proposal = z.output<typeof proposal>;

const version = z.object({
  id: z.string(),
  proposalId: z.string(),
  number: z.int(),
  startsOn: z
    .date()
    .transform((at) => at.toISOString().slice(0, 10))
    .pipe(day),
  termMonths: z.int(),
  noticeMonths: z.int(),
  hoursLeft: z.enum(hoursLeftWays),
  words: z.string(),
  variants: z.array(variant),
  outsideRequests: z.array(z.string()),
  madeAt: z.date(),
  sentAt: z.date().nullable(),
});
/** One version of a proposal; once it was sent it never changes. */
export type ProposalVersion = z.output<typeof version>;

/** What a version says, as its maker typed it. */
export type NewProposalVersion = {
  startsOn: Day;
  termMonths: number;
  noticeMonths: number;
  hoursLeft: HoursLeft;
  words: string;
  variants: Variant[];
  outsideRequests: string[];
};
export type Costs = Record<string, Record<string, number>>;

/** A proposal by its id alone, for pages that its address names; null where there is none in scope. */
export async function findProposalById(tx: Tx, id: string): Promise<Proposal | null> {
  const row = await tx.proposal.findFirst({ where: { id } });
  return row ? proposal.parse(row) : null;
}

/** A client's proposal, locked until the transaction ends; null where there is none in scope. */
export async function lockProposal(tx: Tx, clientId: string, id: string): Promise<Proposal | null> {
  await tx.$queryRaw`select from proposal where client_id = ${clientId}::uuid and id = ${id}::uuid for no key update`;
  const row = await tx.proposal.findUnique({ where: { clientId_id: { clientId, id } } });
  return row ? proposal.parse(row) : null;
}

/** Tells whether a proposal of a client is signed and not yet in force. */
export async function hasSigned(tx: Tx, clientId: string): Promise<boolean> {
  return (await tx.proposal.count({ where: { clientId, state: { in: ["signed", "closing"] } } })) > 0;
}

/** A client's proposals that were taken and stand in one of these states, each with the version that was taken, the earliest start first. */
export async function listTaken(
  tx: Tx,
  clientId: string,
  states: readonly ProposalState[],
): Promise<(Proposal & { version: ProposalVersion })[]> {
  const rows = await tx.proposal.findMany({
    where: { clientId, state: { in: [...states] }, versionId: { not: null } },
  });
  const taken = rows.map((row) => proposal.parse(row));
  if (taken.length === 0) return [];
  const versions = await tx.proposalVersion.findMany({
    where: { clientId, id: { in: taken.flatMap(({ versionId }) => versionId ?? []) } },
    orderBy: { startsOn: "asc" },
  });
  return versions.flatMap((row) => {
    const found = taken.find(({ versionId }) => versionId === row.id);
    return found ? [{ ...found, version: version.parse(row) }] : [];
  });
}

/** The versions of a proposal, the latest first. */
export async function listVersions(
  tx: Tx,
  { clientId, id }: Pick<Proposal, "clientId" | "id">,
): Promise<ProposalVersion[]> {
  const rows = await tx.proposalVersion.findMany({
    where: { clientId, proposalId: id },
    orderBy: { number: "desc" },
  });
  return rows.map((row) => version.parse(row));
}

/** What the lines of a version cost the MSP, by line and part; staff alone can read it. */
export async function findCosts(tx: Tx, clientId: string, versionId: string): Promise<Costs> {
  const row = await tx.proposalCost.findUnique({ where: { clientId_versionId: { clientId, versionId } } });
  return z.record(z.string(), z.record(z.string(), z.int())).parse(row?.costs ?? {});
}

/** Adds a proposal as a draft; false when it is there already. */
export async function appendProposal(
  tx: Tx,
  given: { clientId: string; id: string; name: string; currency: string; madeBy: string },
): Promise<boolean> {
  const at = now();
  const { count } = await tx.proposal.createMany({
    data: [{ ...given, madeAt: at, stateAt: at }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Writes a version: the draft of the same id anew, or one more. Throws where it was sent already. */
export async function writeVersion(
  tx: Tx,
  key: { clientId: string; id: string; proposalId: string; number: number; madeBy: string },
  given: NewProposalVersion,
  costs: Costs,
): Promise<void> {
  const { clientId, id } = key;
  const said = { ...given, startsOn: new Date(given.startsOn), madeAt: now(), madeBy: key.madeBy };
  await tx.proposalVersion.upsert({
    where: { clientId_id: { clientId, id } },
    create: { ...key, ...said },
    update: said,
  });
  await tx.proposalCost.upsert({
    where: { clientId_versionId: { clientId, versionId: id } },
    create: { clientId, versionId: id, costs },
    update: { costs },
  });
}

/** Marks a version as sent, from when on it never changes. */
export async function markSent(tx: Tx, clientId: string, id: string): Promise<void> {
  await tx.proposalVersion.updateMany({ where: { clientId, id, sentAt: null }, data: { sentAt: now() } });
}

type Changes = Partial<
  Pick<
    Proposal,
    | "versionId"
    | "variant"
    | "payment"
    | "acceptedBy"
    | "acceptedAt"
    | "signedAt"
    | "waitsSince"
    | "activatedAt"
    | "declinedReason"
    | "takenMinutes"
    | "creditedMinor"
    | "refundedMinor"
    | "keptMinutes"
  >
> & { seats?: Record<string, number> };

/** Moves a proposal whose lock the caller holds to another state, with what goes with it. */
export async function moveProposal(
  tx: Tx,
  { clientId, id }: Pick<Proposal, "clientId" | "id">,
  state: ProposalState,
  changes: Changes = {},
): Promise<void> {
  await tx.proposal.update({
    where: { clientId_id: { clientId, id } },
    data: { ...changes, state, stateAt: now() },
  });
}

/** Notes since when an activation waits for money in flight. */
export async function noteWaiting(
  tx: Tx,
  { clientId, id }: Pick<Proposal, "clientId" | "id">,
): Promise<void> {
  await tx.proposal.updateMany({ where: { clientId, id, waitsSince: null }, data: { waitsSince: now() } });
}

/** The proposals whose activation is due by a day of their clients, or that has begun. */
export function listDue(tx: Tx, at: Date): Promise<{ clientId: string; id: string }[]> {
  return tx.$queryRaw<{ clientId: string; id: string }[]>`
    select p.client_id::text as "clientId", p.id::text from proposal p
    join proposal_version v on v.client_id = p.client_id and v.id = p.version_id join client_facts c on c.id = p.client_id
    where p.state = 'closing' or (p.state = 'signed' and v.starts_on <= day_in(c.zone, ${at}::timestamptz))
    order by v.starts_on, p.id`;
}

type Listed = {
  id: string;
  name: string;
  clientName: string;
  zone: string;
  state: ProposalState;
  stateAt: Date;
};

/** The proposals in scope with their clients' names, the latest first; `sentOnly` leaves out what was never sent. One query. */
export function listProposalsWithClients(tx: Tx, sentOnly: boolean): Promise<Listed[]> {
  return tx.$queryRaw<Listed[]>`
    select p.id::text, p.name, c.name as "clientName", c.zone, p.state, p.state_at as "stateAt"
    from proposal p join client_facts c on c.id = p.client_id
    where not ${sentOnly} or exists (select from proposal_version v where v.client_id = p.client_id and v.proposal_id = p.id and v.sent_at is not null)
    order by p.state_at desc, p.id limit 200`;
}
