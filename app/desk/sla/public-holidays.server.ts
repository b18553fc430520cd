import type HolidaysOf from "date-holidays";

import { countryName } from "#app/clients/country-name.ts";
import { countries } from "#app/clients/rules/countries.ts";
import type { Holiday } from "#app/desk/rules/business-week.ts";
import { day } from "#app/platform/day.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

/** A country or a part of one that has public holidays of its own: `NL`, `DE-BY`. */
export type Region = { value: string; label: string };

/** The regions to choose from, by name in the ambient language; the parts of a country stand after it. */
export async function listRegions(): Promise<Region[]> {
  const known = await holidaysOf();
  return Object.keys(known.getCountries())
    .filter((country) => countries.includes(country))
    .map((country) => ({ country, label: countryName(country), states: statesOf(known, country) }))
    .sort((a, b) => a.label.localeCompare(b.label, getLocale()))
    .flatMap(({ country, label, states }) => [
      { value: country, label },
      ...states.map(([state, name]) => ({ value: `${country}-${state}`, label: `${label}: ${name}` })),
    ]);
}

/** Tells whether a text names a region. */
export async function isRegion(text: string): Promise<boolean> {
  const [country = "", state] = text.split("-");
  const known = await holidaysOf();
  return (
    countries.includes(country) &&
    country in known.getCountries() &&
    (state === undefined || statesOf(known, country).some(([one]) => one === state))
  );
}

/** The days of a calendar year on which a region is closed by law, in order, named in the ambient language where it has that name. */
export async function publicHolidays(region: string, year: number): Promise<Holiday[]> {
  const [country = "", state] = region.split("-");
  const found = await holidaysOf(country, state);
  const byDay = new Map<string, Holiday>();
  for (const { date, name, type } of found.getHolidays(year, getLocale())) {
    const on = date.slice(0, 10);
    if (type === "public" && !byDay.has(on)) byDay.set(on, { on: day(on), name });
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The library and its tables are read when they are first needed: few pages and one job a year need them. */
async function holidaysOf(country?: string, state?: string): Promise<HolidaysOf> {
  const { default: Holidays } = await import("date-holidays");
  if (!country) return new Holidays();
  return state ? new Holidays(country, state) : new Holidays(country);
}

/** Those of a country's parts by name. The Netherlands' are left out: their days differ from the country's by school holidays alone. */
function statesOf(known: HolidaysOf, country: string): [string, string][] {
  if (country === "NL") return [];
  const states: Record<string, string> | undefined = known.getStates(country, getLocale());
  return Object.entries(states ?? {}).sort(([, a], [, b]) => a.localeCompare(b, getLocale()));
}
