import { creditHours } from "#app/hours/ledger.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";

import { dueGrants, settingFor, type GrantSetting } from "#app/hours/rules/monthly-grant.ts";
import {
  appendMonthlyHours,
  endMonthlyGrant,
  isSameMonthlyHours,
  listClientsWithGrants,
  listMonthlySettings,
  type MonthlyHours,
  type MonthlySetting,
  monthsGiven,
} from "#app/hours/store/monthly-hours.server.ts";
import { findStanding } from "#app/hours/store/standing.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, type Day, startOfMonth } from "#app/platform/day.ts";
import { asSystem, inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { zoneAt } from "#app/platform/zone-text.ts";
import { startOfDay } from "#app/platform/zone.server.ts";

export type SetMonthlyRefusal = "month-passed" | "stale";
export type MonthlyPage = {
  name: string;
  zone: string;
  months: Day[];
  inForce: GrantSetting | null;
  settings: MonthlySetting[];
};

/** The page on the hours that a client gets each month: the setting in force, and all that were made, the latest first. */
export function getMonthlyPage(scope: StaffScope, clientId: string): Promise<MonthlyPage> {
  return readInScope(scope, async (tx) => {
    const { name, zone, today } = await findStanding(tx, clientId, now());
    const settings = await listMonthlySettings(tx, clientId);
    const month = startOfMonth(today);
    return {
      name,
      zone,
      months: [month, addMonths(month, 1)],
      inForce: settingFor(settings, month),
      settings: settings.reverse(),
    };
  });
}

/** Sets the hours that a client gets each month, from this month or the next; earlier settings stay on record. */
export function setMonthlyHours(
  scope: StaffScope,
  wanted: MonthlyHours,
): Promise<Result<null, SetMonthlyRefusal>> {
  return inScope(scope, async (tx) => {
    const { clientId, key, minutes, rolloverMonths, fromMonth } = wanted;
    if (!(await lockClient(tx, clientId))) return refuse("stale");
    const { today } = await findStanding(tx, clientId, now());
    if (fromMonth < startOfMonth(today)) return refuse("month-passed");
    const written = await appendMonthlyHours(tx, {
      clientId,
      key,
      minutes,
      rolloverMonths,
      fromMonth,
      userId: scope.userId,
    });
    if (written === 0) return (await isSameMonthlyHours(tx, wanted)) ? ok(null) : refuse("stale");
    await enqueue(tx, "hours.grant-month", { clientId }, { key: `grant-month:${clientId}` });
    await appendAudit(tx, scope, {
      action: "hours.monthly-set",
      target: `client:${clientId}`,
      clientId,
      detail: { minutes, rolloverMonths, fromMonth },
    });
    return ok(null);
  });
}

/** Ends a client's monthly hours from the month after today's, once a key; nothing where none are given. */
export async function endMonthlyHours(
  tx: Tx,
  { clientId, key, by, today }: { clientId: string; key: string; by: string; today: Day },
): Promise<void> {
  const fromMonth = addMonths(startOfMonth(today), 1);
  const ahead = settingFor(await listMonthlySettings(tx, clientId), fromMonth);
  if (!ahead || ahead.minutes === 0) return;
  await endMonthlyGrant(tx, { clientId, key, rolloverMonths: ahead.rolloverMonths, fromMonth, by });
}

/** Gives every client its monthly hours that are due, missed months too: once a client and month, from the start of the month in the client's zone. */
async function grantMonths(): Promise<void> {
  await eachInTurn(await asSystem((tx) => listClientsWithGrants(tx)), ({ id }) => grantMonth(id), {
    says: "a month's hours could not be given",
    facts: ({ id }) => ({ client: id }),
  });
}

/** The job of one client, or of all where none is named. */
export function grantMonthJob({ clientId }: { clientId?: string | undefined }): Promise<void> {
  return clientId === undefined ? grantMonths() : grantMonth(clientId);
}

/** Gives one client its monthly hours that are due. */
function grantMonth(clientId: string): Promise<void> {
  return asSystem(async (tx) => {
    if (!(await lockClient(tx, clientId))) return;
    const at = now();
    const { zone, today, currency, frozenAt } = await findStanding(tx, clientId, at);
    if (frozenAt !== null) return;
    const settings = await listMonthlySettings(tx, clientId);
    for (const { month, minutes, expiresOn } of dueGrants(settings, await monthsGiven(tx, clientId), today)) {
      const act = await creditHours(tx, {
        clientId,
        source: "grant",
        minutes,
        priceMinor: 0,
        currency,
        expiresAt: startOfDay(zoneAt(zone, at), expiresOn),
        at,
        actor: "system",
        reason: null,
        key: `month:${month}`,
      });
      if (act.isNew)
        await appendAudit(tx, "system", {
          action: "hours.month-given",
          target: `client:${clientId}`,
          clientId,
          detail: { month: month.slice(0, 7), minutes, lot: act.lotId },
        });
    }
  });
}
