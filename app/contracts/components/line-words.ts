import type { EndCause } from "#app/contracts/rules/end.ts";
import type { ContractKind, LineKind, SlaTarget } from "#app/contracts/rules/contract.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { CostPart } from "#app/contracts/rules/cost.ts";
import type { CountingRule } from "#app/contracts/rules/counting.ts";
import type { Change } from "#app/contracts/rules/difference.ts";
import { requestOf, type CountDetail, type DraftLine } from "#app/contracts/rules/draft.ts";
import type { LinePrice } from "#app/contracts/rules/line-price.ts";
import type { SignatureChoice } from "#app/contracts/rules/price-rise.ts";
import { firstDayOf, type Month } from "#app/contracts/rules/month.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What a line counts, in the plural, as it stands within a sentence. */
export const kindWords = {
  seat: m.contracts_what_seat,
  device: m.contracts_what_device,
  off_standard: m.contracts_what_off_standard,
  licence: m.contracts_what_licence,
  bought: m.contracts_what_bought,
  fixed: m.contracts_what_fixed,
  once: m.contracts_what_once,
  job: m.contracts_what_job,
  hours: m.contracts_what_hours,
} satisfies Record<LineKind, () => string>;

export const contractKindWords = {
  managed: m.contracts_kind_managed,
  prepaid: m.contracts_kind_prepaid,
  break_fix: m.contracts_kind_break_fix,
} satisfies Record<ContractKind, () => string>;

/** Why a contract ends, where nobody of the MSP ended it. */
export const endCauseWords = {
  conversion: m.contracts_end_by_conversion,
  client: m.contracts_end_by_client,
} satisfies Record<Exclude<EndCause, "staff">, () => string>;

export const priorityWords = {
  critical: m.contracts_priority_critical,
  high: m.contracts_priority_high,
  normal: m.contracts_priority_normal,
  low: m.contracts_priority_low,
} satisfies Record<Priority, () => string>;

export const costWords = {
  licence: m.contracts_cost_licence,
  monitoring: m.contracts_cost_monitoring,
  security: m.contracts_cost_security,
  outsourcing: m.contracts_cost_outsourcing,
  other: m.contracts_cost_other,
} satisfies Record<CostPart, () => string>;

export const modeWords = {
  unit: m.contracts_mode_unit,
  graduated: m.contracts_mode_graduated,
  volume: m.contracts_mode_volume,
} satisfies Record<"unit" | "graduated" | "volume", () => string>;

export const ruleWords = {
  daily: m.contracts_rule_daily,
  "whole-month": m.contracts_rule_whole_month,
  peak: m.contracts_rule_peak,
  snapshot: m.contracts_rule_snapshot,
} satisfies Record<CountingRule, () => string>;

type Counting = { counts: LineKind; rule: CountingRule; snapshotDay: number; quantity: number };

/** How a line counts, in one sentence. */
export function countingSentence({ counts, rule, snapshotDay, quantity }: Counting): string {
  if (counts === "once") return m.contracts_counts_once();
  if (counts === "job") return m.contracts_counts_job();
  if (counts === "hours") return m.contracts_counts_hours();
  if (counts === "fixed")
    return quantity === 1
      ? m.contracts_counts_fixed()
      : m.contracts_counts_number({ quantity: formatNumber(quantity) });
  const what = kindWords[counts]();
  switch (rule) {
    case "daily":
      return m.contracts_counts_daily({ what });
    case "whole-month":
      return m.contracts_counts_whole_month({ what });
    case "peak":
      return m.contracts_counts_peak({ what });
    case "snapshot":
      return m.contracts_counts_snapshot({ what, day: snapshotDay });
  }
}

type Priced = { counts: LineKind; quantity: number; price: LinePrice; minimum: number; included: number };

/** What a line costs: a unit of it a month, or the amount, the hour or the job that it is about; with its minimum and what is included. */
export function priceSentence({ price, minimum, included, ...counted }: Priced, currency: string): string {
  return [
    priceWords(price, counted, currency),
    minimum > 0 ? m.contracts_minimum_of({ count: formatNumber(minimum) }) : null,
    included > 0 ? m.contracts_included_of({ count: formatNumber(included) }) : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

function priceWords(
  price: LinePrice,
  { counts, quantity }: Pick<Priced, "counts" | "quantity">,
  currency: string,
): string {
  if ("unitMinor" in price) {
    const about = { price: formatMoney(price.unitMinor, currency) };
    if (counts === "hours") return m.contracts_price_hour(about);
    if (counts === "job") return m.contracts_price_job(about);
    if (counts === "once")
      return quantity === 1 ? m.contracts_price_once(about) : m.contracts_price_piece(about);
    return counts === "fixed" && quantity === 1
      ? m.contracts_price_month(about)
      : m.contracts_price_each(about);
  }
  const steps = price.steps.map(({ upTo, unitMinor }) =>
    upTo === null
      ? m.contracts_step_above({ price: formatMoney(unitMinor, currency) })
      : m.contracts_step({ count: formatNumber(upTo), price: formatMoney(unitMinor, currency) }),
  );
  return `${steps.join(", ")} (${price.mode === "volume" ? m.contracts_volume() : m.contracts_graduated()})`;
}

/** The sentence and the price of a line that was counted. */
export function countedSentences(detail: CountDetail, currency: string): string[] {
  const terms = detail.terms.at(-1);
  if (!terms) return [];
  if (detail.request && detail.counts === "fixed" && "unitMinor" in terms.price)
    return [chargeWords({ ...terms, amountMinor: terms.price.unitMinor, currency })];
  const sentence = countingSentence({ ...detail, quantity: terms.quantity });
  // One agreed amount is its own price.
  const isAmount = (detail.counts === "fixed" || detail.counts === "once") && terms.quantity === 1;
  return isAmount ? [sentence] : [sentence, priceSentence({ ...terms, counts: detail.counts }, currency)];
}

/** A month in words. */
export function monthWords(month: Month): string {
  return formatDay(firstDayOf(month), "month");
}

/** A line under its name on the invoice, with its arithmetic. */
export function lineText(line: DraftLine, currency: string): string {
  const { detail } = line;
  if (detail.kind === "hours") return `${line.label}: ${hoursSum(detail, currency)}`;
  if (detail.kind !== "count") return lineName(line);
  const price = detail.terms.at(-1)?.price;
  const name = lineName(line);
  if (!price || !("unitMinor" in price)) return `${name}: ${formatNumber(detail.quantity)}`;
  const each = formatMoney(price.unitMinor, currency);
  const isWhole = detail.rule !== "daily" || detail.unitDays === detail.quantity * detail.days;
  return isWhole
    ? `${name}: ${formatNumber(detail.quantity)} × ${each}`
    : `${name}: ${m.contracts_line_days({ unitDays: formatNumber(detail.unitDays), days: detail.days, price: each })}`;
}

/** The arithmetic of a month's hours: what was worked, less what is included, at the price of an hour. */
export function hoursSum(
  {
    minutes,
    includedMinutes,
    perHourMinor,
  }: { minutes: number; includedMinutes: number; perHourMinor: number },
  currency: string,
): string {
  const worked = formatMinutes(minutes);
  const price = formatMoney(perHourMinor, currency);
  return includedMinutes > 0
    ? m.contracts_hours_sum_included({ worked, included: formatMinutes(includedMinutes), price })
    : m.contracts_hours_sum({ worked, price });
}

/** What a line of a month is called. */
export function lineName({ label, correctsMonth, detail }: DraftLine): string {
  const request = requestOf({ detail });
  const name = request ? requestLabel({ label, number: request.number }) : label;
  if (detail.kind === "correction")
    return m.contracts_line_correction({ label: name, month: monthWords(correctsMonth ?? "") });
  if (detail.kind === "carry") return m.contracts_line_carry({ month: monthWords(detail.fromMonth) });
  return name;
}

/** A request by its title and number, as a line names it. */
export function requestLabel({ label, number }: { label: string; number: number }): string {
  return m.contracts_line_request({ label, number: String(number) });
}

/** What a request costs a month, and from when; with its last day where it has one. */
export function chargeWords({
  amountMinor,
  currency,
  from,
  until,
}: {
  amountMinor: number;
  currency: string;
  from: Day;
  until: Day | null;
}): string {
  const said = { price: formatMoney(amountMinor, currency), from: formatDay(from) };
  return until === null
    ? m.contracts_charge_monthly(said)
    : m.contracts_charge_monthly_until({ ...said, until: formatDay(until) });
}

/** Why a line costs another amount than in the month before. */
export function changeWords(change: Change, currency: string): string {
  switch (change.kind) {
    case "joined":
      return m.contracts_change_joined({ name: change.label, from: formatDay(change.from, "dayMonth") });
    case "left":
      return m.contracts_change_left({ name: change.label, until: formatDay(change.until, "dayMonth") });
    case "whole":
      return m.contracts_change_whole({ name: change.label, from: formatDay(change.from, "dayMonth") });
    case "gone":
      return m.contracts_change_gone({ name: change.label, until: formatDay(change.until, "dayMonth") });
    case "price":
      return m.contracts_change_price({
        before: formatMoney(change.beforeMinor, currency),
        now: formatMoney(change.nowMinor, currency),
      });
    case "number":
      return m.contracts_change_number({
        before: formatNumber(change.before),
        now: formatNumber(change.now),
      });
    case "new-line":
      return m.contracts_change_new_line();
    case "line-ended":
      return m.contracts_change_line_ended();
    case "days":
      return m.contracts_change_days();
  }
}

/** When a further version waits for the client's signature, in words. */
export const signatureWords = {
  "on-rise": m.contracts_signature_on_rise,
  always: m.contracts_signature_always,
  none: m.contracts_signature_none,
} satisfies Record<SignatureChoice, () => string>;

/** The times that are promised for each priority, in one line: "high: 1 h 00, normal: 4 h 00"; empty where none is. */
export function promisedTimes(
  sla: readonly SlaTarget[],
  which: "responseMinutes" | "resolutionMinutes",
): string {
  return sla
    .flatMap(({ priority, [which]: minutes }) =>
      minutes === null ? [] : [`${priorityWords[priority]()}: ${formatMinutes(minutes)}`],
    )
    .join(", ");
}
