import { lockClient } from "#app/clients/client-store.server.ts";
import { findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { followEnd } from "./end-contract.server.ts";
import type { ChangedTerms, Contract } from "./rules/contract.ts";
import { monthOf } from "./rules/month.ts";
import {
  asOn,
  canWithdrawTerms,
  findTermsRefusal,
  standingOn,
  termEndOn,
  type TermsRefusal,
} from "./rules/terms.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { listContractEnds } from "./store/end-store.server.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";
import { appendTerms, withdrawTermsRow } from "./store/terms-store.server.ts";

export type ChangeTermsRefusal = TermsRefusal | "no-term" | "not-later" | "end-closed" | "begun";

type Key = { clientId: string; contractId: string };
/** `id` is the form's: sent twice, it is one change. `seen` are the terms that it was filled with, null for those of the contract's making. */
type Asked = Key & { id: string; seen: string | null; reason: string };
export type NewTerms = Omit<
  ChangedTerms,
  "id" | "madeBy" | "madeAt" | "termMonths" | "reason" | "endsWithTerm"
>;

/**
 * Agrees other terms of a contract from a day on, after the latest ones: its client is told. A contract that doesn't renew ends with its
 * term. Refused as `findTermsRefusal` says; of two editors the second is told.
 */
export function changeTerms(
  scope: StaffScope,
  { terms, ...asked }: Asked & { terms: NewTerms },
): Promise<Result<null, ChangeTermsRefusal>> {
  return inScope(scope, async (tx) => {
    const found = await lockContract(tx, asked);
    if (found.contract.terms.some(({ id }) => id === asked.id)) return ok(null);
    const refusal = findTermsRefusal({ ...terms, seen: asked.seen }, found.contract, {
      ...found,
      endsOn: found.contract.endsOn,
    });
    if (refusal) return refuse(refusal);
    await write(tx, scope, found, asked, { ...terms, endsWithTerm: terms.renewal === "none" }, "changed");
    return ok(null);
  });
}

/**
 * Renews a contract by hand: its term goes on to a later day, with what it says of its time otherwise as it was. One with a last day of its own
 * then ends on the new one. Refused where it has no term, where something ends it that has to be taken back first, and where it
 * ended and a month without it is closed.
 */
export function renewContract(
  scope: StaffScope,
  { endsOn, ...asked }: Asked & { endsOn: Day },
): Promise<Result<null, ChangeTermsRefusal>> {
  return inScope(scope, async (tx) => {
    const found = await lockContract(tx, asked);
    const { contract, today } = found;
    if (contract.terms.some(({ id }) => id === asked.id)) return ok(null);
    const standing = standingOn(contract, today);
    const end = contract.endsOn ?? termEndOn(standing, today);
    if (end === null) return refuse("no-term");
    if (endsOn <= end) return refuse("not-later");
    const countsFrom = addDays(end, 1);
    const wanted = { seen: asked.seen, countsFrom, termEndsOn: endsOn, renewal: standing.renewal };
    const refusal = findTermsRefusal(wanted, contract, { ...found, endsOn: contract.endsOn });
    if (refusal) return refuse(refusal);
    const lastClosed = await findLastClosedMonth(tx, asked.clientId);
    if (contract.endsOn !== null && lastClosed !== null && monthOf(countsFrom) <= lastClosed)
      return refuse("end-closed");
    const { renewal, renewalMonths, noticeMonths, indexation } = standing;
    const endsWithTerm = contract.endsOn !== null;
    const terms = { countsFrom, termEndsOn: endsOn, renewal, renewalMonths, noticeMonths, indexation };
    await write(tx, scope, found, asked, { ...terms, endsWithTerm }, "renewed");
    return ok(null);
  });
}

/** Takes terms back that were agreed, until their first day is over: those before them count on, and the client is told. Done twice, it is done once. */
export function withdrawTerms(
  scope: StaffScope,
  { id, ...key }: Key & { id: string },
): Promise<Result<null, ChangeTermsRefusal>> {
  return inScope(scope, async (tx) => {
    const found = await lockContract(tx, key);
    const { contract, today } = found;
    const terms = contract.terms.find((one) => one.id === id);
    if (!terms) return ok(null);
    if (!canWithdrawTerms(terms, today)) return refuse("begun");
    if (contract.terms.at(-1)?.id !== id) return refuse("terms-changed");
    if (!(await withdrawTermsRow(tx, key.clientId, id, scope.userId))) return ok(null);
    await followEnd(tx, key.clientId, contract.id);
    await recordTerms(tx, scope, key, {
      action: "contract.terms-withdrawn",
      detail: { name: contract.name, from: terms.countsFrom },
    });
    const before = asOn({ ...contract, terms: contract.terms.slice(0, -1) }, terms.countsFrom);
    await tellClient(tx, found, { ...terms, ...before, reason: terms.reason, id }, "taken-back");
    return ok(null);
  });
}

type Found = Key & { contract: Contract; today: Day; isEnded: boolean };

async function lockContract(tx: Tx, { clientId, contractId }: Key): Promise<Found> {
  const client = await lockClient(tx, clientId);
  const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
  if (!client || !contract) return notFound();
  const ends = await listContractEnds(tx, clientId);
  const isEnded = contract.notice !== null || ends.some((end) => end.contractId === contractId);
  return { clientId, contractId, contract, today: dayIn(client.zone, now()), isEnded };
}

async function write(
  tx: Tx,
  scope: StaffScope,
  found: Found,
  { clientId, contractId, id, reason }: Asked,
  said: Omit<ChangedTerms, "id" | "madeBy" | "madeAt" | "termMonths" | "reason">,
  how: "changed" | "renewed",
): Promise<void> {
  await appendTerms(tx, { clientId, contractId, id, madeBy: scope.userId }, { ...said, reason });
  await followEnd(tx, clientId, contractId);
  await recordTerms(tx, scope, found, {
    action: how === "renewed" ? "contract.renewed" : "contract.terms-changed",
    detail: {
      name: found.contract.name,
      from: said.countsFrom,
      ...(said.termEndsOn === null ? {} : { until: said.termEndsOn }),
      reason,
    },
  });
  await tellClient(tx, found, { ...said, termMonths: null, reason, id }, how);
}

function recordTerms(
  tx: Tx,
  scope: StaffScope,
  { clientId }: Pick<Key, "clientId">,
  said: {
    action: "contract.renewed" | "contract.terms-changed" | "contract.terms-withdrawn";
    detail: Record<string, string>;
  },
): Promise<void> {
  return appendAudit(tx, scope, { ...said, target: `client:${clientId}`, clientId });
}

/** Writes to everybody of the client who may buy what its contract says of its time from a day on; once an act and person. */
async function tellClient(
  tx: Tx,
  { clientId, contract }: Found,
  { id, countsFrom, reason, ...said }: Omit<ChangedTerms, "madeBy" | "madeAt">,
  how: "changed" | "renewed" | "taken-back",
): Promise<void> {
  const { name: mspName } = await findSeller(tx);
  const { termMonths, termEndsOn, renewal, renewalMonths, noticeMonths, indexation, endsWithTerm } = said;
  const terms = { termMonths, termEndsOn, renewal, renewalMonths, noticeMonths, indexation, endsWithTerm };
  for (const { userId, name, email, locale } of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      key: `contract-terms:${id}:${how}:${userId}`,
      clientId,
      to: email,
      locale,
      thread: `contract.${contract.id}`,
      template: "contract-terms",
      props: {
        ...{ name, mspName, contract: contract.name, currency: contract.currency, how, countsFrom, reason },
        ...{ terms, url: `${env().origin}/contract` },
      },
    });
}
