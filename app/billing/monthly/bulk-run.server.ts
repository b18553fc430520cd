import { z } from "zod";

import { countMonths } from "#app/contracts/count-client.server.ts";
import { lastDayOf, type Month } from "#app/contracts/rules/month.ts";
import { listClientsToInvoice } from "#app/contracts/store/contract-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { askMonthInvoice, closeMonth } from "./ask-invoice.server.ts";
import { mostRunRows } from "#app/billing/rules/run-list.ts";
import { runRefusalWord } from "./words.ts";

/** A ticked row: a client and the total that was read of it, in minor units. */
const row = z
  .string()
  .regex(/^[0-9a-f-]{36}:-?\d{1,10}$/)
  .transform((text) => ({ clientId: text.slice(0, 36), seenMinor: Number(text.slice(37)) }));

/** Many months at once: rows ticked on the run, what went well and what didn't before in the same act. */
export const bulkForm = z.object({
  intent: z.enum(["close", "issue"]),
  id: z.array(row).max(mostRunRows).default([]),
  done: z.coerce.number().int().min(0).max(mostRunRows).default(0),
  failed: z.array(z.string().max(400)).max(mostRunRows).default([]),
});

/** How many months are closed, or issued by Stripe, while one page waits. */
const atOnce = { close: 25, issue: 8 };

/** How far an act on many months has come: what went well so far, what didn't and why, and the rows that are left. */
export type BulkAnswer = {
  intent: "close" | "issue";
  done: number;
  failed: string[];
  /** As a row's tick sends it. */
  rest: string[];
};

/**
 * Closes or issues the first of the months that were ticked, one client after another, each in its own transaction, and answers for each; what
 * is left is for the next call. A draft with something odd isn't closed here: somebody reads it first. Sent twice, each is done once.
 */
export async function actOnMany(
  scope: StaffScope,
  month: Month,
  { intent, id: rows, done, failed }: z.output<typeof bulkForm>,
): Promise<BulkAnswer> {
  const now = rows.slice(0, atOnce[intent]);
  const { names, odd } = await readInScope(scope, async (tx) => {
    const clients = await listClientsToInvoice(tx, lastDayOf(month));
    const countOf = await countMonths(
      tx,
      now.map(({ clientId }) => clientId),
      month,
    );
    const isOdd = (clientId: string): boolean => {
      const { closed, oddities } = countOf(clientId);
      return !closed && oddities.length > 0;
    };
    const asked = now.filter(({ clientId }) => clients.some((one) => one.clientId === clientId));
    return {
      names: new Map(clients.map(({ clientId, name }) => [clientId, name])),
      odd: new Set(asked.map(({ clientId }) => clientId).filter(isOdd)),
    };
  });
  const answer: BulkAnswer = { intent, done, failed: [...failed], rest: [] };
  for (const { clientId, seenMinor } of now) {
    const name = names.get(clientId);
    if (name === undefined) continue;
    const refused =
      intent === "close" && odd.has(clientId)
        ? m.monthly_bulk_odd()
        : await actOn(scope, intent, { clientId, month, seenMinor });
    if (refused === null) answer.done += 1;
    else answer.failed.push(`${name}: ${refused}`.slice(0, 400));
  }
  return {
    ...answer,
    rest: rows.slice(atOnce[intent]).map(({ clientId, seenMinor }) => `${clientId}:${String(seenMinor)}`),
  };
}

async function actOn(
  scope: StaffScope,
  intent: "close" | "issue",
  { clientId, month, seenMinor }: { clientId: string; month: Month; seenMinor: number },
): Promise<string | null> {
  const done =
    intent === "close"
      ? await closeMonth(scope, { clientId, month, seenMinor })
      : await askMonthInvoice(scope, { clientId, month });
  return done.ok ? null : runRefusalWord(done.refusal);
}
