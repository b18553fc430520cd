import { asSystem } from "#app/platform/db.server.ts";

/** A statement added up from the raw tables without the product's code. */
export type IndependentSum = {
  opening: number;
  closing: number;
  bought: number;
  boughtMinor: number;
  used: number;
  usedMinor: number;
  expired: number;
  head: { seq: number; hash: string } | null;
  /** Number, change, value (minor units: what was bought, or below zero what was used) and balance of each act that is no setting. */
  lines: [number, number, number, number][];
};

type Op = {
  seq: number;
  kind: string;
  subject: string | null;
  minutes: number | null;
  recorded_at: Date;
  hash: string;
};
type Move = {
  seq: number;
  src: string;
  dst: string;
  minutes: number;
  value_minor: number;
  lot_id: number | null;
};
type Lot = { id: number; opened_seq: number; price_minor: number; minutes: number; source: string };

/** Walks a client's whole journal, keeping each block's rest and all debts in plain maps, and sorts acts into the period by their local day. */
export async function sumIndependently(
  clientId: string,
  zone: string,
  from: string | null,
  until: string,
): Promise<IndependentSum> {
  const { ops, moves, lots } = await asSystem(async (tx) => ({
    ops: await tx.$queryRaw<
      Op[]
    >`select seq, kind::text, subject, minutes, recorded_at, encode(hash, 'hex') as hash from hour_op where client_id = ${clientId}::uuid order by seq`,
    moves: await tx.$queryRaw<
      Move[]
    >`select seq, src::text, dst::text, minutes, value_minor, lot_id from hour_transfer where client_id = ${clientId}::uuid order by seq, line`,
    lots: await tx.$queryRaw<
      Lot[]
    >`select id, opened_seq, price_minor, minutes, source::text from hour_lot where client_id = ${clientId}::uuid`,
  }));
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
  const sum: IndependentSum = {
    opening: 0,
    closing: 0,
    bought: 0,
    boughtMinor: 0,
    used: 0,
    usedMinor: 0,
    expired: 0,
    head: null,
    lines: [],
  };
  const rest = new Map<number, number>();
  const said = new Map<string, number>();
  let owed = 0;
  for (const op of ops) {
    const day = local.format(op.recorded_at);
    const before = balance(rest, owed);
    const own = moves.filter((move) => move.seq === op.seq);
    for (const { src, dst, minutes, lot_id } of own) {
      if (src === "lot") rest.set(lot_id ?? 0, (rest.get(lot_id ?? 0) ?? 0) - minutes);
      if (dst === "lot") rest.set(lot_id ?? 0, (rest.get(lot_id ?? 0) ?? 0) + minutes);
      owed += src === "debt" ? minutes : dst === "debt" ? -minutes : 0;
    }
    const after = balance(rest, owed);
    const billedBefore = said.get(op.subject ?? "") ?? 0;
    if (op.kind === "time") said.set(op.subject ?? "", op.minutes ?? 0);
    if (from !== null && day < from) sum.opening = after;
    if (day <= until) {
      sum.closing = after;
      sum.head = { seq: op.seq, hash: op.hash };
    }
    if ((from !== null && day < from) || day > until) continue;
    if (op.kind === "time") sum.used += (op.minutes ?? 0) - billedBefore;
    if (op.kind === "expire") sum.expired += op.minutes ?? 0;
    for (const move of own) sum.usedMinor += move.value_minor;
    const bought = lots.filter((one) => one.opened_seq === op.seq && one.source === "purchase");
    const price = bought.reduce((total, lot) => total + lot.price_minor, 0);
    sum.bought += bought.reduce((total, lot) => total + lot.minutes, 0);
    sum.boughtMinor += price;
    const used = own.reduce((total, move) => total + move.value_minor, 0);
    if (op.kind !== "configure")
      sum.lines.push([op.seq, after - before, bought.length > 0 ? price : 0 - used, after]);
  }
  return sum;
}

const balance = (rest: Map<number, number>, owed: number): number =>
  [...rest.values()].reduce((total, minutes) => total + minutes, -owed);
