import { ok, refuse, type Result } from "#app/platform/result.ts";

/** What is longer than this is no amount, duration, day or quantity: it is refused before it is read. */
export const longestTyped = 40;

export type TypedRefusal = "not-understood" | "ambiguous";

/** A number as it was typed: its whole digits, and the digits behind the point or comma (none: ""). */
export type Decimal = { whole: string; decimals: string };

const digits = /^\d+$/;
const separator = /[.,'’ \u00a0\u202f]/;

/**
 * Reads a number of at least 0: `12`, `12,5`, `12.50`, `1.250,00`, `1 250`, `1'250.00`. A point or comma is decimal, unless
 * all groups behind it have three digits and one that follows says otherwise. Exactly three digits behind the last point or
 * comma could be either, so they are refused as ambiguous.
 */
export function readDecimal(text: string): Result<Decimal, TypedRefusal> {
  if (text.length > longestTyped) return refuse("not-understood");
  const groups = text.trim().split(separator);
  if (!groups.every((group) => digits.test(group))) return refuse("not-understood");
  const signs = [...text.trim()].filter((sign) => separator.test(sign)).map(kindOf);
  const last = groups.at(-1) ?? "";
  const before = groups.slice(0, -1);
  if (before.length === 0) return ok({ whole: last, decimals: "" });
  const isGrouped = signs.every((sign) => sign === signs[0]) && areThousands(groups);
  const decimalSign = signs.at(-1) ?? "";
  const groupSigns = signs.slice(0, -1);
  const isDecimal =
    (decimalSign === "." || decimalSign === ",") &&
    groupSigns.every((sign) => sign === groupSigns[0] && sign !== decimalSign) &&
    (before.length === 1 || areThousands(before));
  if (isDecimal && last.length === 3) return refuse("ambiguous");
  if (isDecimal) return ok({ whole: before.join(""), decimals: last });
  return isGrouped ? ok({ whole: groups.join(""), decimals: "" }) : refuse("not-understood");
}

/** Spaces of any width group alike, and so do apostrophes. */
function kindOf(sign: string): string {
  if (sign === "." || sign === ",") return sign;
  return sign === "'" || sign === "’" ? "'" : " ";
}

/** One to three digits that don't begin with 0, then groups of exactly three. */
function areThousands(groups: readonly string[]): boolean {
  const [first = "", ...others] = groups;
  return first.length <= 3 && !first.startsWith("0") && others.every((group) => group.length === 3);
}
