import { textAnswer, type AnswerProblem, type Answers } from "./answers.ts";
import type { Colleague } from "./approval.ts";
import type { Definition } from "./definition.ts";

export type LeaverFacts = {
  /** The user of each employee who has one, by the employee's id. */
  userOf: (employeeId: string) => string | null;
  colleagues: readonly Pick<Colleague, "userId" | "role">[];
  /** Whom an open request has as leaver already, by the employee's id. */
  isLeaving: (employeeId: string) => boolean;
};

/**
 * What is wrong with the people named in an item by which somebody leaves: nothing is passed on to who leaves, nobody leaves twice, and
 * a client keeps somebody who manages its portal. Problems by the keys of the questions; none for other items.
 */
export function findLeaverProblems(
  { effect, fields }: Pick<Definition, "effect" | "fields">,
  answers: Answers,
  facts: LeaverFacts,
): Record<string, AnswerProblem> {
  const leaver = effect === "leaver" ? textAnswer(answers, "person") : null;
  if (leaver === null) return {};
  const own = leaverProblem(leaver, facts);
  const others = fields.filter(
    ({ key, type }) => key !== "person" && type === "person" && answers[key] === leaver,
  );
  return {
    ...(own && { person: own }),
    ...Object.fromEntries(others.map(({ key }) => [key, "is-the-leaver" as const])),
  };
}

function leaverProblem(employeeId: string, facts: LeaverFacts): AnswerProblem | null {
  if (facts.isLeaving(employeeId)) return "leaving-already";
  const managers = facts.colleagues.filter(({ role }) => role === "manager");
  const [manager] = managers;
  return managers.length === 1 && manager?.userId === facts.userOf(employeeId) ? "last-manager" : null;
}

/** The question whose answer may not be given to another: who leaves is nobody's deputy. Null for any other question. */
export function differsFrom(
  { effect }: Pick<Definition, "effect">,
  { key, type }: Definition["fields"][number],
): string | null {
  return effect === "leaver" && type === "person" && key !== "person" ? "person" : null;
}
