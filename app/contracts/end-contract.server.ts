import { randomUUID } from "node:crypto";

import { lockClient } from "#app/clients/client-store.server.ts";
import { findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { endCover } from "#app/hours/ledger-conversion.server.ts";
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

import type { Contract, ContractKind } from "./rules/contract.ts";
import { findEndRefusal, type EndCause, type EndDayRefusal } from "./rules/end.ts";
import { monthOf } from "./rules/month.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { appendContractEnd, listContractEnds, undoContractEnd } from "./store/end-store.server.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";

export type EndContractRefusal = EndDayRefusal | "end-known";

/** The MSP ends a contract after a last day, with a reason that its client reads. `id` is the form's: sent twice, it ends once. */
export function endContract(
  scope: StaffScope,
  asked: { clientId: string; contractId: string; id: string; lastOn: Day; reason: string },
): Promise<Result<{ lastOn: Day }, EndContractRefusal>> {
  return inScope(scope, async (tx) => {
    const { clientId, contractId, id, lastOn, reason } = asked;
    const client = await lockClient(tx, clientId);
    const contract = (await listContracts(tx, clientId)).find((known) => known.id === contractId);
    if (!client || !contract) return notFound();
    const standing = (await listContractEnds(tx, clientId)).find(
      (end) => end.contractId === contractId && end.cause === "staff",
    );
    if (standing) return standing.id === id ? ok({ lastOn: standing.lastOn }) : refuse("end-known");
    const refusal = findEndRefusal(lastOn, { today: dayIn(client.zone, now()), endsOn: contract.endsOn });
    if (refusal) return refuse(refusal);
    const end = { lastOn, cause: "staff" as const, causeId: null, reason, endedBy: scope.userId };
    await write(tx, scope, { clientId, contract, id, ...end });
    await tellClient(tx, { clientId, contract, endId: id, lastOn, reason });
    return ok({ lastOn });
  });
}

type End = { lastOn: Day; cause: EndCause; causeId: string | null; reason: string; endedBy: string };

async function write(
  tx: Tx,
  actor: StaffScope | "system",
  { clientId, contract, id, ...end }: End & { clientId: string; contract: Contract; id: string },
): Promise<void> {
  if (!(await appendContractEnd(tx, { clientId, id, contractId: contract.id, ...end }))) return;
  await followEnd(tx, clientId, contract.id);
  await appendAudit(tx, actor, {
    action: "contract.ended",
    target: `client:${clientId}`,
    clientId,
    detail: { name: contract.name, until: end.lastOn, reason: end.reason },
  });
}

/**
 * Ends a client's contracts of these kinds that would go on after a last day, for a managed contract in their place or with their
 * client; the caller holds the client's lock. Done twice for one cause, it is done once.
 */
export async function endContractsInside(
  tx: Tx,
  actor: StaffScope | "system",
  asked: End & { clientId: string; kinds: readonly ContractKind[]; exceptId?: string },
): Promise<void> {
  const { clientId, kinds, exceptId, ...end } = asked;
  const known = await listContractEnds(tx, clientId);
  for (const contract of await listContracts(tx, clientId)) {
    if (contract.id === exceptId || !kinds.includes(contract.kind)) continue;
    if (contract.endsOn !== null && contract.endsOn <= end.lastOn) continue;
    if (known.some((one) => one.contractId === contract.id && one.cause === end.cause)) continue;
    await write(tx, actor, { clientId, contract, id: randomUUID(), ...end });
  }
}

/** Has what follows from a contract's end agree with it: the work that it covers is covered until its last day. Of a notice, too. */
export async function followEnd(tx: Tx, clientId: string, contractId: string): Promise<void> {
  const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
  if (contract) await endCover(tx, { clientId, contractId, until: contract.endsOn });
}

type UndoRefusal = "end-passed";

/** Takes the MSP's own end of a contract back, until its last day is over. A second time changes nothing. */
export function undoEndOfContract(
  scope: StaffScope,
  { clientId, contractId }: { clientId: string; contractId: string },
): Promise<Result<null, UndoRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
    if (!client || !contract) return notFound();
    const end = (await listContractEnds(tx, clientId)).find(
      (one) => one.contractId === contractId && one.cause === "staff",
    );
    if (!end) return ok(null);
    if (end.lastOn < dayIn(client.zone, now())) return refuse("end-passed");
    await undo(tx, scope, { clientId, contract, id: end.id });
    await tellClient(tx, { clientId, contract, endId: end.id, lastOn: null, reason: end.reason });
    return ok(null);
  });
}

async function undo(
  tx: Tx,
  scope: StaffScope,
  { clientId, contract, id }: { clientId: string; contract: Contract; id: string },
): Promise<void> {
  if (!(await undoContractEnd(tx, { clientId, id, userId: scope.userId }))) return;
  await followEnd(tx, clientId, contract.id);
  await appendAudit(tx, scope, {
    action: "contract.end-undone",
    target: `client:${clientId}`,
    clientId,
    detail: { name: contract.name },
  });
}

/** Takes back what a client's ending ended, where that ending is taken back: contracts of which a month without them is closed stay ended. The caller holds the client's lock. */
export async function undoEndsOf(
  tx: Tx,
  scope: StaffScope,
  { clientId, causeId }: { clientId: string; causeId: string },
): Promise<void> {
  const lastClosed = await findLastClosedMonth(tx, clientId);
  const contracts = await listContracts(tx, clientId);
  for (const end of await listContractEnds(tx, clientId)) {
    const contract = contracts.find(({ id }) => id === end.contractId);
    if (end.causeId !== causeId || !contract) continue;
    if (lastClosed !== null && monthOf(addDays(end.lastOn, 1)) <= lastClosed) continue;
    await undo(tx, scope, { clientId, contract, id: end.id });
  }
}

/** Writes to everybody of the client who may buy that a contract ends, or (no last day) goes on after all; once an end and person. */
async function tellClient(
  tx: Tx,
  said: { clientId: string; contract: Contract; endId: string; lastOn: Day | null; reason: string },
): Promise<void> {
  const { clientId, contract, endId, lastOn, reason } = said;
  const { name: mspName } = await findSeller(tx);
  for (const { userId, name, email, locale } of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      key: `contract-end:${endId}:${lastOn === null ? "undone" : "ends"}:${userId}`,
      clientId,
      to: email,
      locale,
      template: "contract-end",
      props: { name, mspName, contract: contract.name, lastOn, reason, url: `${env().origin}/contract` },
    });
}
