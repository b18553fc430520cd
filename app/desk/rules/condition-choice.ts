import { readDay } from "#app/platform/typed/day.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { newResource, type AnswerTest, type Condition, type Field } from "./definition.ts";

/** A test that an editor offers: on a question above, with the value that is typed beside it where its type needs one. */
export type ConditionChoice = { token: string; test: AnswerTest; field: Field; typed: boolean };

/** The choice of no condition, and of the one that is there where no choices say it. */
export const always = "";
export const kept = "keep";

/** How many tests an editor has room for in one condition. */
export const mostTests = 4;
/** Whether all tests have to pass, or one of them. */
export const testMatches = ["all", "any"] as const;
export type TestMatch = (typeof testMatches)[number];

export type TypedTest = { token: string; value: string };
/** A condition as an editor's rows hold it: a row without a token is none. */
export type TypedCondition = { match: TestMatch; tests: readonly TypedTest[] };

/** The tests that questions can be put to, one by one. */
export function conditionChoices(fields: readonly Field[]): ConditionChoice[] {
  return fields.flatMap((field) =>
    testsOf(field).map((test) => ({ test, field, token: tokenOf(test), typed: needsValue(test) })),
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
      return (options ?? []).flatMap(({ value }): AnswerTest[] =>
        many
          ? [{ field, op: "has", value }]
          : [
              { field, op: "is", value },
              { field, op: "not", value },
            ],
      );
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

/** What an editor's rows show of a condition: the choices that say it, with the values beside them. */
export function shownCondition(
  show: Condition | undefined,
  choices: readonly ConditionChoice[],
): TypedCondition {
  const [all, any] = [show?.all ?? [], show?.any ?? []];
  const match = any.length > 0 ? "any" : "all";
  const tests = [...all, ...any].map((test): TypedTest | null => {
    const choice = choices.find(({ token }) => token === tokenOf(test));
    return choice ? { token: choice.token, value: choice.typed ? String(test.value ?? "") : "" } : null;
  });
  const said = tests.filter((test) => test !== null);
  const isSaid =
    said.length === tests.length && said.length <= mostTests && !(all.length > 0 && any.length > 0);
  return isSaid ? { match, tests: said } : { match: "all", tests: [{ token: kept, value: "" }] };
}

export type ConditionRefusal = "no-choice" | "not-a-number" | "not-a-day";
/** A condition that was read, or what is wrong in which row, from 0. */
export type ReadCondition =
  { ok: true; value: Condition | undefined } | { ok: false; refusal: ConditionRefusal; at: number };

/** Reads a condition that an editor chose, each test once; `before` is the one that is kept where no choices say it. */
export function readCondition(
  { match, tests }: TypedCondition,
  choices: readonly ConditionChoice[],
  before: Condition | undefined,
): ReadCondition {
  if (tests.some(({ token }) => token === kept)) return { ok: true, value: before };
  const read = new Map<string, AnswerTest>();
  for (const [at, typed] of tests.entries()) {
    if (typed.token === always) continue;
    const test = readTest(typed, choices);
    if (!test.ok) return { ...test, at };
    read.set(JSON.stringify(test.value), test.value);
  }
  const chosen = [...read.values()];
  if (chosen.length === 0) return { ok: true, value: undefined };
  return { ok: true, value: match === "any" && chosen.length > 1 ? { any: chosen } : { all: chosen } };
}

function readTest(
  { token, value }: TypedTest,
  choices: readonly ConditionChoice[],
): Result<AnswerTest, ConditionRefusal> {
  const choice = choices.find((one) => one.token === token);
  if (!choice) return refuse("no-choice");
  if (!choice.typed) return ok(choice.test);
  if (choice.field.type === "day") {
    const day = readDay(value);
    return day.ok ? ok({ ...choice.test, value: day.value }) : refuse("not-a-day");
  }
  const number = readQuantity(value);
  return number.ok ? ok({ ...choice.test, value: number.value }) : refuse("not-a-number");
}

/** The names of the fields of a condition's row, from 0, in a form: the first row's test bears the condition's own name. */
export function rowNames(name: string, at: number): { token: string; value: string } {
  const token = at === 0 ? name : `${name}${at + 1}`;
  return { token, value: `${token}Value` };
}
/** The name of the field that says whether all tests have to pass. */
export const matchName = (name: string): string => `${name}Match`;

/** A condition as the fields of its form hold it. */
export function conditionFields(name: string, { match, tests }: TypedCondition): Record<string, string> {
  const rows = tests.flatMap(({ token, value }, at): [string, string][] => {
    const names = rowNames(name, at);
    return [
      [names.token, token],
      [names.value, value],
    ];
  });
  return { [matchName(name)]: match, ...Object.fromEntries(rows) };
}

/** A condition as the fields of a form were filled in; `text` reads one by its name. */
export function typedCondition(name: string, text: (field: string) => string): TypedCondition {
  return {
    match: text(matchName(name)) === "any" ? "any" : "all",
    tests: Array.from({ length: mostTests }, (_, at) => {
      const names = rowNames(name, at);
      return { token: text(names.token), value: text(names.value) };
    }),
  };
}
