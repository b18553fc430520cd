export type PartOfDay = "morning" | "afternoon" | "evening" | "night";

/** The part of the day of an hour (0 to 23). */
export function partOfDay(hour: number): PartOfDay {
  if (hour < 6) return "night";
  if (hour < 12) return "morning";
  return hour < 18 ? "afternoon" : "evening";
}
