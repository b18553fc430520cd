import { readHolidays, readWindows, weekdays, windowsText } from "#app/desk/rules/business-week.ts";
import {
  assignCalendar,
  listCalendarContracts,
  listCalendars,
  writeCalendar,
} from "#app/desk/store/calendar-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { isZone } from "#app/platform/zone.server.ts";
import { refuse, ok, type Result } from "#app/platform/result.ts";

/** A calendar as it is typed: the windows of each weekday, holidays one a line. */
export type TypedCalendar = {
  id: string;
  name: string;
  zone: string;
  days: Record<(typeof weekdays)[number], string>;
  holidays: string;
  contractIds: string[];
};

export type CalendarRefusal = "bad-day" | "bad-holiday" | "bad-zone" | "name-taken";

/** Saves business hours, and has the clocks of open requests counted anew by them. Refuses what can't be read. */
export async function saveCalendar(
  scope: StaffScope,
  typed: TypedCalendar,
): Promise<Result<null, CalendarRefusal>> {
  const days = weekdays.map((weekday) => ({ weekday, windows: readWindows(typed.days[weekday]) }));
  const holidays = readHolidays(typed.holidays);
  if (!isZone(typed.zone)) return refuse("bad-zone");
  if (!holidays.ok) return refuse("bad-holiday");
  const week = Object.fromEntries(
    days.flatMap(({ weekday, windows }) =>
      windows.ok && windows.value.length > 0 ? [[weekday, windows.value]] : [],
    ),
  );
  if (days.some(({ windows }) => !windows.ok)) return refuse("bad-day");
  const { id, name, zone } = typed;
  return inScope(scope, async (tx) => {
    const contracts = (await listCalendarContracts(tx)).filter((one) => typed.contractIds.includes(one.id));
    const isTaken = (await listCalendars(tx)).some((one) => one.name === name && one.id !== id);
    if (isTaken) return refuse("name-taken");
    await writeCalendar(tx, { id, name, zone, week, holidays: holidays.value });
    await assignCalendar(tx, id, contracts);
    await enqueue(tx, "desk.refresh-calendars", {}, { key: "refresh-calendars" });
    await appendAudit(tx, scope, { action: "calendar.changed", target: `calendar:${name}` });
    return ok(null);
  });
}

/** The calendar of an address as it is typed, with the contracts to choose from; `new` is one with nothing in it. */
export function getCalendarPage(scope: StaffScope, id: string, newId: string) {
  return readInScope(scope, async (tx) => {
    const calendars = await listCalendars(tx);
    const found = id === "new" ? null : calendars.find((one) => one.id === id);
    const [first] = calendars;
    if (found === undefined) return notFound();
    return {
      isDefault: found?.isDefault ?? false,
      contracts: await listCalendarContracts(tx),
      typed: {
        id: found?.id ?? newId,
        name: found?.name ?? "",
        zone: found?.zone ?? first?.zone ?? "",
        holidays: (found ?? first)?.holidays.map(({ on, name }) => `${on} ${name}`).join("\n") ?? "",
        contractIds: found?.contractIds ?? [],
        ...Object.fromEntries(
          weekdays.map((weekday) => [`day${weekday}`, windowsText(found?.week[weekday])]),
        ),
      },
    };
  });
}

/** The calendars by name, for the list. */
export function getCalendarList(scope: StaffScope) {
  return readInScope(scope, async (tx) =>
    (await listCalendars(tx)).map(({ id, name, zone, isDefault }) => ({ id, name, zone, isDefault })),
  );
}
