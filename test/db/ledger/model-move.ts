import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { expect } from "vitest";

import { attempt, command, look } from "#test/db/ledger/model.ts";
import { moveIn } from "#test/db/ledger/moving.ts";
import type { Lot, Oracle } from "#test/db/ledger/oracle.ts";

/** Moves minutes with their share of what is deferred for their lots; false when there are fewer. */
function moveBetween(from: Oracle, to: Oracle, minutes: number, now: number): boolean {
  if (from.available(now) < minutes) return false;
  from.expire(now);
  to.expire(now);
  let rest = minutes;
  for (const lot of from.open(now)) {
    const part = Math.min(rest, lot.left);
    if (part === 0) break;
    const value = valueOf(from, lot, part);
    lot.left -= part;
    lot.reversed += part;
    lot.away += value;
    to.addLot(part, value, lot.priority, lot.until, now, null).moved = true;
    rest -= part;
  }
  to.settle(now);
  return true;
}

function valueOf(oracle: Oracle, lot: Lot, part: number): number {
  let root = lot;
  while (root.parent) root = root.parent;
  const { kept, value, left, lost } = oracle.standing(root);
  const unearned = Math.max(kept - value, 0);
  const expired = (of: number, among: number): number => (among === 0 ? 0 : Math.floor((of * lost) / among));
  const piece = Math.floor((unearned * part) / (left + lost));
  return expired(unearned - piece, left + lost - part) > expired(unearned, left + lost) ? piece + 1 : piece;
}

/** Hours go to a partner's account and come from it. */
export const moveCommands = [
  fc.record({ away: fc.boolean(), minutes: fc.integer({ min: 1, max: 300 }) }).map(({ away, minutes }) =>
    command(`move(${minutes} min ${away ? "to" : "from"} the partner)`, async (model, real) => {
      const [from, to] = away ? [real.clientId, real.partnerId] : [real.partnerId, real.clientId];
      const key = randomUUID();
      const act = async (): Promise<boolean> =>
        (await moveIn(real.tx, { from, to, minutes, key, now: new Date(model.now) })).is_new;
      const moved = away
        ? moveBetween(model.oracle, model.partner, minutes, model.now)
        : moveBetween(model.partner, model.oracle, minutes, model.now);
      expect(await attempt(real, act)).toBe(moved ? "ok" : "TG006");
      if (!moved) return;
      real.replays.push(act);
      look(model);
    }),
  ),
];
