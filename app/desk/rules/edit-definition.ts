import { ok, refuse, type Result } from "#app/platform/result.ts";

import { effectFields, type Definition, type EffectKind, type Field, type LineRule } from "./definition.ts";

/** The most that an item holds. */
export const mostQuestions = 30;
export const mostLines = 30;
export const mostSteps = 5;
/** The longest that automation may take to answer, in minutes: a week. */
export const longestCallMinutes = 10_080;
/** The most days from the day of asking that a question for a day may keep free. */
export const longestLead = 365;
/** How many options the form of a choice has room for. */
export const mostOptions = 10;

const empty = { nl: "", de: "", en: "" };
/** What a new item begins with. */
export const newDefinition: Definition = {
  title: empty,
  about: empty,
  fields: [],
  askers: ["employee", "approver", "finance", "manager"],
  approval: [{ group: "approver", needed: 1 }],
  verify: "never",
  priceOnceMinor: 0,
  priceMonthlyMinor: 0,
  drawsMinutes: 0,
  days: 1,
  lines: [],
  effect: "none",
};

export type Direction = "up" | "down";
export type EditRefusal = "changed-meanwhile" | "too-many";
type Edited = Result<Definition, EditRefusal>;

/**
 * Gives an item the questions that an effect reads and that it lacks, as a published item with that effect asks them, with those that
 * belong to them alone. Where no item has them they stay missing, which keeps the draft from being published.
 */
export function withEffect(
  definition: Definition,
  effect: EffectKind,
  published: readonly Definition[],
): Definition {
  const { fields } = definition;
  const has = (key: string): boolean => fields.some((field) => field.key === key);
  const needed = Object.entries(effectFields[effect]).filter(([, { asked }]) => asked !== "freely");
  const missing = new Set(needed.map(([key]) => key).filter((key) => !has(key)));
  const model = published.find((one) => one.effect === effect);
  const added = (model?.fields ?? []).filter(({ key, show }) => {
    const tests = [...(show?.all ?? []), ...(show?.any ?? [])];
    const isOfThese = tests.length > 0 && tests.every(({ field }) => missing.has(field));
    return !has(key) && (missing.has(key) || isOfThese);
  });
  return { ...definition, effect, fields: [...fields, ...added].slice(0, mostQuestions) };
}

/** Puts a question in the place of the one of its key, or behind the others where it is new. */
export function putQuestion(definition: Definition, field: Field, isNew: boolean): Edited {
  const { fields } = definition;
  const isThere = fields.some(({ key }) => key === field.key);
  if (isThere === isNew) return refuse("changed-meanwhile");
  if (isNew && fields.length >= mostQuestions) return refuse("too-many");
  return ok({
    ...definition,
    fields: isNew ? [...fields, field] : fields.map((one) => (one.key === field.key ? field : one)),
  });
}

/** Takes a question away; one that is gone already stays so. */
export function removeQuestion(definition: Definition, key: string): Edited {
  return ok({ ...definition, fields: definition.fields.filter((field) => field.key !== key) });
}

/** Moves a question by one place; at the end nothing moves. */
export function moveQuestion(definition: Definition, key: string, to: Direction): Edited {
  const at = definition.fields.findIndex((field) => field.key === key);
  if (at < 0) return refuse("changed-meanwhile");
  return ok({ ...definition, fields: moved(definition.fields, at, to) });
}

/** A line of the checklist by its place from 0, with its Dutch text as the editor saw it, so that another line is never meant. */
export type LinePlace = { at: number; was: string };

/** Puts a line in a place, or behind the others where there is none yet. */
export function putLine(definition: Definition, line: LineRule, place: LinePlace | null): Edited {
  const { lines } = definition;
  if (place === null)
    return lines.length < mostLines ? ok({ ...definition, lines: [...lines, line] }) : refuse("too-many");
  if (!isSame(definition, place)) return refuse("changed-meanwhile");
  return ok({ ...definition, lines: lines.map((one, at) => (at === place.at ? line : one)) });
}

/** Takes a line away. */
export function removeLine(definition: Definition, place: LinePlace): Edited {
  if (!isSame(definition, place)) return refuse("changed-meanwhile");
  return ok({ ...definition, lines: definition.lines.filter((_, at) => at !== place.at) });
}

/** Moves a line by one place; at the end nothing moves. */
export function moveLine(definition: Definition, place: LinePlace, to: Direction): Edited {
  if (!isSame(definition, place)) return refuse("changed-meanwhile");
  return ok({ ...definition, lines: moved(definition.lines, place.at, to) });
}

const isSame = ({ lines }: Definition, { at, was }: LinePlace): boolean => lines[at]?.text.nl === was;

/** A list with the one at a place from 0 moved by one; at the end nothing moves. */
export function moved<T>(list: readonly T[], at: number, to: Direction): T[] {
  const other = to === "up" ? at - 1 : at + 1;
  const [one, two] = [list[at], list[other]];
  if (one === undefined || two === undefined) return [...list];
  return list.map((each, index) => (index === at ? two : index === other ? one : each));
}
