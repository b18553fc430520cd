import { findEverybodysCurrency } from "#app/billing/catalogue-store.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { listConvertible } from "#app/hours/ledger-conversion.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { expectedMargin, findYear, replayVariant } from "./figures.server.ts";
import { tellClient, tellMaker } from "./letters.server.ts";
import { endSigning } from "./prepare-signing.server.ts";
import type { ProposalRefusal } from "./rules/refusals.ts";
import { stateAfter } from "./rules/state.ts";
import {
  appendProposal,
  findCosts,
  listVersions,
  lockProposal,
  markSent,
  moveProposal,
  writeVersion,
  type Costs,
  type NewProposalVersion,
  type Proposal,
} from "./store/proposal-store.server.ts";
import { findApprovalAsk } from "./store/approval-ask-store.server.ts";
import { findRadarSetting } from "./store/radar-store.server.ts";
import { paymentsOf } from "./settle-hours.server.ts";
import { listOtherVat } from "./store/vat-store.server.ts";
import { appendApproval, findApproval } from "./store/talk-store.server.ts";

type Typed = { version: NewProposalVersion; costs: Costs };

/** Makes a proposal with its first version as a draft, once for each id; in the MSP's own currency alone, in which prices, cost parts and hours are compared. */
export function makeProposal(
  scope: StaffScope,
  { clientId, id, name, version, costs }: Typed & { clientId: string; id: string; name: string },
): Promise<Result<string, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    if (client.currency !== (await findEverybodysCurrency(tx))) return refuse("other-currency");
    if (version.variants.length === 0) return refuse("no-variant");
    const key = { clientId, id, madeBy: scope.userId };
    if (!(await appendProposal(tx, { ...key, name, currency: client.currency }))) return ok(id);
    await writeVersion(tx, { ...key, proposalId: id, number: 1 }, version, costs);
    await appendAudit(tx, scope, {
      action: "proposal.made",
      target: `proposal:${id}`,
      clientId,
      detail: { name, from: version.startsOn },
    });
    return ok(id);
  });
}

type Address = { clientId: string; id: string };

/** Changes a proposal: its draft, or, once that was sent or put before the owner, a further version, so that an approval holds for what was approved alone. `seen` is the version that its maker started from. */
export function reviseProposal(
  scope: StaffScope,
  { clientId, id, newId, seen, version, costs }: Typed & Address & { newId: string; seen: string },
): Promise<Result<null, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    const state = stateAfter(proposal.state, "edit");
    if (state === null) return refuse("not-now");
    const [latest] = await listVersions(tx, proposal);
    if (!latest || latest.id === newId) return ok(null);
    if (latest.id !== seen) return refuse("changed-meanwhile");
    if (version.variants.length === 0) return refuse("no-variant");
    const isDraft = latest.sentAt === null && !(await wasPutBeforeOwner(tx, clientId, latest.id));
    await writeVersion(
      tx,
      {
        clientId,
        id: isDraft ? latest.id : newId,
        proposalId: id,
        number: isDraft ? latest.number : latest.number + 1,
        madeBy: scope.userId,
      },
      version,
      costs,
    );
    await moveProposal(tx, proposal, state);
    await appendAudit(tx, scope, {
      action: "proposal.changed",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name, count: isDraft ? latest.number : latest.number + 1 },
    });
    return ok(null);
  });
}

async function wasPutBeforeOwner(tx: Tx, clientId: string, versionId: string): Promise<boolean> {
  if (await findApprovalAsk(tx, clientId, versionId)) return true;
  return (await findApproval(tx, clientId, versionId)) !== null;
}

/** The lowest expected margin of a version's variants in basis points and minor units, for the floor. */
async function lowestMargin(
  tx: Tx,
  proposal: Proposal,
  zone: string,
): Promise<{ marginBp: number; marginMinor: number; floorBp: number }> {
  const [latest] = await listVersions(tx, proposal);
  const setting = await findRadarSetting(tx);
  const year = await findYear(tx, proposal, dayIn(zone, now()));
  const costs = await findCosts(tx, proposal.clientId, latest?.id ?? "");
  const margins = (latest?.variants ?? []).map((variant) =>
    expectedMargin(variant, replayVariant(year, variant, {}, latest?.outsideRequests ?? []), costs, setting),
  );
  const lowest = margins.reduce<{ marginBp: number; marginMinor: number }>(
    (least, one) => (one.marginBp < least.marginBp ? one : least),
    { marginBp: Number.MAX_SAFE_INTEGER, marginMinor: 0 },
  );
  return { marginBp: lowest.marginBp, marginMinor: lowest.marginMinor, floorBp: setting.marginFloorBp };
}

/** Tells whether hours that are left were bought with another VAT than the contract's invoices would bear. */
async function hasOtherVat(tx: Tx, clientId: string): Promise<boolean> {
  const payments = paymentsOf(await listConvertible(tx, clientId));
  return (await listOtherVat(tx, clientId, payments)).length > 0;
}

/** Sends the latest version to the client, who is told by e-mail: one below the margin's floor with the owner's word alone, and none that credits hours of another VAT. Sent twice, it is sent once. */
export function sendProposal(
  scope: StaffScope,
  { clientId, id }: Address,
): Promise<Result<null, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    const state = stateAfter(proposal.state, "send");
    const [latest] = await listVersions(tx, proposal);
    if (!client || !latest || state === null) return refuse("not-now");
    if (latest.sentAt !== null) return ok(null);
    if (latest.startsOn <= dayIn(client.zone, now())) return refuse("start-passed");
    if (latest.hoursLeft === "credit" && (await hasOtherVat(tx, clientId))) return refuse("vat-differs");
    const { marginBp, floorBp } = await lowestMargin(tx, proposal, client.zone);
    if (marginBp < floorBp && !(await findApproval(tx, clientId, latest.id))) return refuse("margin-too-low");
    await markSent(tx, clientId, latest.id);
    await moveProposal(tx, proposal, state);
    await tellClient(tx, proposal, { kind: "sent", key: latest.id });
    await appendAudit(tx, scope, {
      action: "proposal.sent",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name, count: latest.number, from: latest.startsOn },
    });
    return ok(null);
  });
}

/** The owner lets the latest version out although its expected margin is below the floor, with a reason that its maker is told; kept once a version. */
export function approveProposal(
  scope: StaffScope,
  { clientId, id, seen, reason }: Address & { seen: string; reason: string },
): Promise<Result<null, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    const [latest] = await listVersions(tx, proposal);
    if (!client || latest?.id !== seen) return refuse("changed-meanwhile");
    const { marginMinor } = await lowestMargin(tx, proposal, client.zone);
    const approval = { clientId, versionId: seen, approvedBy: scope.userId, reason, marginMinor };
    if (!(await appendApproval(tx, approval))) return ok(null);
    if (proposal.madeBy !== scope.userId)
      await tellMaker(tx, proposal, { kind: "approval-given", key: seen, words: reason });
    await appendAudit(tx, scope, {
      action: "proposal.margin-approved",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name, amountMinor: marginMinor, reason },
    });
    return ok(null);
  });
}

/** Takes a proposal back before anybody signed it; done twice, it is done once. */
export function withdrawProposal(
  scope: StaffScope,
  { clientId, id }: Address,
): Promise<Result<null, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    if (proposal.state === "withdrawn") return ok(null);
    const state = stateAfter(proposal.state, "withdraw");
    if (state === null) return refuse("not-now");
    if (!(await endSigning(tx, scope, id, proposal.name))) return refuse("already-signed");
    await moveProposal(tx, proposal, state);
    await appendAudit(tx, scope, {
      action: "proposal.withdrawn",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name },
    });
    return ok(null);
  });
}
