import type { ReversalRefusal } from "#app/desk/rules/reversal.ts";
import type { CompleteRefusal } from "#app/desk/effects/apply-effect.server.ts";
import type { DecisionRefusal } from "#app/desk/approvals/decide-change.server.ts";
import type { FormField } from "#app/desk/catalogue/catalogue-page.server.ts";
import type { AnswerProblem } from "#app/desk/rules/answers.ts";
import type { ApprovingGroup } from "#app/desk/rules/definition.ts";
import type { PreviewLine } from "#app/desk/effects/preview-effect.server.ts";
import { refusalWords as peopleRefusals } from "#app/people/words.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const problemWords = {
  missing: m.form_required,
  "no-choice": m.change_problem_choice,
  "not-a-day": m.change_problem_day,
  "in-the-past": m.change_problem_past,
  "too-early": m.change_problem_past,
  "not-a-time": m.change_problem_time,
  "not-a-number": m.change_problem_number,
  "out-of-range": m.change_problem_number,
  "not-an-address": m.form_email,
  "too-long": m.change_problem_long,
  "is-the-leaver": m.change_problem_leaver,
  "leaving-already": m.change_problem_leaving,
  "last-manager": m.change_problem_last_manager,
  "has-already": m.change_problem_already,
} satisfies Record<AnswerProblem, () => string>;

type Limits = Pick<FormField, "type" | "min" | "max" | "earliest">;

/** What is wrong with an answer, with the limit that it passes. */
export function problemText(problem: AnswerProblem, limits: Limits): string {
  if (problem === "out-of-range") return limitWords(limits);
  if (problem === "too-early" && limits.earliest !== null)
    return m.change_problem_early({ day: formatDay(limits.earliest) });
  return problemWords[problem]();
}

/** The limits of a number in words; empty where it has none. */
export function limitWords({ type, min, max }: Limits): string {
  if (type !== "number" || (min === null && max === null)) return "";
  if (max === null) return m.change_limit_least({ min: min ?? 0 });
  return min === null ? m.change_limit_most({ max }) : m.change_limit_range({ min, max });
}

export const groupWords = {
  approver: m.change_group_approver,
  finance: m.change_group_finance,
  manager: m.change_group_manager,
  msp: m.change_group_msp,
} satisfies Record<ApprovingGroup, () => string>;

type OwnRefusal = Exclude<DecisionRefusal | CompleteRefusal | ReversalRefusal, keyof typeof peopleRefusals>;

const own = {
  "not-yours": m.change_refused_not_yours,
  "own-request": m.change_refused_own_request,
  "decided-already": m.change_refused_decided,
  "no-such-step": m.change_refused_no_such_step,
  "not-allowed": m.change_refused_not_yours,
  "lines-open": m.change_refused_lines_open,
  "not-due": m.change_refused_not_due,
  "already-done": m.change_refused_already_done,
  "no-line-open": m.change_refused_no_such_step,
  "over-budget": m.change_refused_over_budget,
  "reason-missing": m.change_refused_reason_missing,
  "step-passed": m.change_refused_decided,
  "changed-meanwhile": m.change_refused_no_such_step,
  "answer-missing": m.change_refused_answer_missing,
  "not-in-effect": m.change_refused_not_in_effect,
  "reversed-already": m.change_refused_reversed,
  "not-undone": m.change_refused_not_undone,
} satisfies Record<OwnRefusal, () => string>;

const refusals: Record<string, (() => string) | undefined> = { ...peopleRefusals, ...own };

/** Why an act on a standard change was refused, and what to do instead. */
export function changeRefusalWords(refusal: DecisionRefusal | CompleteRefusal | ReversalRefusal): string {
  return storedRefusalWords(refusal);
}

/** The same of a refusal that was kept. */
export function storedRefusalWords(refusal: string): string {
  return (refusals[refusal] ?? m.change_refused_no_such_step)();
}

const whats = {
  seat: m.change_effect_seat,
  licence: m.change_effect_licence,
  right: m.change_effect_right,
  person: m.change_effect_person,
  portal: m.change_effect_portal,
  undo: m.change_effect_undo,
} satisfies Record<PreviewLine["what"], (given: { name: string }) => string>;

/** What an effect changes, in words. */
export function effectWords({ kind, what, name, saves }: PreviewLine): {
  verb: string;
  what: string;
  saves: string | undefined;
} {
  const verb = {
    ends: m.change_effect_ends,
    begins: m.change_effect_begins,
    buys: m.change_effect_buys,
    "access-ends": m.change_effect_ends,
  }[kind]();
  return { verb, what: whats[what]({ name }), saves: saves && savesWords(saves) };
}

/** What one fewer of a licence saves, from when, and until when that is to be decided. */
function savesWords({ amountMinor, currency, window }: NonNullable<PreviewLine["saves"]>): string {
  const said = { from: formatDay(window.earliestOn), amount: formatMoney(amountMinor, currency) };
  return m.change_effect_saves({ ...said, decideBy: formatDay(window.decideBy) });
}
