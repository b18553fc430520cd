import { z } from "zod";

import type { Day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Result } from "#app/platform/result.ts";

import { readAmount } from "./amount.ts";
import { readDay } from "./day.ts";
import { longestTyped, type TypedRefusal } from "./decimal.ts";
import { readDuration, type BareNumber } from "./duration.ts";
import { readQuantity } from "./quantity.ts";

/** The largest whole number that a column of four bytes takes. */
export const largestInteger = 2_147_483_647;

/** What is said of a text that could be read in two ways, by the kind of value that was expected. */
export const ambiguousWords = {
  amount: (typed: string) => m.typed_amount_ambiguous({ typed }),
  duration: (typed: string) => m.typed_duration_ambiguous({ typed }),
  quantity: (typed: string) => m.typed_quantity_ambiguous({ typed }),
  day: (typed: string) => m.typed_day_ambiguous({ typed }),
};
type Kind = keyof typeof ambiguousWords;

/** What a form says of a text that is no such value, or one out of range. */
type Wrong = { wrong: () => string };
type Range = { least?: number; most: number };

/** A duration as people type it, as whole minutes within a range; `bare` is what a number without a unit counts. */
export function durationField({ bare, least = 0, most, wrong }: Range & Wrong & { bare: BareNumber }) {
  return typedField("duration", (typed) => readDuration(typed, bare), wrong, within(least, most));
}

/** An amount of money as people type it, in hundredths within a range. */
export function amountField({ least = 0, most, wrong }: Range & Wrong) {
  return typedField("amount", readAmount, wrong, within(least, most));
}

/** A whole number as people type it, or as a hidden field holds it, within a range that its column takes. */
export function quantityField({ least = 0, most, wrong = m.form_whole }: Range & Partial<Wrong>) {
  return typedField("quantity", readQuantity, wrong).pipe(z.int().min(least).max(most));
}

/** A day as a browser's day field or a person writes it. */
export function dayField({ wrong }: Wrong) {
  return typedField<Day>("day", readDay, wrong);
}

const within =
  (least: number, most: number) =>
  (value: number): boolean =>
    value >= least && value <= most;

function typedField<T>(
  kind: Kind,
  read: (typed: string) => Result<T, TypedRefusal>,
  wrong: () => string,
  fits: (value: T) => boolean = () => true,
) {
  return z
    .string()
    .trim()
    .max(longestTyped)
    .transform((typed, context) => {
      const value = read(typed);
      if (value.ok && fits(value.value)) return value.value;
      const isAmbiguous = !value.ok && value.refusal === "ambiguous";
      context.addIssue({
        code: "custom",
        message: isAmbiguous ? ambiguousWords[kind](typed) : wrong(),
        input: typed,
      });
      return z.NEVER;
    });
}
