import { z } from "zod";

import type { Holiday } from "#app/desk/rules/business-week.ts";
import { weekSchema, type Week } from "#app/desk/sla/business-hours.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

const stored = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  week: weekSchema,
  isDefault: z.boolean(),
  region: z.string().nullable(),
  holidaysUntil: z.number().nullable(),
  warnMinutes: z.number(),
  holidays: z.array(z.object({ on: z.string().transform(day), name: z.string() })),
  contractIds: z.array(z.string()),
});
/** A calendar of business hours, with the contracts that have it instead of the default one. */
export type Calendar = z.output<typeof stored>;

/** The calendars, the default one first. One query. */
export async function listCalendars(tx: Tx): Promise<Calendar[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select k.id::text, k.name, k.zone, k.week, k.is_default as "isDefault", k.region, k.holidays_until as "holidaysUntil", k.warn_minutes as "warnMinutes",
      coalesce((select jsonb_agg(jsonb_build_object('on', h."on"::text, 'name', h.name) order by h."on") from sla_holiday h where h.calendar_id = k.id), '[]') as holidays,
      coalesce((select array_agg(s.contract_id::text) from sla_contract_calendar s where s.calendar_id = k.id), '{}') as "contractIds"
    from sla_calendar k order by not k.is_default, k.name`;
  return z.array(stored).parse(rows);
}

/** The public holidays of the default calendar from a day on. One query. */
export async function listClosedDays(tx: Tx, from: Day): Promise<Day[]> {
  const rows = await tx.$queryRaw<{ on: string }[]>`
    select h."on"::text as "on" from sla_holiday h join sla_calendar k on k.id = h.calendar_id
    where k.is_default and h."on" >= ${from}::date`;
  return rows.map(({ on }) => day(on));
}

/** A contract that a calendar may be of. */
export type CalendarContract = { clientId: string; id: string; name: string; clientName: string };

/** The contracts by client. One query. */
export function listCalendarContracts(tx: Tx): Promise<CalendarContract[]> {
  return tx.$queryRaw<CalendarContract[]>`
    select k.client_id::text as "clientId", k.id::text, k.name, c.name as "clientName" from contract_facts k join client_facts c on c.id = k.client_id
    where c.ended_at is null order by c.name, k.name, k.id`;
}

/** Writes a calendar with its holidays, a new one under its id or another text of it; throws P2002 where another has its name. */
export async function writeCalendar(
  tx: Tx,
  {
    id,
    name,
    zone,
    week,
    holidays,
    region,
    holidaysUntil,
    warnMinutes,
  }: Omit<Calendar, "isDefault" | "contractIds" | "week" | "holidays"> & { week: Week; holidays: Holiday[] },
): Promise<void> {
  await tx.slaCalendar.upsert({
    where: { id },
    create: { id, name, zone, week, region, holidaysUntil, warnMinutes },
    update: { name, zone, week, region, holidaysUntil, warnMinutes },
  });
  await tx.slaHoliday.deleteMany({ where: { calendarId: id } });
  await tx.slaHoliday.createMany({
    data: holidays.map((holiday) => ({ calendarId: id, on: new Date(holiday.on), name: holiday.name })),
  });
}

/** Adds the holidays of another year to a calendar; a day that it has already keeps its name. */
export async function addHolidays(
  tx: Tx,
  { id, year, holidays }: { id: string; year: number; holidays: Holiday[] },
): Promise<void> {
  await tx.slaHoliday.createMany({
    data: holidays.map((holiday) => ({ calendarId: id, on: new Date(holiday.on), name: holiday.name })),
    skipDuplicates: true,
  });
  await tx.slaCalendar.update({ where: { id }, data: { holidaysUntil: year } });
}

/** The MSP's country, two letters, and its language. One query. */
export async function findOwnPlace(tx: Tx): Promise<{ country: string; locale: Locale } | undefined> {
  const [row] = await tx.$queryRaw<{ country: string; locale: Locale }[]>`
    select country, locale from msp_facts`;
  return row;
}

/** Gives a calendar to these contracts, and to no others; one that another calendar had changes over. */
export async function assignCalendar(
  tx: Tx,
  calendarId: string,
  contracts: readonly { clientId: string; id: string }[],
): Promise<void> {
  const contractIds = contracts.map(({ id }) => id);
  await tx.slaContractCalendar.deleteMany({
    where: { OR: [{ calendarId }, { contractId: { in: contractIds } }] },
  });
  await tx.slaContractCalendar.createMany({
    data: contracts.map(({ clientId, id }) => ({ clientId, contractId: id, calendarId })),
  });
}
