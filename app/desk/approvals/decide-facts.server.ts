import type { DecideFacts, OpenStep } from "#app/desk/rules/approval.ts";
import { amountOf, type Quote } from "#app/desk/rules/quote.ts";
import { listApprovers, listStandIns, type StepRow } from "#app/desk/store/approval-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { startOfMonth } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

/** Reads what decides who may decide on a request now. */
export async function readDecideFacts(
  tx: Tx,
  client: { id: string; zone: ZoneText },
  { quote, requesterId }: { quote: Quote; requesterId: string | null },
): Promise<DecideFacts> {
  const today = dayIn(client.zone, now());
  return {
    requesterId,
    today,
    amountMinor: amountOf(quote),
    standIns: await listStandIns(tx, client.id),
    colleagues: await listApprovers(tx, client.id, startOfDay(client.zone, startOfMonth(today))),
  };
}

/** A step as the rules read it. */
export function openStepOf({ group, approvers, decisions }: StepRow): OpenStep {
  return { group, userIds: approvers.map(({ userId }) => userId), given: decisions };
}
