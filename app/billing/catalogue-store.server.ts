import { findMsp } from "#app/platform/msp.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A block on offer; minutes, price per hour in minor units of its currency without VAT. */
export type Block = {
  id: string;
  clientId: string | null;
  minutes: number;
  pricePerHourMinor: number;
  currency: string;
  validMonths: number;
  position: number;
};

/** The currency of the blocks for everybody: the MSP's own. */
export async function findEverybodysCurrency(tx: Tx): Promise<string> {
  return (await findMsp(tx))?.currency ?? "EUR";
}

const columns = {
  id: true,
  clientId: true,
  minutes: true,
  pricePerHourMinor: true,
  currency: true,
  validMonths: true,
  position: true,
} as const;

/** The active blocks that somebody keeps: a client's own, or with null those for everybody. */
export function listOwnBlocks(tx: Tx, clientId: string | null): Promise<Block[]> {
  return tx.hourBlock.findMany({
    select: columns,
    where: { clientId, active: true },
    orderBy: [{ position: "asc" }, { minutes: "asc" }],
  });
}

/** What a client can buy: its own blocks if it has any, else those for everybody; only what is priced in its currency. */
export async function listBlocksFor(
  tx: Tx,
  { clientId, currency }: { clientId: string; currency: string },
): Promise<Block[]> {
  const blocks = await tx.hourBlock.findMany({
    select: columns,
    where: { OR: [{ clientId }, { clientId: null }], currency, active: true },
    orderBy: [{ position: "asc" }, { minutes: "asc" }],
  });
  const own = blocks.filter((block) => block.clientId === clientId);
  return own.length > 0 ? own : blocks;
}

/** The minutes of the smallest block that a client can buy, as listBlocksFor; null where nothing is on offer. */
export async function findSmallestBlock(tx: Tx, clientId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ minutes: number | null }[]>`
    select coalesce(min(b.minutes) filter (where b.client_id is not null), min(b.minutes)) as minutes
    from hour_block b join client_facts c on c.id = ${clientId}::uuid and c.currency = b.currency
    where b.active and (b.client_id is null or b.client_id = c.id)`;
  return row?.minutes ?? null;
}

/** Lets one change at a time into a catalogue: what follows reads what the change before it wrote. */
export async function lockCatalogue(tx: Tx, clientId: string | null): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('hour blocks of ' || ${clientId ?? "everybody"}, 0))::text as locked`;
}

/** One active block of a catalogue, locked; null when it is retired or another catalogue's. */
export async function lockBlock(tx: Tx, clientId: string | null, id: string): Promise<Block | null> {
  await tx.$queryRaw`select 1 as locked from hour_block where id = ${id}::uuid for no key update`;
  return tx.hourBlock.findFirst({ select: columns, where: { id, clientId, active: true } });
}

/** Takes a block off the offer; what was bought keeps its terms. */
export async function retireBlock(tx: Tx, id: string): Promise<void> {
  await tx.hourBlock.updateMany({ where: { id }, data: { active: false } });
}

/** Puts a block on offer. */
export async function appendBlock(tx: Tx, block: Omit<Block, "id">): Promise<Block> {
  return tx.hourBlock.create({ data: block, select: columns });
}

/** Gives a block its place in the list. */
export async function placeBlock(tx: Tx, id: string, position: number): Promise<void> {
  await tx.hourBlock.updateMany({ where: { id }, data: { position } });
}
