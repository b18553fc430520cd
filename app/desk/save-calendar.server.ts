import {
  readHolidays,
  readWindows,
  weekdays,
  windowsText,
  type Holiday,
} from "#app/desk/rules/business-week.ts";
import { isRegion, listRegions, publicHolidays } from "#app/desk/sla/public-holidays.server.ts";
import {
  addHolidays,
  assignCalendar,
  findOwnPlace,
  listCalendarContracts,
  listCalendars,
  writeCalendar,
  type Calendar,
} from "#app/desk/store/calendar-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asSystem, inScope, readInScope } from "#app/platform/db.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn, isZone } from "#app/platform/zone.server.ts";
import { refuse, ok, type Result } from "#app/platform/result.ts";

/** A calendar as it is typed: the windows of each weekday, holidays one a line. */
export type TypedCalendar = {
  id: string;
  name: string;
  zone: string;
  days: Record<(typeof weekdays)[number], string>;
  /** The country or state whose public holidays it has; empty for none. */
  region: string;
  holidays: string;
  /** How many minutes of business time before a promised time ends its engineer is warned. */
  warnMinutes: number;
  contractIds: string[];
};

export type CalendarRefusal = "bad-day" | "bad-holiday" | "bad-region" | "bad-zone" | "name-taken";

/**
 * Saves business hours, and has the clocks of open requests counted anew by them. A region that is newly chosen adds its public holidays of this
 * year and the next. Refuses what can't be read.
 */
export async function saveCalendar(
  scope: StaffScope,
  typed: TypedCalendar,
): Promise<Result<null, CalendarRefusal>> {
  const days = weekdays.map((weekday) => ({ weekday, windows: readWindows(typed.days[weekday]) }));
  const holidays = readHolidays(typed.holidays);
  if (!isZone(typed.zone)) return refuse("bad-zone");
  if (!holidays.ok) return refuse("bad-holiday");
  if (typed.region !== "" && !(await isRegion(typed.region))) return refuse("bad-region");
  const week = Object.fromEntries(
    days.flatMap(({ weekday, windows }) =>
      windows.ok && windows.value.length > 0 ? [[weekday, windows.value]] : [],
    ),
  );
  if (days.some(({ windows }) => !windows.ok)) return refuse("bad-day");
  const { id, name, zone } = typed;
  // Read before the transaction: the tables of holidays come from a file.
  const year = Number(dayIn(zone, now()).slice(0, 4));
  const ofRegion = typed.region === "" ? [] : await publicHolidaysOf(typed.region, [year, year + 1]);
  return inScope(scope, async (tx) => {
    const contracts = (await listCalendarContracts(tx)).filter((one) => typed.contractIds.includes(one.id));
    const calendars = await listCalendars(tx);
    if (calendars.some((one) => one.name === name && one.id !== id)) return refuse("name-taken");
    const before = calendars.find((one) => one.id === id);
    await writeCalendar(tx, {
      id,
      name,
      zone,
      week,
      warnMinutes: typed.warnMinutes,
      ...withRegion(typed.region, before, { typed: holidays.value, ofRegion, until: year + 1 }),
    });
    await assignCalendar(tx, id, contracts);
    await enqueue(tx, "desk.refresh-calendars", {}, { key: "refresh-calendars" });
    await appendAudit(tx, scope, { action: "calendar.changed", target: `calendar:${name}` });
    return ok(null);
  });
}

async function publicHolidaysOf(region: string, years: readonly number[]): Promise<Holiday[]> {
  return (await Promise.all(years.map((year) => publicHolidays(region, year)))).flat();
}

/** The typed holidays, with those of a region that the calendar did not have yet. */
function withRegion(
  region: string,
  before: Calendar | undefined,
  { typed, ofRegion, until }: { typed: Holiday[]; ofRegion: readonly Holiday[]; until: number },
): Pick<Calendar, "region" | "holidaysUntil" | "holidays"> {
  if (region === "") return { region: null, holidaysUntil: null, holidays: typed };
  if (before?.region === region) return { region, holidaysUntil: before.holidaysUntil, holidays: typed };
  const added = ofRegion.filter(({ on }) => !typed.some((one) => one.on === on));
  return { region, holidaysUntil: until, holidays: [...typed, ...added] };
}

/** Adds next year's public holidays to each calendar of a region that does not have them yet. */
export async function addNextHolidays(): Promise<void> {
  await asSystem(async (tx) => {
    const year = now().getUTCFullYear() + 1;
    const due = (await listCalendars(tx)).filter(
      ({ region, holidaysUntil }) => region !== null && (holidaysUntil ?? 0) < year,
    );
    const own = await findOwnPlace(tx);
    for (const { id, name, region } of due) {
      const holidays = await withLocale(own?.locale ?? "en", () => publicHolidays(region ?? "", year));
      await addHolidays(tx, { id, year, holidays });
      await appendAudit(tx, "system", { action: "calendar.changed", target: `calendar:${name}` });
    }
    if (due.length > 0) await enqueue(tx, "desk.refresh-calendars", {}, { key: "refresh-calendars" });
  });
}

/** The calendar of an address as it is typed, with the contracts to choose from; `new` is one with nothing in it. */
export async function getCalendarPage(scope: StaffScope, id: string, newId: string) {
  const regions = await listRegions();
  return readInScope(scope, async (tx) => {
    const calendars = await listCalendars(tx);
    const found = id === "new" ? null : calendars.find((one) => one.id === id);
    const [first] = calendars;
    if (found === undefined) return notFound();
    const country = (await findOwnPlace(tx))?.country ?? "";
    return {
      regions,
      isDefault: found?.isDefault ?? false,
      contracts: await listCalendarContracts(tx),
      typed: {
        id: found?.id ?? newId,
        name: found?.name ?? "",
        zone: found?.zone ?? first?.zone ?? "",
        // Proposed for a new calendar alone: somebody may have chosen none for this one.
        region: found ? (found.region ?? "") : (await isRegion(country)) ? country : "",
        holidays: (found ?? first)?.holidays.map(({ on, name }) => `${on} ${name}`).join("\n") ?? "",
        warnMinutes: String((found ?? first)?.warnMinutes ?? 60),
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
