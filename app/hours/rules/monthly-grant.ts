import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";

/** What a client gets each month from a month on; 0 minutes end it. Settings in the order in which they were made. */
export type GrantSetting = { minutes: number; rolloverMonths: number; fromMonth: Day };
/** A month's hours: whole minutes, and the day on which what is left is gone. */
export type MonthGrant = { month: Day; minutes: number; expiresOn: Day };

/** What holds in a month: the latest setting made for it or for a month before it; null when none does. */
export function settingFor(settings: readonly GrantSetting[], month: Day): GrantSetting | null {
  return settings.filter((setting) => setting.fromMonth <= month).at(-1) ?? null;
}

/** The months whose hours are due by today and would still count; told those given already. After a stand-still the missed ones come along. */
export function dueGrants(
  settings: readonly GrantSetting[],
  given: ReadonlySet<string>,
  today: Day,
): MonthGrant[] {
  const due: MonthGrant[] = [];
  for (let back = 12; back >= 0; back--) {
    const month = addMonths(startOfMonth(today), -back);
    const setting = settingFor(settings, month);
    if (setting === null || setting.minutes === 0 || given.has(month)) continue;
    const expiresOn = addMonths(month, setting.rolloverMonths + 1);
    if (expiresOn > today) due.push({ month, minutes: setting.minutes, expiresOn });
  }
  return due;
}
