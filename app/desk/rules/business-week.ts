import { isDay, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** The days of a week by number, Monday first. */
export const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** A window of a day by the clock on the wall: from, until. A day ends at 24:00. */
export type Window = [from: string, until: string];

const window = /^(\d{1,2}):(\d{2}) ?(?:-|–) ?(\d{1,2}):(\d{2})$/;

/**
 * Reads the windows of a day, `08:30-12:00, 13:00-17:00`; nothing typed is a closed day. Refuses what is no time, out of order or overlapping, and
 * edges from 02:00 to 02:59, which are skipped or come twice when clocks change.
 */
export function readWindows(text: string): Result<Window[], "not-understood"> {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length === 1 && parts[0] === "") return ok([]);
  const windows: Window[] = [];
  for (const part of parts) {
    const found = window.exec(part);
    const [from, until] = [timeOf(found?.[1], found?.[2]), timeOf(found?.[3], found?.[4])];
    const after = windows.at(-1)?.[1] ?? "00:00";
    if (!from || !until || from >= until || from < after) return refuse("not-understood");
    windows.push([from, until]);
  }
  return ok(windows);
}

function timeOf(hours = "", minutes = ""): string | null {
  const time = `${hours.padStart(2, "0")}:${minutes}`;
  const isTime = time === "24:00" || (Number(hours) < 24 && Number(minutes) < 60);
  return isTime && hours !== "" && !time.startsWith("02:") ? time : null;
}

/** The windows of a day as they are typed. */
export function windowsText(windows: readonly Window[] = []): string {
  return windows.map(([from, until]) => `${from}-${until}`).join(", ");
}

export type Holiday = { on: Day; name: string };

/** Reads public holidays, one a line: the day and its name. Refuses a line without either, and a day that stands twice. */
export function readHolidays(text: string): Result<Holiday[], "not-understood"> {
  const holidays: Holiday[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [, on = "", name = ""] = /^(\S+)\s+(\S.*)$/.exec(line) ?? [];
    if (!isDay(on) || holidays.some((one) => one.on === on)) return refuse("not-understood");
    holidays.push({ on, name });
  }
  return ok(holidays);
}
