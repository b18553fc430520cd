import { keepContractPayment } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { askRefundInside } from "#app/billing/refund/ask-refund.server.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { findOpenAttempt, findTopupSetting } from "#app/billing/topup/attempt-store.server.ts";
import { configureTopup } from "#app/billing/topup/choose-topup.server.ts";
import { lockClient, setClientKind, type Client } from "#app/clients/client-store.server.ts";
import { makeContractInside } from "#app/contracts/add-version.server.ts";
import { adjustOpenMonthInside } from "#app/contracts/close-month.server.ts";
import { endContractsInside } from "#app/contracts/end-contract.server.ts";
import { monthOf } from "#app/contracts/rules/month.ts";
import {
  chargeBelowZero,
  convertHours,
  coverWork,
  listConvertible,
  type Convertible,
} from "#app/hours/ledger-conversion.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { uuidOf } from "#app/platform/uuid-of.server.ts";
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
  const costs = await findCosts(tx, clientId, version.id);
  const { variant, contract, contractVersion } = contractOf(proposal, version, costs);
  const { madeBy } = proposal;
  const made = await makeContractInside(tx, "system", {
    clientId,
    id,
    contract,
    version: contractVersion,
    madeBy,
  });
  if (!made.ok) throw new Error(`The contract of proposal ${id} was refused: ${made.refusal}`);
  await endContractsInside(tx, "system", {
    ...{ clientId, kinds: ["prepaid", "break_fix"], exceptId: id, lastOn: addDays(version.startsOn, -1) },
    ...{ cause: "conversion", causeId: id, reason: proposal.name, endedBy: madeBy },
  });
  await keepContractPayment(tx, {
    ...{ clientId, contractId: id, way: proposal.payment ?? "transfer" },
    ...{ chosenBy: proposal.acceptedBy, at: now() },
  });
  const hours = await settleHours(tx, client, proposal, version);
  await coverWork(tx, { clientId, contractId: id, workTypeIds: variant.covers, from: version.startsOn });
  await setClientKind(tx, clientId, "managed");
  await moveProposal(tx, proposal, state, { activatedAt: now(), ...hours });
  await tellClient(tx, proposal, { kind: "active", key: "" });
  await appendAudit(tx, "system", {
    action: "proposal.activated",
    target: `proposal:${id}`,
    clientId,
    detail: {
      name: proposal.name,
      from: version.startsOn,
      minutes: hours.takenMinutes,
      amountMinor: hours.creditedMinor,
    },
  });
}

type Settled = Record<"takenMinutes" | "creditedMinor" | "refundedMinor" | "keptMinutes", number>;

/** Brings the hours that are left where the proposal says: whole minutes, credited without VAT and refunded with it. */
async function settleHours(
  tx: Tx,
  client: Client,
  { id, name, madeBy }: Proposal,
  { hoursLeft: way, startsOn }: ProposalVersion,
): Promise<Settled> {
  const clientId = client.id;
  const left = await listConvertible(tx, clientId);
  const words = withLocale(localeOf(client.locale), () => ({
    act: m.conversion_ledger_reason({ name }),
    credit: m.conversion_credit_line({ name }),
  }));
  // Orders are locked before the hour account.
  const refunds = await askRefunds(
    tx,
    { clientId, id, madeBy, reason: words.act },
    way === "refund" ? left : [],
  );
  const done = await convertHours(tx, {
    clientId,
    key: `convert:${id}`,
    way,
    reason: words.act,
    actor: "system",
  });
  await chargeBelowZero(tx, clientId, `convert-overage:${id}`);
  if (done.valueMinor > 0)
    await adjustOpenMonthInside(tx, "system", {
      clientId,
      id: uuidOf(`convert-credit:${id}`),
      month: monthOf(startsOn),
      amountMinor: -done.valueMinor,
      reason: words.credit,
      madeBy,
    });
  return {
    takenMinutes: done.takenMinutes + refunds.minutes,
    creditedMinor: done.valueMinor,
    refundedMinor: refunds.minor,
    keptMinutes: Math.max(0, done.availableMinutes - refunds.minutes),
  };
}

/** Asks for a refund of each payment's minutes; what can't be paid back (a dispute holds the payment, part of it went back by hand) stays as hours. */
async function askRefunds(
  tx: Tx,
  { clientId, id, madeBy, reason }: { clientId: string; id: string; madeBy: string; reason: string },
  left: readonly Convertible[],
): Promise<{ minutes: number; minor: number }> {
  const asked = { minutes: 0, minor: 0 };
  for (const { paymentId, refundMinor, minutes } of left) {
    if (paymentId === null || refundMinor === null || minutes === 0) continue;
    const formKey = uuidOf(`convert-refund:${id}:${paymentId}`);
    const wanted = { clientId, orderId: paymentId, formKey, amountMinor: refundMinor, reason };
    if (!(await askRefundInside(tx, "system", madeBy, wanted)).ok) continue;
    asked.minutes += minutes;
    asked.minor += refundMinor;
  }
  return asked;
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
