import { z } from "zod";

import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { amountField, quantityField } from "#app/platform/typed/fields.ts";

import { findClient } from "#app/clients/client-store.server.ts";

import {
  appendBlock,
  findEverybodysCurrency,
  listOwnBlocks,
  lockBlock,
  lockCatalogue,
  placeBlock,
  retireBlock,
  type Block,
} from "./catalogue-store.server.ts";
import { highestPriceMinor, priceLimits } from "./rules/price-limits.ts";

/** What an owner may set for a block: 1 to 500 hours, a price per hour within the limits of its currency, valid 1 to 60 months. */
export const blockFields = z.object({
  hours: quantityField({ least: 1, most: 500 }),
  pricePerHourMinor: amountField({
    least: 1,
    most: highestPriceMinor,
    wrong: m.billing_staff_block_price_wrong,
  }),
  validMonths: quantityField({ least: 1, most: 60 }),
});
export type BlockFields = z.output<typeof blockFields>;

export type CatalogueRefusal = "same-size" | "block-gone" | "too-many" | "price-range";
const mostBlocks = 12;

type Place = { scope: StaffScope; clientId: string | null };

type Terms = Pick<Block, "minutes" | "pricePerHourMinor" | "validMonths">;

function terms(fields: BlockFields): Terms {
  return {
    minutes: fields.hours * 60,
    pricePerHourMinor: fields.pricePerHourMinor,
    validMonths: fields.validMonths,
  };
}

async function note(
  tx: Tx,
  { scope, clientId }: { scope: AuditActor; clientId: string | null },
  action: AuditAction,
  block: Block,
): Promise<void> {
  const { minutes, pricePerHourMinor, validMonths } = block;
  await appendAudit(tx, scope, {
    action,
    target: `hour-block:${block.id}`,
    clientId,
    detail: { minutes, pricePerHourMinor, validMonths },
  });
}

/** The currency of a catalogue, and whether a price is within its limits. */
async function currencyFor(
  tx: Tx,
  { clientId }: Place,
  { pricePerHourMinor }: BlockFields,
): Promise<Result<string, "price-range">> {
  const client = clientId ? await findClient(tx, clientId) : null;
  const currency = client?.currency ?? (await findEverybodysCurrency(tx));
  const { leastMinor, mostMinor } = priceLimits(currency);
  return pricePerHourMinor >= leastMinor && pricePerHourMinor <= mostMinor
    ? ok(currency)
    : refuse("price-range");
}

/** Puts a new block on offer, for everybody or for one client; one size is offered once. */
export function addBlock(place: Place, fields: BlockFields): Promise<Result<Block, CatalogueRefusal>> {
  return inScope(place.scope, async (tx) => {
    await lockCatalogue(tx, place.clientId);
    const blocks = await listOwnBlocks(tx, place.clientId);
    const wanted = terms(fields);
    if (blocks.length >= mostBlocks) return refuse("too-many");
    if (blocks.some((block) => block.minutes === wanted.minutes)) return refuse("same-size");
    const currency = await currencyFor(tx, place, fields);
    if (!currency.ok) return currency;
    const block = await appendBlock(tx, {
      ...wanted,
      currency: currency.value,
      clientId: place.clientId,
      position: blocks.length,
    });
    await note(tx, place, "hour-block.added", block);
    return ok(block);
  });
}

/** Changes a block: the old one retires with its terms, a new one takes its place. */
export function changeBlock(
  place: Place,
  blockId: string,
  fields: BlockFields,
): Promise<Result<Block, CatalogueRefusal>> {
  return inScope(place.scope, async (tx) => {
    await lockCatalogue(tx, place.clientId);
    const old = await lockBlock(tx, place.clientId, blockId);
    if (!old) return refuse("block-gone");
    const wanted = terms(fields);
    const others = (await listOwnBlocks(tx, place.clientId)).filter((block) => block.id !== old.id);
    if (others.some((block) => block.minutes === wanted.minutes)) return refuse("same-size");
    const currency = await currencyFor(tx, place, fields);
    if (!currency.ok) return currency;
    await retireBlock(tx, old.id);
    const block = await appendBlock(tx, {
      ...wanted,
      currency: currency.value,
      clientId: place.clientId,
      position: old.position,
    });
    await note(tx, place, "hour-block.changed", block);
    return ok(block);
  });
}

/** Takes a block off the offer. */
export function endBlock(place: Place, blockId: string): Promise<Result<Block, CatalogueRefusal>> {
  return inScope(place.scope, async (tx) => {
    await lockCatalogue(tx, place.clientId);
    const block = await lockBlock(tx, place.clientId, blockId);
    if (!block) return refuse("block-gone");
    await retireBlock(tx, block.id);
    await note(tx, place, "hour-block.retired", block);
    return ok(block);
  });
}

/** Moves a block one place up in the list. */
export function raiseBlock(place: Place, blockId: string): Promise<Result<Block, CatalogueRefusal>> {
  return inScope(place.scope, async (tx) => {
    await lockCatalogue(tx, place.clientId);
    const block = await lockBlock(tx, place.clientId, blockId);
    if (!block) return refuse("block-gone");
    const ids = (await listOwnBlocks(tx, place.clientId)).map((one) => one.id);
    const at = ids.indexOf(block.id);
    if (at > 0) ids.splice(at - 1, 2, block.id, ids[at - 1] ?? block.id);
    for (const [position, id] of ids.entries()) await placeBlock(tx, id, position);
    await note(tx, place, "hour-block.moved", block);
    return ok(block);
  });
}

/**
 * Makes the offer to everybody hold these blocks and no others, in the caller's transaction; a block that is there with the same terms stays. For the
 * first run; safe to repeat. Of one size the first counts.
 */
export async function setCatalogueInside(tx: Tx, actor: AuditActor, wanted: BlockFields[]): Promise<void> {
  const place = { scope: actor, clientId: null };
  await lockCatalogue(tx, null);
  const offered = await listOwnBlocks(tx, null);
  const currency = await findEverybodysCurrency(tx);
  const sizes = [
    ...new Map(
      wanted
        .map(terms)
        .reverse()
        .map((one) => [one.minutes, one]),
    ).values(),
  ].reverse();
  const same = (one: Terms, other: Terms): boolean =>
    one.minutes === other.minutes &&
    one.pricePerHourMinor === other.pricePerHourMinor &&
    one.validMonths === other.validMonths;
  for (const block of offered.filter((one) => !sizes.some((size) => same(size, one)))) {
    await retireBlock(tx, block.id);
    await note(tx, place, "hour-block.retired", block);
  }
  for (const [position, size] of sizes.entries()) {
    if (offered.some((one) => same(one, size))) continue;
    const block = await appendBlock(tx, { ...size, currency, clientId: null, position });
    await note(tx, place, "hour-block.added", block);
  }
}
