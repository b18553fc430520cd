import { addDays, addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { dayOrNull, daysInOrder } from "#app/platform/typed/day.ts";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";
import { natures, type Nature } from "#app/hours/rules/nature.ts";

export const periods = ["month", "last-month", "quarter", "year", "all", "custom"] as const;
export type Period = (typeof periods)[number];

/** What the list of entries sorts by, as its columns are called. */
export const hoursSorts = ["work", "day", "who", "nature", "billed"] as const;
export type HoursSort = (typeof hoursSorts)[number];

/** Which entries to show; null is "no matter". Days are inclusive. */
export type HoursFilter = {
  period: Period;
  from: Day | null;
  to: Day | null;
  requestId: string | null;
  engineerId: string | null;
  lotId: number | null;
  nature: Nature | null;
  /** The order asked for; null is the newest first. */
  sort: { by: HoursSort; down: boolean } | null;
  page: number;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads a filter from an address; what makes no sense is left out. Without a period it is the last twelve months. */
export function readHoursFilter(query: URLSearchParams, today: Day): HoursFilter {
  const text = (name: string): string => query.get(name) ?? "";
  const id = (name: string): string | null => (uuid.test(text(name)) ? text(name).toLowerCase() : null);
  const [from, to] = daysInOrder(dayOrNull(text("from")), dayOrNull(text("to")));
  // A form sends the period it was opened with along with days of one's own: these win.
  const chosen = from || to ? "custom" : (periods.find((period) => period === query.get("period")) ?? "year");
  const block = /^\d{1,9}$/.test(text("block")) ? Number(text("block")) : null;
  return {
    period: chosen,
    ...spanOf(chosen, { from, to }, today),
    requestId: id("request"),
    engineerId: id("person"),
    lotId: block,
    nature: natures.find((nature) => nature === query.get("nature")) ?? null,
    sort: sortOf(text("sort")),
    page: pageOf(query),
  };
}

function sortOf(asked: string): HoursFilter["sort"] {
  const down = asked.startsWith("-");
  const by = hoursSorts.find((sort) => sort === (down ? asked.slice(1) : asked));
  return by === undefined ? null : { by, down };
}

/** The page that an address asks for, from 1. */
export function pageOf(query: URLSearchParams): number {
  return pageNumberIn(query.get("page"));
}

/** The first and last day of a period, as seen from today; null is open. */
export function spanOf(
  period: Period,
  custom: { from: Day | null; to: Day | null },
  today: Day,
): { from: Day | null; to: Day | null } {
  const month = startOfMonth(today);
  const spans = {
    month: { from: month, to: null },
    "last-month": { from: addMonths(month, -1), to: addDays(month, -1) },
    quarter: { from: addDays(addMonths(today, -3), 1), to: null },
    year: { from: addDays(addMonths(today, -12), 1), to: null },
    all: { from: null, to: null },
    custom,
  } satisfies Record<Period, { from: Day | null; to: Day | null }>;
  return spans[period];
}

/** The address's query of a filter, with some of it changed; a change begins at the first page again. */
export function hoursQuery(filter: HoursFilter, change: Partial<HoursFilter> = {}): string {
  const next = { ...filter, page: 1, ...change };
  const query = new URLSearchParams();
  query.set("period", next.period);
  if (next.period === "custom" && next.from) query.set("from", next.from);
  if (next.period === "custom" && next.to) query.set("to", next.to);
  if (next.requestId) query.set("request", next.requestId);
  if (next.engineerId) query.set("person", next.engineerId);
  if (next.lotId !== null) query.set("block", String(next.lotId));
  if (next.nature) query.set("nature", next.nature);
  if (next.sort) query.set("sort", next.sort.down ? `-${next.sort.by}` : next.sort.by);
  if (next.page > 1) query.set("page", String(next.page));
  return query.toString();
}
