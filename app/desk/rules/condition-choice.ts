import { readDay } from "#app/platform/typed/day.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { newResource, type AnswerTest, type Condition, type Field } from "./definition.ts";

/** A test that an editor offers: on a question above, with the value that is typed beside it where its type needs one. */
export type ConditionChoice = { token: string; test: AnswerTest; field: Field; typed: boolean };

/** The choice of no condition, and of the one that is there where no single choice says it. */
export const always = "";
export const kept = "keep";

/** The tests that questions can be put to, one by one; without `typed` only those that need no value. */
export function conditionChoices(fields: readonly Field[], { typed }: { typed: boolean }): ConditionChoice[] {
  return fields.flatMap((field) =>
    testsOf(field)
      .map((test) => ({ test, field, token: tokenOf(test), typed: needsValue(test) }))
      .filter((choice) => typed || !choice.typed),
  );
}

const needsValue = ({ op }: AnswerTest): boolean => op === "over" || op === "under";

function tokenOf({ field, op, value }: AnswerTest): string {
  return JSON.stringify(needsValue({ field, op }) ? [field, op] : [field, op, value ?? null]);
}

function testsOf({ key, type, options, many }: Field): AnswerTest[] {
  const field = key;
  const filled: AnswerTest = { field, op: "filled" };
  switch (type) {
    case "yes":
      return [{ field, op: "is", value: true }];
    case "choice":
      return (options ?? []).flatMap(({ value }): AnswerTest[] => [
        { field, op: "is", value },
        { field, op: "not", value },
      ]);
    case "number":
    case "day":
      return [filled, { field, op: "over" }, { field, op: "under" }];
    case "file":
      return [];
    case "resource":
      return many ? [filled] : [filled, { field, op: "is", value: newResource }];
    default:
      return [filled];
  }
}

/** What an editor shows of a condition: the choice that says it, and the value beside it. */
export function shownCondition(
  show: Condition | undefined,
  choices: readonly ConditionChoice[],
): { token: string; value: string } {
  const tests = [...(show?.all ?? []), ...(show?.any ?? [])];
  const [test] = tests;
  if (!test) return { token: always, value: "" };
  const choice = choices.find(({ token }) => token === tokenOf(test));
  if (tests.length > 1 || !choice) return { token: kept, value: "" };
  return { token: choice.token, value: choice.typed ? String(test.value ?? "") : "" };
}

export type ConditionRefusal = "no-choice" | "not-a-number" | "not-a-day";

/** Reads a condition that an editor chose; `before` is the one that is kept where no choice says it. */
export function readCondition(
  { token, value }: { token: string; value: string },
  choices: readonly ConditionChoice[],
  before: Condition | undefined,
): Result<Condition | undefined, ConditionRefusal> {
  if (token === always) return ok(undefined);
  if (token === kept) return ok(before);
  const choice = choices.find((one) => one.token === token);
  if (!choice) return refuse("no-choice");
  if (!choice.typed) return ok({ all: [choice.test] });
  if (choice.field.type === "day") {
    const day = readDay(value);
    return day.ok ? ok({ all: [{ ...choice.test, value: day.value }] }) : refuse("not-a-day");
  }
  const number = readQuantity(value);
  return number.ok ? ok({ all: [{ ...choice.test, value: number.value }] }) : refuse("not-a-number");
}
