import { randomUUID } from "node:crypto";

import { acceptProposal } from "#app/conversion/accept-proposal.server.ts";
import { activate } from "#app/conversion/activate.server.ts";
import { makeProposal, sendProposal } from "#app/conversion/make-proposal.server.ts";
import { signProposal } from "#app/conversion/sign-proposal.server.ts";
import {
  findProposalById,
  type NewProposalVersion,
  type Proposal,
} from "#app/conversion/store/proposal-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildTemplate } from "#test/builders/agreement.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildHourBlocks } from "#test/builders/hour-blocks.ts";
import { buildPurchase } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";

export const bought = new Date("2026-10-05T09:00:00Z");
export const proposed = new Date("2026-11-10T09:00:00Z");
export const startsOn = day("2026-11-16");
export const started = new Date("2026-11-15T23:00:00Z");

export type ConversionWorld = World & {
  workTypes: Record<"remote" | "on-site" | "evening" | "goodwill", string>;
};

/** The MSP's people, its catalogue and work types, and the agreement of managed services as it ships. */
export async function buildConversionWorld(): Promise<ConversionWorld> {
  const world = await buildWorld();
  await buildHourBlocks();
  const workTypes = await buildWorkTypes();
  await buildTemplate(world.noor, "managed");
  return { ...world, workTypes };
}

export type Side = { clientId: string; manager: ClientScope; requestId: string };

/** A prepaid client with a manager and blocks (minutes, price an hour), ten hours at 95.00 unless told otherwise, `used` minutes of them worked. */
export async function buildPrepaid(
  world: ConversionWorld,
  used: number,
  zone = "Europe/Amsterdam",
  at = bought,
  blocks: readonly (readonly [number, number])[] = [[600, 9500]],
): Promise<Side> {
  return asOf(at, async () => {
    const { clientId } = await buildClient({ name: `Klant ${randomUUID().slice(0, 8)}`, zone });
    const manager = await person(clientId, "Petra", "manager");
    for (const [minutes, pricePerHourMinor] of blocks)
      await buildPurchase(clientId, { buyerId: manager.userId, zone, minutes, pricePerHourMinor });
    const requestId = await buildRequest(clientId, { requesterId: manager.userId });
    for (let left = used; left > 0; left -= 600)
      await buildTimeEntry(world.daan, {
        clientId,
        requestId,
        workTypeId: world.workTypes.remote,
        workedMinutes: Math.min(left, 600),
      });
    return { clientId, manager, requestId };
  });
}

/** A version of one variant: so many seats of an agreed number at 50.00, which cost 30.00; covers work from afar. */
export function versionOf(
  world: ConversionWorld,
  changes: Partial<NewProposalVersion> = {},
  seats = 20,
): { version: NewProposalVersion; costs: Record<string, Record<string, number>>; lineKey: string } {
  const lineKey = randomUUID();
  const line = {
    key: lineKey,
    label: "Werkplek",
    counts: "fixed",
    typeId: null,
    unitMinor: 5000,
    quantity: seats,
    perSeat: true,
  } as const;
  const version: NewProposalVersion = {
    startsOn,
    termMonths: 12,
    noticeMonths: 1,
    hoursLeft: "credit",
    words: "",
    variants: [
      {
        key: "v0",
        name: "Beheer",
        lines: [line],
        included: ["Hulp op afstand"],
        excluded: [],
        covers: [world.workTypes.remote],
        sla: [],
      },
    ],
    outsideRequests: [],
    ...changes,
  };
  const lines = version.variants.flatMap((variant) => variant.lines);
  const costs = Object.fromEntries(lines.map(({ key }) => [key, { licence: 2500, monitoring: 500 }]));
  return { lineKey, costs, version };
}

/** Has a client of the world proposed to, take it and sign; answers the proposal's id. */
export async function signedProposal(
  world: ConversionWorld,
  { clientId, manager }: Side,
  changes: Partial<NewProposalVersion> = {},
  seats: number | null = null,
  at = proposed,
  payment: "transfer" | "mandate" = "transfer",
): Promise<string> {
  return asOf(at, async () => {
    const id = randomUUID();
    const { version, costs, lineKey } = versionOf(world, changes);
    const made = await makeProposal(world.iris, { clientId, id, name: "Beheer", version, costs });
    const sent = await sendProposal(world.iris, { clientId, id });
    const [row] = await asSystem(
      (tx) =>
        tx.$queryRaw<{ id: string }[]>`select id::text from proposal_version where proposal_id = ${id}::uuid`,
    );
    const taken = await acceptProposal(manager, {
      id,
      seen: row?.id ?? "",
      variant: "v0",
      seats: seats === null ? {} : { [lineKey]: seats },
      payment,
    });
    if (!made.ok || !sent.ok || !taken.ok) throw new Error(JSON.stringify([made, sent, taken]));
    await signProposal(clientId, id);
    return id;
  });
}

/** A proposal as it stands. */
export async function proposalOf(world: ConversionWorld, id: string): Promise<Proposal> {
  const found = await inScope(world.iris, (tx) => findProposalById(tx, id));
  if (!found) throw new Error(`no proposal ${id}`);
  return found;
}

/** Activates a proposal at an instant, by default the first of its start day. */
export function activateAt(clientId: string, id: string, at = started): Promise<void> {
  return asOf(at, () => activate(clientId, id));
}

/** What the ledger's check finds of a client: nothing, where all is well. */
export function defectsOf(clientId: string): Promise<{ invariant: string; detail: string }[]> {
  return asSystem(
    (tx) => tx.$queryRaw<{ invariant: string; detail: string }[]>`
      select invariant, detail from ledger_defects where client_id = ${clientId}::uuid`,
  );
}
