import { m } from "#app/platform/generated/i18n/messages.js";
import { day, type Day } from "#app/platform/day.ts";
import { getLocale, intlTag } from "#app/platform/i18n/locale.ts";
import { zoneAt, type ZoneText } from "#app/platform/zone-text.ts";

// Making a formatter costs far more than using it, so each is made once a language.
function kept<T>(make: (tag: string, kind: string) => T): (kind: string) => T {
  const made = new Map<string, T>();
  return (kind) => {
    const key = `${intlTag()} ${kind}`;
    const known = made.get(key) ?? make(intlTag(), kind);
    made.set(key, known);
    return known;
  };
}

const plain = kept((tag) => new Intl.NumberFormat(tag));
const money = kept((tag, currency) => new Intl.NumberFormat(tag, { style: "currency", currency }));
const cents = kept(
  (tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const percent = kept((tag) => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 }));
const instants = kept(
  (tag, timeZone) =>
    new Intl.DateTimeFormat(tag, {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
    }),
);

/** Minutes split for display: sign, whole hours, and the minutes left as two digits. */
export function hourParts(minutes: number): { sign: "" | "−"; hours: string; minutes: string } {
  const size = Math.abs(minutes);
  return {
    sign: minutes < 0 ? "−" : "",
    hours: plain("").format(Math.floor(size / 60)),
    minutes: String(size % 60).padStart(2, "0"),
  };
}

/** Minutes as people read them: 3 u 40, 3 Std. 40, 3 h 40; below zero with a minus sign. */
export function formatMinutes(minutes: number): string {
  const parts = hourParts(minutes);
  return parts.sign + m.hours_short({ hours: parts.hours, minutes: parts.minutes });
}

/** Minutes in words for a screen reader: "3 hours 40 minutes". */
export function spokenMinutes(minutes: number): string {
  const size = Math.abs(minutes);
  const words = m.hours_spoken({ hours: Math.floor(size / 60), minutes: size % 60 });
  return minutes < 0 ? m.hours_spoken_below_zero({ words }) : words;
}

/** A number below zero with the sign that a reader takes for one; Intl writes a hyphen. */
function signed(text: string): string {
  return text.replace("-", "\u2212");
}

/** An amount of minor units in its currency: € 1.149,50; below zero with a minus sign. */
export function formatMoney(minor: number, currency: string): string {
  const format = money(currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return signed(format.format(minor / 10 ** digits));
}

/** Minutes with their sign: "+10 u 00", "−0 u 15". */
export function signedMinutes(minutes: number): string {
  return minutes > 0 ? `+${formatMinutes(minutes)}` : formatMinutes(minutes);
}

/** An amount of minor units with its sign where the language puts a minus: "€ +47,50", "€ −71,25". */
export function signedMoney(minor: number, currency: string): string {
  const below = formatMoney(-Math.abs(minor), currency);
  return minor > 0 ? below.replace("\u2212", "+") : formatMoney(minor, currency);
}

/** An amount of minor units (hundredths) without its currency, as a field takes it: 1.149,50. */
export function formatAmount(minor: number): string {
  return cents("").format(minor / 100);
}

/** A rate in basis points as a percentage: 21 %. */
export function formatRate(basisPoints: number): string {
  return percent("").format(basisPoints / 10_000);
}

const dayStyles = {
  short: { day: "numeric", month: "short" },
  long: { day: "numeric", month: "long", year: "numeric" },
  dayMonth: { day: "numeric", month: "long" },
  month: { month: "long", year: "numeric" },
  monthShort: { month: "short" },
  medium: { day: "numeric", month: "short", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const isStyle = (name: string): name is keyof typeof dayStyles => name in dayStyles;
const days = kept(
  (tag, style) =>
    new Intl.DateTimeFormat(tag, { ...(isStyle(style) ? dayStyles[style] : {}), timeZone: "UTC" }),
);

const weekdayNames = kept((tag) => new Intl.DateTimeFormat(tag, { weekday: "long", timeZone: "UTC" }));

/** A day in words: 18 nov, 14 augustus 2027, 14 maart, november 2026. */
export function formatDay(value: Day, style: keyof typeof dayStyles = "long"): string {
  return days(style).format(new Date(`${value}T00:00:00Z`));
}

/** The name of a weekday, Monday is 1. */
export function weekdayName(weekday: number): string {
  // The first of January 2024 was a Monday.
  const name = weekdayNames("").format(new Date(Date.UTC(2024, 0, weekday)));
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** An instant in a time zone with day and time: 22 nov 2026, 14:05. */
export function formatInstant(at: Date, zone: ZoneText): string {
  return instants(zoneAt(zone, at)).format(at);
}

/** The last day before an instant that is the midnight of a time zone, in words; null for every other instant. */
export function lastDayBefore(at: Date, zone: ZoneText): string | null {
  const dayOf = (one: Date): string =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zoneAt(zone, one) }).format(one);
  const last = dayOf(new Date(at.getTime() - 1));
  return dayOf(at) === last ? null : formatDay(day(last));
}

/** A plain number by locale; below zero with a minus sign. */
export function formatNumber(value: number): string {
  return signed(plain("").format(value));
}

const ages = kept((tag, unit) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }));

/** An age of whole minutes in its largest unit, rounded down: 35 minutes, 5 hours, 12 days. */
export function formatAge(minutes: number): string {
  if (minutes < 60) return ages("minute").format(minutes);
  return minutes < 48 * 60
    ? ages("hour").format(Math.floor(minutes / 60))
    : ages("day").format(Math.floor(minutes / 1440));
}

/** The language's own name, for language pickers. */
export function languageName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? getLocale();
}

const lists = kept(
  (tag, kind) => new Intl.ListFormat(tag, { type: kind === "or" ? "disjunction" : "conjunction" }),
);

/** Several things in a sentence: "a, b and c", or with "or". */
export function formatList(items: readonly string[], kind: "and" | "or"): string {
  return lists(kind).format(items);
}
