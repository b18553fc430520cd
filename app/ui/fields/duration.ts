const clock =
  /^(\d{1,3})\s*(?::|\.(?=\d\d$)|u(?:ur|ren)?|h(?:ours?|rs?)?|std\.?|stunden?)\s*(\d{1,2})?\s*(?:m|min\.?|minuten|minutes)?$/;
const minutesOnly = /^(\d{1,4})\s*(?:m|min\.?|minuten|minutes)?$/;
const numberOnly = /^\d{1,4}$/;
const fraction = /^(\d{1,3})[.,](\d)\s*(?:u|uur|h|hours?|std\.?)?$/;

/** What a number without a unit counts: minutes where work is logged, hours where balances are spoken of. */
export type BareNumber = "minutes" | "hours";

/** Reads a duration as people type it (0:35, 35, 35 min, 0u35, 1 h 20, 2 Std. 5, 1,5) as whole minutes; null when it is none. */
export function parseDuration(text: string, bareNumber: BareNumber = "minutes"): number | null {
  const typed = text.trim().toLowerCase();
  if (bareNumber === "hours" && numberOnly.test(typed)) return Number(typed) * 60;
  const bare = minutesOnly.exec(typed);
  if (bare) return Number(bare[1]);
  const tenths = fraction.exec(typed);
  if (tenths) return Number(tenths[1]) * 60 + Number(tenths[2]) * 6;
  const parts = clock.exec(typed);
  if (!parts) return null;
  const minutes = Number(parts[2] ?? 0);
  return minutes < 60 ? Number(parts[1]) * 60 + minutes : null;
}
