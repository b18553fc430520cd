import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { dayIn, instantAt } from "#app/platform/zone.server.ts";

/** Until when a request may rest: two hours, the next morning, or the morning of the next Monday. */
export const snoozeChoices = ["hours", "tomorrow", "monday"] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

const morning = "08:00";

/** The instant until which a request rests, by the MSP's clock. */
export function snoozeEnd(choice: SnoozeChoice, zone: ZoneText): Date {
  const at = now();
  if (choice === "hours") return new Date(at.getTime() + 2 * 3_600_000);
  const today = dayIn(zone, at);
  if (choice === "tomorrow") return instantAt(zone, addDays(today, 1), morning);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  return instantAt(zone, addDays(today, 8 - weekday), morning);
}
