import { keepContractPayment } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { listOrders, lockOrder } from "#app/billing/store.server.ts";
import { findOpenAttempt } from "#app/billing/topup/attempt-store.server.ts";
import { turnOffTopups } from "#app/billing/topup/end-topup.server.ts";
import { lockClient, setClientKind, type Client } from "#app/clients/client-store.server.ts";
import { makeContractInside } from "#app/contracts/add-version.server.ts";
import { endContractsInside } from "#app/contracts/end-contract.server.ts";
import { addToMonth, firstDayOf, monthOf } from "#app/contracts/rules/month.ts";
import { findLastClosedMonth } from "#app/contracts/store/month-store.server.ts";
import { coverEntries } from "#app/hours/cover-work.server.ts";
import { coverWork } from "#app/hours/ledger-conversion.server.ts";
import { lockUncovered } from "#app/hours/store/cover.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractOf } from "./contract-of.server.ts";
import { tellClient, tellMaker } from "./letters.server.ts";
import { endedByConversion } from "./rules/beside.ts";
import { stateAfter } from "./rules/state.ts";
import { settleHours } from "./settle-hours.server.ts";
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
    await turnOffTopups(tx, { clientId, key: `convert-topup:${id}`, actor: "system" });
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
  const startsOn = await firstOpenDay(tx, clientId, version.startsOn);
  const costs = await findCosts(tx, clientId, version.id);
  const { variant, contract, contractVersion } = contractOf(proposal, { ...version, startsOn }, costs);
  const { madeBy } = proposal;
  const made = await makeContractInside(tx, "system", {
    ...{ clientId, id, contract, version: contractVersion, madeBy },
  });
  if (!made.ok) throw new Error(`The contract of proposal ${id} was refused: ${made.refusal}`);
  if (startsOn !== version.startsOn)
    await tellMaker(tx, proposal, { kind: "moved", key: "", words: startsOn });
  await endContractsInside(tx, "system", {
    ...{ clientId, kinds: endedByConversion, exceptId: id, lastOn: addDays(startsOn, -1) },
    ...{ cause: "conversion", causeId: id, reason: proposal.name, endedBy: madeBy },
  });
  await keepContractPayment(tx, {
    ...{ clientId, contractId: id, way: proposal.payment ?? "transfer" },
    ...{ chosenBy: proposal.acceptedBy, at: now() },
  });
  const isRefund = version.hoursLeft === "refund";
  await cover(tx, client, { id, name: proposal.name, covers: variant.covers, startsOn, isRefund });
  const hours = await settleHours(tx, client, proposal, { hoursLeft: version.hoursLeft, startsOn });
  await setClientKind(tx, clientId, "managed");
  await moveProposal(tx, proposal, state, { activatedAt: now(), ...hours });
  await tellClient(tx, proposal, { kind: "active", key: "" });
  await tellMaker(tx, proposal, { kind: "started", key: "", words: startsOn });
  await appendAudit(tx, "system", {
    action: "proposal.activated",
    target: `proposal:${id}`,
    clientId,
    detail: {
      name: proposal.name,
      from: startsOn,
      minutes: hours.takenMinutes,
      amountMinor: hours.creditedMinor,
    },
  });
}

/** The contract's first day: the one that was agreed, or, where its month is closed by now, the first of the month that is open. */
async function firstOpenDay(tx: Tx, clientId: string, agreed: Day): Promise<Day> {
  const closed = await findLastClosedMonth(tx, clientId);
  return closed !== null && monthOf(agreed) <= closed ? firstDayOf(addToMonth(closed, 1)) : agreed;
}

type Covered = { id: string; name: string; covers: readonly string[]; startsOn: Day; isRefund: boolean };

/** From the contract's first day on it covers work of its types: what was drawn for such work meanwhile comes back. */
async function cover(
  tx: Tx,
  client: Client,
  { id, name, covers, startsOn, isRefund }: Covered,
): Promise<void> {
  const clientId = client.id;
  await coverWork(tx, { clientId, contractId: id, workTypeIds: covers, from: startsOn });
  const ids = await lockUncovered(tx, { clientId, workTypeIds: covers, from: startsOn });
  if (ids.length === 0) return;
  // Time entries are locked before orders, and orders before the hour account.
  if (isRefund)
    for (const order of await listOrders(tx, clientId))
      if (order.state === "paid") await lockOrder(tx, clientId, order.id);
  const reason = withLocale(localeOf(client.locale), () => m.conversion_covered_reason({ name }));
  await coverEntries(tx, { clientId, ids, reason });
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
