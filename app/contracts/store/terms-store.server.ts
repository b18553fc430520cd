import type { ChangedTerms } from "#app/contracts/rules/contract.ts";
import { decisionChoices, type NotedDecision } from "#app/contracts/rules/renewals.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Appends terms of a contract under their id. Throws where others count from the same day. */
export async function appendTerms(
  tx: Tx,
  key: { clientId: string; contractId: string; id: string; madeBy: string },
  terms: Omit<ChangedTerms, "id" | "madeBy" | "madeAt" | "termMonths">,
): Promise<void> {
  const { countsFrom, termEndsOn, indexation, ...said } = terms;
  await tx.contractTerm.create({
    data: {
      ...key,
      ...said,
      countsFrom: new Date(countsFrom),
      termEndsOn: termEndsOn === null ? null : new Date(termEndsOn),
      indexation: indexation?.kind ?? "none",
      indexationValue: indexation?.value ?? null,
      indexationMonth: indexation?.month ?? null,
      indexationNoticeDays: indexation?.noticeDays ?? 0,
      madeAt: now(),
    },
  });
}

/** Takes terms back; false when they were taken back already. */
export async function withdrawTermsRow(
  tx: Tx,
  clientId: string,
  id: string,
  userId: string,
): Promise<boolean> {
  const { count } = await tx.contractTerm.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now(), withdrawnBy: userId },
  });
  return count === 1;
}

/** Keeps what was decided about a term's end; sent twice, it is kept once. */
export async function appendDecision(
  tx: Tx,
  key: { clientId: string; contractId: string; id: string; madeBy: string },
  {
    termEndsOn,
    choice,
    talkOn,
    note,
  }: Pick<NotedDecision, "choice" | "talkOn" | "note"> & { termEndsOn: Day },
): Promise<boolean> {
  const { count } = await tx.contractDecision.createMany({
    data: [
      {
        ...key,
        choice,
        note,
        termEndsOn: new Date(termEndsOn),
        talkOn: talkOn === null ? null : new Date(talkOn),
        madeAt: now(),
      },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

type DecisionRow = Record<"contractId" | "termEndsOn" | "choice" | "note" | "by" | "madeOn", string> & {
  talkOn: string | null;
};

/** The latest decision about each term's end, of all contracts; with the day of the client's zone on which it was noted. One query. */
export async function listDecisionNotes(tx: Tx): Promise<NotedDecision[]> {
  const rows = await tx.$queryRaw<DecisionRow[]>`
    select distinct on (d.client_id, d.contract_id, d.term_ends_on) d.contract_id::text as "contractId", d.term_ends_on::text as "termEndsOn",
      d.choice, d.talk_on::text as "talkOn", d.note, coalesce((select u.name from user_facts u where u.id = d.made_by), '') as by,
      day_in(c.zone, d.made_at)::text as "madeOn"
    from contract_decision d join client_facts c on c.id = d.client_id
    order by d.client_id, d.contract_id, d.term_ends_on, d.made_at desc, d.id`;
  return rows.flatMap((row) => {
    const choice = decisionChoices.find((known) => known === row.choice);
    const days = { termEndsOn: day(row.termEndsOn), madeOn: day(row.madeOn) };
    const talkOn = row.talkOn === null ? null : day(row.talkOn);
    return choice ? [{ ...row, ...days, choice, talkOn }] : [];
  });
}
