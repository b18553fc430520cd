import type { FieldProblem } from "#app/api/operation.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What the API answers where it does not do what was asked (RFC 9457). */
export type Problem = {
  status: number;
  /** The refusal by its name; the last part of the problem's type. */
  name: string;
  detail?: string;
  errors?: FieldProblem[];
  headers?: Record<string, string>;
};

/** The problems that any operation can answer, in words of the caller's language. */
export const commonProblems = {
  "invalid-request": m.api_problem_invalid_request,
  "invalid-json": m.api_problem_invalid_json,
  "invalid-cursor": m.api_problem_invalid_cursor,
  "idempotency-key-missing": m.api_problem_idempotency_key_missing,
  "not-authenticated": m.api_problem_not_authenticated,
  "scope-missing": m.api_problem_scope_missing,
  "not-found": m.api_problem_not_found,
  "method-not-allowed": m.api_problem_method_not_allowed,
  "precondition-failed": m.api_problem_precondition_failed,
  "body-too-large": m.api_problem_body_too_large,
  "not-json": m.api_problem_not_json,
  "other-request": m.api_problem_other_request,
  "too-many-requests": m.api_problem_too_many_requests,
  busy: m.api_problem_busy,
  "internal-error": m.api_problem_internal_error,
} as const;
export type CommonProblem = keyof typeof commonProblems;

const statuses: Record<CommonProblem, number> = {
  "invalid-request": 400,
  "invalid-json": 400,
  "invalid-cursor": 400,
  "idempotency-key-missing": 400,
  "not-authenticated": 401,
  "scope-missing": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "precondition-failed": 412,
  "body-too-large": 413,
  "not-json": 415,
  "other-request": 422,
  "too-many-requests": 429,
  busy: 409,
  "internal-error": 500,
};

/** One of the problems that any operation can answer. */
export function problem(name: CommonProblem, more: Partial<Problem> = {}): Problem {
  return { status: statuses[name], name, detail: commonProblems[name](), ...more };
}

/** A refusal's name as a title: "changed-meanwhile" as "Changed meanwhile". */
export function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
