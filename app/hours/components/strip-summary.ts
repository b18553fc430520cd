import type { StripLot } from "#app/hours/rules/strips.ts";
import { spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The strip card in words: what is left of how much, then where the rest went. */
export function stripSummary(lots: StripLot[], owedMinutes: number): string {
  const certain = lots.filter((lot) => !lot.onItsWay);
  const total = (of: (lot: StripLot) => number, among = certain): number =>
    among.reduce((sum, lot) => sum + of(lot), 0);
  const left = total((lot) => lot.remainingMinutes);
  const head =
    owedMinutes > 0
      ? m.hours_strip_owed_of({
          owed: spokenMinutes(owedMinutes),
          total: spokenMinutes(total((lot) => lot.totalMinutes)),
        })
      : m.hours_strip_left_of({
          left: spokenMinutes(left),
          total: spokenMinutes(total((lot) => lot.totalMinutes)),
        });
  const rest: [string, number][] = [
    [m.hours_strip_asked(), total((lot) => lot.usedReactiveMinutes)],
    [m.hours_strip_prevented(), total((lot) => lot.usedProactiveMinutes)],
    [m.hours_strip_pending(), total((lot) => lot.pendingMinutes)],
    [m.hours_strip_expired(), total((lot) => lot.expiredMinutes)],
    [m.hours_strip_expiring(), total((lot) => (lot.expiresSoon ? lot.remainingMinutes : 0))],
    [m.hours_strip_on_its_way(), total((lot) => (lot.onItsWay ? lot.totalMinutes : 0), lots)],
  ];
  return [
    head,
    ...rest
      .filter(([, minutes]) => minutes > 0)
      .map(([label, minutes]) => `${label} ${spokenMinutes(minutes)}`),
  ].join("; ");
}
