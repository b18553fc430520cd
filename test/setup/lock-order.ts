import pg from "pg";
import { afterEach, expect } from "vitest";

const advisory = (text: string): RegExp => new RegExp(`pg_advisory_xact_lock\\(hashtextextended\\('${text}`);

/** The lock order of docs/architecture.md: what a statement that takes each lock looks like. */
export const lockOrder: readonly (readonly [lock: string, statement: RegExp])[] = [
  ["first run", advisory("first run'")],
  ["MSP settings", /\bfrom msp\b[^;]*\bfor no key update/],
  ["client", /\bfrom client\b[^;]*\bfor no key update/],
  ["proposal", /\bfrom proposal\b[^;]*\bfor no key update/],
  ["month's invoice", /\bfrom month_invoice\b[^;]*\bfor (no key )?update/],
  ["time entry", /\bfrom (time_entry|time_approval|entry_query)\b[^;]*\bfor update/],
  ["request", /\bfrom request\b[^;]*\bfor update/],
  ["work type", advisory("work type '")],
  ["hour blocks", advisory("hour blocks of '")],
  ["hour block", /\bfrom hour_block\b[^;]*\bfor no key update/],
  ["catalogue item", /\bfrom catalogue_item\b[^;]*\bfor update/],
  ["own terms", advisory("own terms'")],
  ["invitations of an address", advisory("invitation of '")],
  ["invitation", /\bfrom invitation\b[^;]*\bfor update/],
  ["membership", /\bfrom membership\b[^;]*\bfor update/],
  ["order", /\bfrom block_order\b[^;]*\bfor no key update/],
  ["agreement template", advisory("agreement template '")],
  ["agreement subject", advisory("agreement '")],
  ["agreement", /\bfrom agreement\b[^;]*\bfor no key update/],
  ["seal", advisory("seal certificate'")],
  [
    "hour account",
    /\b(hours_(lock_account|number_payment_read|overage|adjust|configure|configure_topup|credit|expire_due|extend_lot|move|set_time|sync_payment)|topup_(claim|evaluate|price|set_state|resume|suspend))\s*\(/,
  ],
];

/** The places in the lock order of the locks that one statement takes. */
export function locksOf(statement: string): number[] {
  const text = statement.toLowerCase().replace(/\s+/g, " ");
  return lockOrder.flatMap(([, pattern], place) => (pattern.test(text) ? [place] : []));
}

/** The place of a lock that a transaction takes too late, after one that comes behind it; -1 where the order holds. */
export function tooLate(held: ReadonlySet<number>, statement: string): number {
  const last = Math.max(-1, ...held);
  return locksOf(statement).find((place) => place < last && !held.has(place)) ?? -1;
}

const violations: string[] = [];

/** Watches each connection of this process: a transaction that takes a lock out of order fails its test. */
function watchLocks(): void {
  const held = new WeakMap<object, Set<number>>();
  const query: unknown = Reflect.get(pg.Client.prototype, "query");
  if (typeof query !== "function") throw new Error("The client of PostgreSQL has no query to watch");
  Object.defineProperty(pg.Client.prototype, "query", {
    configurable: true,
    writable: true,
    value: function (this: object, ...words: unknown[]): unknown {
      const text = textOf(words[0]);
      if (/^\s*(begin|commit|rollback(?! to))\b/i.test(text)) held.delete(this);
      else see(this, text);
      return Reflect.apply(query, this, words);
    },
  });
  const see = (connection: object, text: string): void => {
    const locks = held.get(connection) ?? new Set<number>();
    const late = tooLate(locks, text);
    if (late >= 0) violations.push(`${lockOrder[late]?.[0]} after ${nameOf(Math.max(...locks))}: ${text}`);
    for (const lock of locksOf(text)) held.set(connection, locks.add(lock));
  };
}

function nameOf(place: number): string {
  return lockOrder[place]?.[0] ?? "";
}

function textOf(words: unknown): string {
  if (typeof words === "string") return words;
  const text: unknown = typeof words === "object" && words !== null ? Reflect.get(words, "text") : "";
  return typeof text === "string" ? text : "";
}

watchLocks();

afterEach(() => {
  expect(violations.splice(0), "locks taken out of the order of docs/architecture.md").toEqual([]);
});
