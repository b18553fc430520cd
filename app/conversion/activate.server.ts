import { createHash } from "node:crypto";

import { askRefundInside } from "#app/billing/refund/ask-refund.server.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { findOpenAttempt, findTopupSetting } from "#app/billing/topup/attempt-store.server.ts";
import { configureTopup } from "#app/billing/topup/choose-topup.server.ts";
import { lockClient, setClientKind } from "#app/clients/client-store.server.ts";
import { makeContractInside } from "#app/contracts/add-version.server.ts";
import { adjustOpenMonthInside } from "#app/contracts/close-month.server.ts";
import { monthOf } from "#app/contracts/rules/month.ts";
import {
  chargeBelowZero,
  convertHours,
  coverWork,
  listConvertible,
} from "#app/hours/convert-hours.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { isLocale } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractOf } from "./contract-of.server.ts";
import { tellClient, tellMaker } from "./letters.server.ts";
import { stateAfter } from "./rules/state.ts";
import {
  findCosts,
  listDue,
  listVersions,
  lockProposal,
  moveProposal,
  noteWaiting,
  type Proposal,
  type ProposalVersion,
} from "./store/proposal-store.server.ts";

const retryMs = 10 * 60_000;
const dayMs = 24 * 3_600_000;

/**
 * Activates a signed proposal on its start day, in two transactions, each of which says by the proposal's state that it is done: first
 * the automatic top-up ends, then, once no money is in flight, everything moves together. It can stop anywhere and run again.
 */
export async function activate(clientId: string, id: string): Promise<void> {
  if (!(await close(clientId, id))) return;
  await asSystem((tx) => convert(tx, clientId, id));
}

/** Begins the closing of what was prepaid; false where the proposal is not due, or no longer to be activated. */
function close(clientId: string, id: string): Promise<boolean> {
  return asSystem(async (tx) => {
    const client = await lockClient(tx, clientId);
    const proposal = await lockProposal(tx, clientId, id);
    const state = proposal && stateAfter(proposal.state, "close");
    const version = proposal && (await takenVersion(tx, proposal));
    if (!client || !state || !version || version.startsOn > dayIn(client.zone, now())) return false;
    if (proposal.state === state) return true;
    const topup = await findTopupSetting(tx, clientId);
    if (topup && (topup.mode === "invoice" || topup.mode === "charge"))
      await configureTopup(tx, {
        clientId,
        key: `convert-topup:${id}`,
        mode: "off",
        thresholdMinutes: null,
        blockMinutes: null,
        maxPer30d: null,
        maxMinorPer30d: topup.maxMinorPer30d,
        actor: "system",
      });
    await moveProposal(tx, proposal, state);
    return true;
  });
}

async function takenVersion(tx: Tx, proposal: Proposal): Promise<ProposalVersion | null> {
  return (await listVersions(tx, proposal)).find(({ id }) => id === proposal.versionId) ?? null;
}

/** Money that is on its way may still become hours, or be lost: the activation waits until it has come to rest. */
async function isInFlight(tx: Tx, clientId: string): Promise<boolean> {
  if (await findOpenAttempt(tx, clientId)) return true;
  return (await listOrders(tx, clientId)).some(({ state }) => state === "processing");
}

async function convert(tx: Tx, clientId: string, id: string): Promise<void> {
  const client = await lockClient(tx, clientId);
  const proposal = await lockProposal(tx, clientId, id);
  const state = proposal && stateAfter(proposal.state, "activate");
  const version = proposal && (await takenVersion(tx, proposal));
  if (!client || !state || !version) return;
  if (await isInFlight(tx, clientId)) return comeBack(tx, proposal);
  const left = await listConvertible(tx, clientId);
  const { variant, contract, contractVersion } = contractOf(
    proposal,
    version,
    await findCosts(tx, clientId, version.id),
  );
  const made = await makeContractInside(tx, "system", {
    clientId,
    id,
    contract,
    version: contractVersion,
    madeBy: proposal.madeBy,
  });
  if (!made.ok) throw new Error(`The contract of proposal ${id} was refused: ${made.refusal}`);
  const words = withLocale(isLocale(client.locale) ? client.locale : "nl", () => ({
    act: m.conversion_ledger_reason({ name: proposal.name }),
    credit: m.conversion_credit_line({ name: proposal.name }),
  }));
  const key = `convert:${id}`;
  const done = await convertHours(tx, {
    clientId,
    key,
    way: version.hoursLeft,
    reason: words.act,
    actor: "system",
  });
  await chargeBelowZero(tx, clientId, `convert-overage:${id}`);
  await coverWork(tx, { clientId, contractId: id, workTypeIds: variant.covers, from: version.startsOn });
  if (done.valueMinor > 0)
    await adjustOpenMonthInside(tx, "system", {
      clientId,
      id: creditId(id),
      month: monthOf(version.startsOn),
      amountMinor: -done.valueMinor,
      reason: words.credit,
      madeBy: proposal.madeBy,
    });
  let [refundedMinor, refundedMinutes] = [0, 0];
  for (const one of version.hoursLeft === "refund" ? left : []) {
    if (one.paymentId === null || one.refundMinor === null || one.minutes === 0) continue;
    const asked = await askRefundInside(tx, "system", proposal.madeBy, {
      clientId,
      orderId: one.paymentId,
      formKey: refundId(id, one.paymentId),
      amountMinor: one.refundMinor,
      reason: words.act,
    });
    // What can't be paid back (a dispute holds the payment, part of it was paid back by hand) stays as hours.
    if (!asked.ok) continue;
    refundedMinor += one.refundMinor;
    refundedMinutes += one.minutes;
  }
  await setClientKind(tx, clientId, "managed");
  const keptMinutes = Math.max(0, done.availableMinutes - refundedMinutes);
  await moveProposal(tx, proposal, state, {
    activatedAt: now(),
    takenMinutes: done.takenMinutes + refundedMinutes,
    creditedMinor: done.valueMinor,
    refundedMinor,
    keptMinutes,
  });
  await tellClient(tx, proposal, { kind: "active", key: "" });
  await appendAudit(tx, "system", {
    action: "proposal.activated",
    target: `proposal:${id}`,
    clientId,
    detail: {
      name: proposal.name,
      from: version.startsOn,
      minutes: done.takenMinutes + refundedMinutes,
      amountMinor: done.valueMinor,
    },
  });
}

async function comeBack(tx: Tx, proposal: Proposal): Promise<void> {
  const { clientId, id, waitsSince } = proposal;
  const at = now();
  await noteWaiting(tx, proposal);
  if (waitsSince && at.getTime() - waitsSince.getTime() > dayMs)
    await tellMaker(tx, proposal, { kind: "waiting", key: dayIn("UTC", at) });
  await enqueue(tx, "conversion.activate", { clientId, id }, { runAt: new Date(at.getTime() + retryMs) });
}

/** Activates all that is due: a job of its own day may have been lost. */
export async function activateDue(): Promise<void> {
  await eachInTurn(await asSystem((tx) => listDue(tx, now())), ({ clientId, id }) => activate(clientId, id), {
    says: "a conversion could not be activated",
    facts: ({ clientId, id }) => ({ client: clientId, proposal: id }),
  });
}

/** The id of the line that credits a conversion's hours: the same each time that it is asked for. */
const creditId = (id: string): string => uuidOf(`convert-credit:${id}`);
const refundId = (id: string, paymentId: string): string => uuidOf(`convert-refund:${id}:${paymentId}`);

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
