import { recordJob } from "#app/contracts/record-job.server.ts";
import { recordDevice } from "#app/people/change-holdings.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { instantAt } from "#app/platform/zone.server.ts";
import type { MoreClient, MoreDevice } from "#prisma/seed/more-client.ts";
import type { staffScope } from "#test/builders/time-entry.ts";

/** Records a client's devices, each on the day it came; `on` is the demo's present day. */
export async function seedDevices(
  scope: ReturnType<typeof staffScope>,
  { clientId, zone }: { clientId: string; zone: string },
  devices: readonly MoreDevice[],
  on: Day,
): Promise<void> {
  const people = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select id::text from employee where client_id = ${clientId}::uuid and left_on is null order by name, id`,
  );
  for (const { daysAgo, warrantyEndedDaysAgo, onStandard, inScope, holder, ...device } of devices) {
    const startsOn = addDays(on, -daysAgo);
    const recorded = await asOf(instantAt(zone, startsOn, "09:00"), () =>
      recordDevice(
        scope,
        clientId,
        {
          ...device,
          id: crypto.randomUUID(),
          warrantyUntil: addDays(on, -warrantyEndedDaysAgo),
          startsOn,
        },
        { inScope, onStandard, employeeId: holder === null ? null : (people[holder]?.id ?? null) },
      ),
    );
    if (!recorded.ok) throw new Error(`The demo's device ${device.name} is refused: ${recorded.refusal}`);
  }
}

/** Records a job of a fixed price that was done at a client; `today` is the demo's present, `on` its day there. */
export async function seedJob(
  scope: ReturnType<typeof staffScope>,
  clientId: string,
  { lineKey, daysAgo, note }: NonNullable<NonNullable<MoreClient["contract"]>["job"]>,
  today: Date,
  on: Day,
): Promise<void> {
  const job = { id: crypto.randomUUID(), lineKey, doneOn: addDays(on, -daysAgo), note };
  const recorded = await asOf(today, () => recordJob(scope, clientId, job));
  if (!recorded.ok) throw new Error(`The demo's job is refused: ${recorded.refusal}`);
}
