import { z } from "zod";

/** What is wrong, by field. */
export type Errors = Record<string, string[]>;

/** The fields of numbered rows of a form (`step1Group`, `step1Needed`, ...), each a text of at most so many characters. */
export function rowShape(prefix: string, rows: number, names: readonly string[], longest: number) {
  const one = z.string().trim().max(longest).default("");
  return Object.fromEntries(
    Array.from({ length: rows }, (_, at) =>
      names.map((name) => [`${prefix}${at + 1}${name}`, one] as const),
    ).flat(),
  );
}

/** A text of a form's payload; empty where there is none. */
export function textAt(payload: Record<string, unknown>, name: string): string {
  const value = payload[name];
  return typeof value === "string" ? value.trim() : "";
}

/** Whether an amount is one that a definition takes, in minor units. */
export const isTakenAmount = (minor: number): boolean => minor >= 0 && minor <= 100_000_000;
