import { addDays, type Day } from "#app/platform/day.ts";
import { readDay } from "#app/platform/typed/day.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";

import type { AnswerTest, Condition, Definition, Field } from "./definition.ts";

export type Answer = string | number | boolean | readonly string[];
/** What was answered by the fields' keys; hidden and empty fields are not in it. */
export type Answers = Readonly<Record<string, Answer>>;

/** A choice as the form offers it. */
export type Option = { value: string; label: string };
/** The choices of fields by key, as they are now. */
export type Options = Readonly<Record<string, readonly Option[]>>;

export type AnswerProblem =
  | "missing"
  | "no-choice"
  | "not-a-day"
  | "in-the-past"
  | "too-early"
  | "not-a-time"
  | "not-a-number"
  | "out-of-range"
  | "not-an-address"
  | "too-long"
  | "is-the-leaver"
  | "leaving-already"
  | "last-manager"
  | "has-already";

/** What reading answers needs from around it: the choices and the day as they are now, the asker's language. */
export type Reading = {
  options: Options;
  today: Day;
  words: (field: Field) => string;
  /** What shows that a question for yes or no was ticked, or not. */
  yesNo: { yes: string; no: string };
  /** A mail address as mail takes it; null for none. */
  readAddress: (typed: string) => string | null;
};

/** Question and answer in words, as they were asked; a day stays `YYYY-MM-DD`. */
export type ShownAnswer = { key: string; type: Field["type"]; label: string; text: string };

export type ReadAnswers = {
  answers: Answers;
  shown: ShownAnswer[];
  problems: Record<string, AnswerProblem>;
};

export const longestLine = 140;
export const longestText = 2000;

/** Tells whether a condition holds for answers; one about a hidden or empty field does not, so that chains close. */
export function holds(condition: Condition | undefined, answers: Answers): boolean {
  const all = condition?.all ?? [];
  const any = condition?.any ?? [];
  return (
    all.every((test) => passes(test, answers)) &&
    (any.length === 0 || any.some((test) => passes(test, answers)))
  );
}

function passes({ field, op, value }: AnswerTest, answers: Answers): boolean {
  const answer = answers[field];
  if (answer === undefined) return false;
  switch (op) {
    case "filled":
      return true;
    case "is":
      return answer === value;
    case "not":
      return answer !== value;
    case "in":
      return Array.isArray(value) && value.includes(answer);
    case "has":
      return typeof value === "string" && Array.isArray(answer) && answer.includes(value);
    case "over":
      return isAfter(answer, value);
    case "under":
      return value !== undefined && isAfter(value, answer);
  }
}

/** Numbers by size, days by their order. */
function isAfter(one: Answer, other: Answer | undefined): boolean {
  return typeof one === "number" && typeof other === "number"
    ? one > other
    : typeof one === "string" && typeof other === "string" && one > other;
}

/** Reads what a form sent, field by field from the top: a field that its condition hides is dropped, whatever was sent for it. */
export function readAnswers(
  { fields }: Pick<Definition, "fields">,
  sent: ReadonlyMap<string, readonly string[]>,
  reading: Reading,
): ReadAnswers {
  const answers: Record<string, Answer> = {};
  const shown: ShownAnswer[] = [];
  const problems: Record<string, AnswerProblem> = {};
  const show = (field: Field, text: string) =>
    shown.push({ key: field.key, type: field.type, label: reading.words(field), text });
  for (const field of fields) {
    // A file comes with the last step, when all else is answered.
    if (field.type === "file" || !holds(field.show, answers)) continue;
    const typed = (sent.get(field.key) ?? []).map((one) => one.trim()).filter((one) => one !== "");
    if (typed.length === 0) {
      if (field.required) problems[field.key] = "missing";
      else if (field.type === "yes") show(field, reading.yesNo.no);
      continue;
    }
    const read = readOne(field, typed, reading);
    if ("problem" in read) {
      problems[field.key] = read.problem;
      continue;
    }
    answers[field.key] = read.answer;
    show(field, read.text);
  }
  return { answers, shown, problems };
}

type ReadOne = { answer: Answer; text: string } | { problem: AnswerProblem };

function readOne(field: Field, typed: readonly string[], reading: Reading): ReadOne {
  const [first = ""] = typed;
  switch (field.type) {
    case "line":
      return readLine(field, first, reading);
    case "text":
      return first.length > longestText ? { problem: "too-long" } : { answer: first, text: first };
    case "number": {
      const read = readQuantity(first);
      if (!read.ok) return { problem: "not-a-number" };
      return isInRange(field, read.value)
        ? { answer: read.value, text: String(read.value) }
        : { problem: "out-of-range" };
    }
    case "day": {
      const read = readDay(first);
      if (!read.ok) return { problem: "not-a-day" };
      if (read.value < reading.today) return { problem: "in-the-past" };
      return read.value < earliestDay(field, reading.today)
        ? { problem: "too-early" }
        : { answer: read.value, text: read.value };
    }
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(first)
        ? { answer: first, text: first }
        : { problem: "not-a-time" };
    case "yes":
      return { answer: true, text: reading.yesNo.yes };
    default:
      return choose(field, typed, reading.options[field.key] ?? []);
  }
}

function isInRange({ min = 0, max = Infinity }: Field, value: number): boolean {
  return min <= value && value <= max;
}

/** The first day that a question for a day takes on a day. */
export function earliestDay({ fromDays = 0 }: Pick<Field, "fromDays">, today: Day): Day {
  return addDays(today, fromDays);
}

/** The key of the question for a mail address: the effect of a new employee reads it. */
export const addressKey = "email";

function readLine({ key }: Field, typed: string, { readAddress }: Reading): ReadOne {
  if (typed.length > longestLine) return { problem: "too-long" };
  const line = key === addressKey ? readAddress(typed) : typed;
  return line === null ? { problem: "not-an-address" } : { answer: line, text: line };
}

function choose(field: Field, typed: readonly string[], options: readonly Option[]): ReadOne {
  const chosen = options.filter(({ value }) => typed.includes(value));
  if (chosen.length !== new Set(typed).size || (!field.many && chosen.length !== 1))
    return { problem: "no-choice" };
  const text = chosen.map(({ label }) => label).join(", ");
  return { answer: field.many ? chosen.map(({ value }) => value) : (chosen[0]?.value ?? ""), text };
}

/** The questions of an item that ask for a file, as far as they apply. */
export function fileQuestions({ fields }: Pick<Definition, "fields">, answers: Answers): Field[] {
  return fields.filter(({ type, show }) => type === "file" && holds(show, answers));
}

/** The same answers with the names of the files that were sent, question by question in the order of the form. */
export function withFiles(
  { fields }: Pick<Definition, "fields">,
  { answers, shown }: Pick<ReadAnswers, "answers" | "shown">,
  files: ReadonlyMap<string, { name: string }>,
  words: (field: Field) => string,
): Pick<ReadAnswers, "answers" | "shown"> {
  const asked = fileQuestions({ fields }, answers).filter(({ key }) => files.has(key));
  const named = asked.map((field): ShownAnswer => {
    const text = files.get(field.key)?.name ?? "";
    return { key: field.key, type: "file", label: words(field), text };
  });
  const byKey = new Map([...shown, ...named].map((one) => [one.key, one]));
  return {
    answers: { ...answers, ...Object.fromEntries(named.map(({ key, text }) => [key, text])) },
    shown: fields.flatMap(({ key }) => byKey.get(key) ?? []),
  };
}

/** An answer that is a text; null where there is none. */
export function textAnswer(answers: Answers, key: string): string | null {
  const answer = answers[key];
  return typeof answer === "string" ? answer : null;
}

/** The chosen values of a field, one or several. */
export function chosenValues(answers: Answers, key: string): string[] {
  const answer = answers[key];
  if (typeof answer === "string") return [answer];
  return Array.isArray(answer) ? answer.map(String) : [];
}

/** What is other than in an earlier request: by question, what was answered then. */
export function changedSince(
  earlier: readonly ShownAnswer[],
  later: readonly ShownAnswer[],
): Record<string, string | null> {
  const before = new Map(earlier.map(({ key, text }) => [key, text]));
  return Object.fromEntries(
    later
      .filter(({ key, text }) => before.get(key) !== text)
      .map(({ key }) => [key, before.get(key) ?? null]),
  );
}
