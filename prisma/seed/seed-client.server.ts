import type { StaffScope } from "#app/identity/scope.ts";
import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import type { WorkDetails } from "#app/hours/work-details.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { dayIn, instantAt } from "#app/platform/zone.server.ts";
import type { DemoClient, DemoEntry } from "#prisma/seed/demo-client.ts";
import type { BuiltClient } from "#test/builders/client.ts";
import { buildPurchase } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import type { BuiltUser } from "#test/builders/user.ts";
import type { WorkTypeKey } from "#test/builders/work-types.ts";

export type DemoPeople = {
  people: Record<string, BuiltUser>;
  engineer: StaffScope;
  workTypes: Record<WorkTypeKey, string>;
  vatNumber?: string;
};
type Happening = { at: Date; happen: () => Promise<unknown> };

/** Writes a client's demo data through the product's own verbs, each act at its own instant, in order. */
export async function seedClient(
  today: Date,
  client: BuiltClient,
  plan: DemoClient,
  people: DemoPeople,
): Promise<void> {
  const requests = new Map<string, string>();
  for (const [key, request] of Object.entries(plan.requests)) {
    const at = instantAt(client.zone, workday(client.zone, today, request.daysAgo), "08:05");
    const { title, description, state } = request;
    requests.set(
      key,
      await asOf(at, () =>
        buildRequest(client.clientId, {
          title,
          state,
          requesterId: personOf(people, request.by).userId,
          ...(description ? { description } : {}),
          ...(state === "new" ? {} : { assigneeId: people.engineer.userId }),
          ...(state === "done" ? { closedAt: doneAt(today, client.zone, key, plan) } : {}),
        }),
      ),
    );
  }
  const purchases = plan.purchases.map((purchase): Happening => ({
    at: instantAt(client.zone, workday(client.zone, today, purchase.daysAgo), "08:20"),
    happen: () =>
      buildPurchase(client.clientId, {
        buyerId: personOf(people, purchase.by).userId,
        minutes: purchase.minutes,
        pricePerHourMinor: purchase.pricePerHourMinor,
        zone: client.zone,
        paymentMethod: purchase.method,
        ...(purchase.vat === "standard"
          ? {}
          : {
              vatKind: purchase.vat,
              vatRateBp: 0,
              ...(people.vatNumber ? { vatNumber: people.vatNumber } : {}),
            }),
      }),
  }));
  const entries = plan.entries.map((entry): Happening => {
    const day = workday(client.zone, today, entry.daysAgo);
    const end = new Date(
      instantAt(client.zone, day, entry.start).getTime() + (entry.corrected?.from ?? entry.minutes) * 60_000,
    );
    return {
      at: end,
      happen: () => logEntry(end, entry, day, requests.get(entry.on) ?? "", client.clientId, people),
    };
  });
  for (const { at, happen } of [...purchases, ...entries].sort((a, b) => a.at.getTime() - b.at.getTime()))
    await asOf(at, happen);
}

async function logEntry(
  at: Date,
  entry: DemoEntry,
  workedOn: Day,
  requestId: string,
  clientId: string,
  people: DemoPeople,
): Promise<void> {
  const work: WorkDetails = {
    clientId,
    requestId,
    workedOn,
    start: entry.start,
    workedMinutes: entry.minutes,
    workTypeId: people.workTypes[entry.type],
    nature: entry.nature,
    note: entry.note,
    internalNote: entry.internalNote ?? "",
  };
  const { entryId } = await buildTimeEntry(people.engineer, {
    ...work,
    workedMinutes: entry.corrected?.from ?? entry.minutes,
  });
  const later = new Date(at.getTime() + 15 * 60_000);
  const { corrected, deleted } = entry;
  if (corrected)
    await asOf(later, () =>
      correctTimeEntry(people.engineer, { ...work, entryId, revision: 1, reason: corrected.reason }),
    );
  if (deleted)
    await asOf(later, () =>
      deleteTimeEntry(people.engineer, { clientId, entryId, revision: 1, reason: deleted }),
    );
}

/** A request is closed when its last piece of work was done. */
function doneAt(today: Date, zone: string, key: string, plan: DemoClient): Date {
  const last = plan.entries.filter((entry) => entry.on === key).at(-1);
  const request = plan.requests[key];
  return instantAt(
    zone,
    workday(zone, today, last?.daysAgo ?? Math.max(1, (request?.daysAgo ?? 2) - 1)),
    "17:00",
  );
}

/** That many days ago, or the Friday before a weekend: the order of days stays. */
function workday(zone: string, today: Date, daysAgo: number): Day {
  const day = addDays(dayIn(zone, today), -daysAgo);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day;
}

function personOf(people: DemoPeople, name: string): BuiltUser {
  const person = people.people[name];
  if (!person) throw new Error(`Nobody in the demo is called ${name}`);
  return person;
}
