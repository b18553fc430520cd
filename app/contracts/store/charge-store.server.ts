import type { Charge } from "#app/contracts/rules/charge.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What a client's requests cost and was not taken back: each month until a day or later, and once since it, in the order of their days. */
export async function listCharges(tx: Tx, clientId: string, since: Day): Promise<Charge[]> {
  const rows = await tx.contractCharge.findMany({
    where: {
      clientId,
      withdrawnAt: null,
      OR: [
        { part: "once", startsOn: { gte: new Date(since) } },
        { part: "monthly", OR: [{ endsOn: null }, { endsOn: { gte: new Date(since) } }] },
      ],
    },
    orderBy: [{ startsOn: "asc" }, { requestNumber: "asc" }, { part: "desc" }],
  });
  return rows.map(toCharge);
}

/** What one request costs and was not taken back. */
export async function listChargesOf(tx: Tx, clientId: string, requestId: string): Promise<Charge[]> {
  const rows = await tx.contractCharge.findMany({ where: { clientId, requestId, withdrawnAt: null } });
  return rows.map(toCharge);
}

/** An amount that was not taken back; null where there is none. */
export async function findCharge(tx: Tx, clientId: string, id: string): Promise<Charge | null> {
  const row = await tx.contractCharge.findUnique({ where: { clientId_id: { clientId, id } } });
  return row && row.withdrawnAt === null ? toCharge(row) : null;
}

type Row = Awaited<ReturnType<Tx["contractCharge"]["findMany"]>>[number];

function toCharge(row: Row): Charge {
  const { id, requestId, title, part, currency, amountMinor } = row;
  return {
    ...{ id, requestId, title, currency, amountMinor },
    number: Number(row.requestNumber),
    part: part === "once" ? "once" : "monthly",
    startsOn: dayOf(row.startsOn),
    endsOn: row.endsOn && dayOf(row.endsOn),
  };
}

const dayOf = (date: Date): Day => day(date.toISOString().slice(0, 10));

/** Keeps what a request costs; false where it is kept already, taken back since or not. */
export async function appendCharge(
  tx: Tx,
  { number, startsOn, ...charge }: Omit<Charge, "endsOn"> & { clientId: string; madeBy: string | null },
): Promise<boolean> {
  const { count } = await tx.contractCharge.createMany({
    data: [{ ...charge, requestNumber: number, startsOn: new Date(startsOn), madeAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Sets the last day of an amount a month, or has it go on (null); `ownEndsOn` is the one that it had before a client's ending. */
export async function setChargeEnd(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
  end: { endsOn: Day | null; ownEndsOn: Day | null; by: string | null; causeId: string | null },
): Promise<void> {
  await tx.contractCharge.update({
    where: { clientId_id: { clientId, id } },
    data: {
      endsOn: end.endsOn === null ? null : new Date(end.endsOn),
      ownEndsOn: end.ownEndsOn === null ? null : new Date(end.ownEndsOn),
      endedBy: end.by,
      endCauseId: end.causeId,
      endSetAt: now(),
    },
  });
}

/** Moves the first day of an amount. */
export async function setChargeStart(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
  startsOn: Day,
): Promise<void> {
  await tx.contractCharge.update({
    where: { clientId_id: { clientId, id } },
    data: { startsOn: new Date(startsOn) },
  });
}

/** Takes an amount back; false when it was before. `causeId`: the client's ending that it never came to. */
export async function withdrawCharge(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
  { by, causeId }: { by: string | null; causeId: string | null },
): Promise<boolean> {
  const { count } = await tx.contractCharge.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now(), withdrawnBy: by, endCauseId: causeId },
  });
  return count === 1;
}

/** The amounts a month that a client's ending ended or took back, each with the last day that it had before. */
export async function listEndedBy(
  tx: Tx,
  clientId: string,
  causeId: string,
): Promise<(Charge & { ownEndsOn: Day | null; isTakenBack: boolean })[]> {
  const rows = await tx.contractCharge.findMany({ where: { clientId, endCauseId: causeId } });
  return rows.map((row) => ({
    ...toCharge(row),
    ownEndsOn: row.ownEndsOn && dayOf(row.ownEndsOn),
    isTakenBack: row.withdrawnAt !== null,
  }));
}

/** Has an amount that a client's ending took back stand again. */
export async function restoreCharge(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
): Promise<void> {
  await tx.contractCharge.update({
    where: { clientId_id: { clientId, id } },
    data: { withdrawnAt: null, withdrawnBy: null, endCauseId: null, endSetAt: now() },
  });
}

/** Tells whether an amount was ever kept, taken back since or not. */
export async function isCharge(tx: Tx, clientId: string, id: string): Promise<boolean> {
  return (await tx.contractCharge.count({ where: { clientId, id } })) > 0;
}
