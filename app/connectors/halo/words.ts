import { m } from "#app/platform/generated/i18n/messages.js";

import type { AccessRefusal, ChoicesRefusal } from "./connect.server.ts";
import type { HaloStatus } from "./store.server.ts";

/** How the connection stands. */
export const haloStatusWords = {
  waiting: m.connectors_status_waiting,
  works: m.connectors_status_works,
  "secret-wrong": m.connectors_status_secret,
  "not-allowed": m.connectors_status_not_allowed,
  unavailable: m.connectors_status_unavailable,
  refused: m.connectors_status_refused,
} satisfies Record<HaloStatus, () => string>;

/** Why how Halo is reached was not kept. */
export const accessRefusalWords = {
  "not-a-url": m.connectors_not_a_url,
  "not-https": m.connectors_not_https,
  "not-public": m.connectors_not_public,
  "secret-needed": m.connectors_secret_needed,
  "not-staff": m.connectors_not_staff,
} satisfies Record<AccessRefusal, () => string>;

/** Why what was chosen was not kept. */
export const choicesRefusalWords = {
  "not-in-list": m.connectors_not_in_list,
  "status-twice": m.connectors_status_twice,
  "not-chosen": m.connectors_not_chosen,
  "halo-client-taken": m.connectors_client_taken,
  "not-staff": m.connectors_not_staff,
} satisfies Record<ChoicesRefusal | "not-chosen" | "halo-client-taken" | "not-staff", () => string>;

const problems: Record<string, () => string> = {
  ...haloStatusWords,
  "actor-gone": m.connectors_problem_actor,
  missing: m.connectors_problem_missing,
};

const timeProblems: Record<string, () => string> = {
  "no-hours-account": m.connectors_time_no_account,
  "account-frozen": m.connectors_time_frozen,
  "below-zero-refused": m.connectors_time_below_zero,
  contested: m.connectors_time_contested,
  "too-long-ago": m.connectors_time_too_long_ago,
  "needs-word": m.connectors_time_needs_word,
};

/** Why a request and its ticket differ. */
export function haloProblemWords(problem: string, detail: string | null): string {
  if (problem === "time-refused") return (timeProblems[detail ?? ""] ?? m.connectors_time_refused)();
  return (problems[problem] ?? m.connectors_status_refused)();
}
