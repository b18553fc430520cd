import { endCauses, type EndCause } from "#app/contracts/rules/end.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** That a contract ends and its last day; `causeId` is the proposal or the client's ending behind it, null at the MSP's word. */
export type ContractEnd = {
  id: string;
  contractId: string;
  lastOn: Day;
  cause: EndCause;
  causeId: string | null;
  reason: string;
  /** Who ended it, by name, and the day of the client's zone on which that was. */
  by: string;
  endedOn: Day;
};

type Texts = "lastOn" | "endedOn" | "cause";

/** What ends a client's contracts and was not taken back, the earliest last day first. One query. */
export async function listContractEnds(tx: Tx, clientId: string): Promise<ContractEnd[]> {
  const rows = await tx.$queryRaw<(Omit<ContractEnd, Texts> & Record<Texts, string>)[]>`
    select e.id::text, e.contract_id::text as "contractId", e.last_on::text as "lastOn", e.cause, e.cause_id::text as "causeId", e.reason,
      coalesce((select u.name from user_facts u where u.id = e.ended_by), '') as by, day_in(c.zone, e.ended_at)::text as "endedOn"
    from contract_end e join client_facts c on c.id = e.client_id where e.client_id = ${clientId}::uuid and e.undone_at is null order by e.last_on, e.id`;
  return rows.flatMap((row) => {
    const cause = endCauses.find((known) => known === row.cause);
    return cause ? [{ ...row, cause, lastOn: day(row.lastOn), endedOn: day(row.endedOn) }] : [];
  });
}

/** Keeps that a contract ends; false where this cause ends it already, or the same id is kept. */
export async function appendContractEnd(
  tx: Tx,
  { lastOn, ...end }: Omit<ContractEnd, "by" | "endedOn"> & { clientId: string; endedBy: string },
): Promise<boolean> {
  const { count } = await tx.contractEnd.createMany({
    data: [{ ...end, lastOn: new Date(lastOn), endedAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Takes an end back; false when it was taken back already. */
export async function undoContractEnd(
  tx: Tx,
  { clientId, id, userId }: { clientId: string; id: string; userId: string },
): Promise<boolean> {
  const { count } = await tx.contractEnd.updateMany({
    where: { clientId, id, undoneAt: null },
    data: { undoneAt: now(), undoneBy: userId },
  });
  return count === 1;
}
