import type { Submission, SubmissionResult } from "@conform-to/react";

import { refusalWords, type PeopleRefusal } from "./words.ts";

/** The fields that a refusal is about, the first that the form has. */
const fieldsOf: Partial<Record<PeopleRefusal, string[]>> = {
  "leaves-before-joining": ["leftOn", "joinedOn"],
  "email-taken": ["email"],
  "login-taken": ["userId"],
  "login-unknown": ["userId"],
  "not-employed": ["startsOn"],
  "has-seat": ["seat"],
  "seat-taken": ["seat"],
  "seat-gone": ["seat"],
  "ends-before-start": ["lastDay"],
  "seat-held-later": ["lastDay"],
  "serial-taken": ["serial"],
  "licence-twice": ["mailbox", "productId"],
  "none-free": ["productId"],
  "free-before-start": ["freeFrom"],
  "right-twice": ["resource"],
  "product-gone": ["productId"],
  "other-currency": ["productId"],
  "term-before-start": ["termEndsOn"],
  "product-known": ["sku"],
  "price-in-past": ["startsOn"],
  "employee-gone": ["employeeId"],
};

/** The answer to a form whose act was refused: the reason at its field, or above the form where it is about no field. */
export function refusalReply<Schema, Value>(
  form: Submission<Schema, string[], Value>,
  refusal: PeopleRefusal,
): SubmissionResult<string[]> {
  const words = [refusalWords[refusal]()];
  const field = fieldsOf[refusal]?.find((name) => name in form.payload);
  return form.reply(field ? { fieldErrors: { [field]: words } } : { formErrors: words });
}
