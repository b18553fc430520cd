import { divideRounded } from "#app/platform/money.ts";

/** What a unit costs the MSP a month, by part. */
export const costParts = ["licence", "monitoring", "security", "outsourcing", "other"] as const;
export type CostPart = (typeof costParts)[number];

/** What so many days of units cost the MSP at a cost a unit and month; minor units, rounded half up once. */
export function costOfDays(unitDays: number, costUnitMinor: number, daysInMonth: number): number {
  return divideRounded(BigInt(unitDays) * BigInt(costUnitMinor), BigInt(daysInMonth));
}
