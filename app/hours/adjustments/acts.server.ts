import type { Tx } from "#app/platform/db.server.ts";

import { askToLook } from "#app/hours/alerts/ask-to-look.server.ts";

/** What an act of the ledger answers: whether it is the first with its key, and the balance after it in minutes (below zero when owed). */
export type Act = { isNew: boolean; balanceMinutes: number };

type Row = { is_new: boolean; available_minutes: number; owed_minutes: number };

export type Credit = {
  clientId: string;
  source: "goodwill" | "grant" | "import";
  minutes: number;
  priceMinor: number;
  currency: string;
  /** Null: never. */
  expiresAt: Date | null;
  at: Date;
  actor: string;
  reason: string | null;
  key: string;
};

/** Adds a block that nobody paid for here, once a key. Throws a ledger error. */
export async function creditHours(tx: Tx, credit: Credit): Promise<Act & { lotId: number }> {
  const [row] = await tx.$queryRaw<(Row & { lot_id: number })[]>`
    select lot_id, is_new, available_minutes, owed_minutes from hours_credit(${credit.clientId}::uuid, ${credit.source}, ${credit.minutes}::int, ${credit.priceMinor}::int,
      ${credit.currency}, ${credit.expiresAt}::timestamptz, ${credit.at}, ${credit.actor}, ${credit.reason}, p_idem_key => ${credit.key})`;
  if (!row) throw new Error(`The ledger gave no answer on ${credit.key}`);
  await askToLook(tx, credit.clientId);
  return { ...answer(row), lotId: row.lot_id };
}

export type Adjustment = {
  clientId: string;
  key: string;
  minutes: number;
  reason: string;
  at: Date;
  actor: string;
};

/** Takes minutes off the open blocks, and what they don't hold below zero; once a key. Throws a ledger error. */
export async function takeHoursOff(tx: Tx, adjustment: Adjustment): Promise<Act> {
  const [row] = await tx.$queryRaw<Row[]>`
    select is_new, available_minutes, owed_minutes from hours_adjust(${adjustment.clientId}::uuid, ${adjustment.key}, ${adjustment.minutes}::int, ${adjustment.reason}, ${adjustment.at}, ${adjustment.actor})`;
  if (!row) throw new Error(`The ledger gave no answer on ${adjustment.key}`);
  await askToLook(tx, adjustment.clientId);
  return answer(row);
}

export type Move = {
  fromId: string;
  toId: string;
  key: string;
  minutes: number;
  reason: string;
  at: Date;
  actor: string;
};

/** Moves minutes from one client's open blocks to another client's account, never below zero; once a key. Answers both balances after, in minutes. Throws a ledger error. */
export async function moveBetween(
  tx: Tx,
  move: Move,
): Promise<{ isNew: boolean; fromMinutes: number; toMinutes: number }> {
  const [row] = await tx.$queryRaw<{ isNew: boolean; fromMinutes: number; toMinutes: number }[]>`
    select is_new as "isNew", from_available - from_owed as "fromMinutes", to_available - to_owed as "toMinutes"
    from hours_move(${move.fromId}::uuid, ${move.toId}::uuid, ${move.key}, ${move.minutes}::int, ${move.reason}, ${move.at}, ${move.actor})`;
  if (!row) throw new Error(`The ledger gave no answer on ${move.key}`);
  for (const clientId of [move.fromId, move.toId]) await askToLook(tx, clientId);
  return row;
}

export type Extension = {
  clientId: string;
  key: string;
  lotId: number;
  expiresAt: Date;
  reason: string;
  at: Date;
  actor: string;
};

/** Lets what is left of a block live on until another day, in a correction block; once a key. Throws a ledger error. */
export async function extendBlock(
  tx: Tx,
  extension: Extension,
): Promise<{ isNew: boolean; lotId: number; minutes: number }> {
  const [row] = await tx.$queryRaw<{ is_new: boolean; lot_id: number; minutes: number }[]>`
    select is_new, lot_id, minutes from hours_extend_lot(${extension.clientId}::uuid, ${extension.key}, ${extension.lotId}::int, ${extension.expiresAt}, ${extension.reason}, ${extension.at}, ${extension.actor})`;
  if (!row) throw new Error(`The ledger gave no answer on ${extension.key}`);
  await askToLook(tx, extension.clientId);
  return { isNew: row.is_new, lotId: row.lot_id, minutes: row.minutes };
}

function answer(row: Row): Act {
  return { isNew: row.is_new, balanceMinutes: row.available_minutes - row.owed_minutes };
}
